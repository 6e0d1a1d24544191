import { DefaultLexer, type LexerResult, type TokenizeOptions } from 'langium';

/** Adds what the terminals cannot say: that a block comment is never closed. */
export class FfarchLexer extends DefaultLexer {
  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const result = super.tokenize(text, options);
    const last = result.hidden.at(-1);
    if (last?.tokenType.name === 'BLOCK_COMMENT' && !/^\/\*[\s\S]*\*\/$/.test(last.image)) {
      result.errors.push({
        message: 'This comment is never closed; everything after it is ignored. Close it with `*/`.',
        offset: last.startOffset,
        line: last.startLine,
        column: last.startColumn,
        length: 2,
      });
    }
    return result;
  }
}
