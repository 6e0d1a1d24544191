import type { TokenType } from 'chevrotain';
import { DefaultLexer, type LangiumCoreServices, type LexerResult, type TokenizeOptions } from 'langium';
import type { FfarchTokenBuilder, WordTypes } from './token-builder.js';
import { isColon, isFirstOfLine, isKeyword, type Place } from './words.js';

/** Decides after the terminals have matched what each word is: a key, a keyword or a name. */
export class FfarchLexer extends DefaultLexer {
  private readonly words: ReadonlyMap<TokenType, WordTypes>;

  constructor(services: LangiumCoreServices) {
    super(services);
    this.words = (services.parser.TokenBuilder as FfarchTokenBuilder).words;
  }

  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const result = super.tokenize(text, options);
    const { tokens } = result;
    let key = '';
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index];
      const types = this.words.get(token.tokenType);
      if (types) {
        token.tokenType = typeOf(types, { tokens, index, key });
        token.tokenTypeIdx = token.tokenType.tokenTypeIdx!;
        key = isColon(tokens[index + 1]) ? token.image : key;
      }
    }
    reportOpenComment(result);
    return result;
  }
}

function typeOf(types: WordTypes, place: Place): TokenType {
  if (isColon(place.tokens[place.index + 1])) {
    return types.key;
  }
  if (types.keyword !== types.name && isKeyword(place)) {
    return types.keyword;
  }
  return isFirstOfLine(place.tokens, place.index) ? types.firstName : types.name;
}

/** The terminal takes a comment that is never closed for one that reaches to the end of the file. */
function reportOpenComment({ hidden, errors }: LexerResult): void {
  const last = hidden.at(-1);
  if (last?.tokenType.name === 'BLOCK_COMMENT' && !/^\/\*[\s\S]*\*\/$/.test(last.image)) {
    errors.push({
      message: 'This comment is never closed; everything after it is ignored. Close it with `*/`.',
      offset: last.startOffset,
      line: last.startLine,
      column: last.startColumn,
      length: 2,
    });
  }
}
