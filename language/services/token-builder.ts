import { Lexer, type TokenType, type TokenVocabulary } from 'chevrotain';
import { DefaultTokenBuilder, type Grammar, type TokenBuilderOptions } from 'langium';

/**
 * Lets keywords be names: ID and every keyword that looks like an identifier belong to the token category WORD, which
 * the grammar uses wherever a name is expected. The placeholder `_` is no name.
 */
export class FfarchTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(grammar: Grammar, options?: TokenBuilderOptions): TokenVocabulary {
    const tokens = super.buildTokens(grammar, options) as TokenType[];
    const word = tokens.find((token) => token.name === 'WORD')!;
    for (const token of tokens) {
      const isKeyword = typeof token.PATTERN === 'string' && /^[A-Za-z]\w*$/.test(token.PATTERN);
      if (token.name === 'ID' || isKeyword) {
        token.CATEGORIES = [word];
      }
      if (Array.isArray(token.LONGER_ALT)) {
        token.LONGER_ALT = token.LONGER_ALT.filter((longer) => longer !== word);
      }
    }
    word.PATTERN = Lexer.NA;
    return tokens;
  }
}
