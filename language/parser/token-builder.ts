import { type IToken, Lexer, type TokenType, type TokenVocabulary } from 'chevrotain';
import { DefaultTokenBuilder, type Grammar, type TokenBuilderOptions } from 'langium';
import { isWordAttribute } from '../estimates/index.js';
import { isProperty } from '../schema/index.js';
import { HEADS, NAMES_TOO } from './keywords.js';

/** What the type of a name is called that is the first word of its line. */
export const FIRST_NAME = 'first ID of a line';

/** The types that a word's token can get, according to what the word is where it stands. */
export interface WordTypes {
  /** Before `:`. */
  readonly key: TokenType;
  /** As the keyword that it looks like; the same as `name` where it looks like none. */
  readonly keyword: TokenType;
  readonly name: TokenType;
  /** As a name and the first word of its line, where no unit can stand. */
  readonly firstName: TokenType;
}

/** The types that words can have. */
export class Words {
  private readonly names = new Map<TokenType, WordTypes>();
  private readonly keywords = new Map<string, WordTypes>();

  /** Adds words of which each type can only be had by such words and by keywords. */
  addNames(types: WordTypes): void {
    for (const type of Object.values(types)) this.names.set(type, types);
  }

  addKeyword(keyword: TokenType, types: WordTypes): void {
    this.names.set(keyword, types);
    this.keywords.set(keyword.name, types);
  }

  /** The types that a token can have, whichever of them it has; undefined if it is not a word. */
  of({ tokenType, image }: IToken): WordTypes | undefined {
    const types = this.names.get(tokenType);
    return types && (this.keywords.get(image) ?? types);
  }
}

/** Puts the tokens of words into the categories KEYED, REFERENCE, NAME and TARGET of the grammar. */
export class FfarchTokenBuilder extends DefaultTokenBuilder {
  readonly words = new Words();

  override buildTokens(grammar: Grammar, options?: TokenBuilderOptions): TokenVocabulary {
    const tokens = super.buildTokens(grammar, options) as TokenType[];
    const terminal = (name: string): TokenType => tokens.find((token) => token.name === name)!;
    const [KEYED, REFERENCE, NAME, TARGET] = [
      terminal('KEYED'),
      terminal('REFERENCE'),
      terminal('NAME'),
      terminal('TARGET'),
    ];
    const [KEY, ID, STRING] = [terminal('KEY'), terminal('ID'), terminal('STRING')];
    for (const token of [KEYED, REFERENCE, NAME, TARGET, KEY]) {
      token.PATTERN = Lexer.NA;
    }
    const asKey = [KEYED, NAME];
    const asName = [REFERENCE, NAME, TARGET];
    KEY.CATEGORIES = asKey;
    ID.CATEGORIES = asName;
    STRING.CATEGORIES = asName;
    const firstName: TokenType = { name: FIRST_NAME, PATTERN: Lexer.NA, CATEGORIES: asName };
    const quotedKey: TokenType = { name: 'STRING before a colon', PATTERN: Lexer.NA, CATEGORIES: [STRING, KEYED] };

    this.words.addNames({ key: KEY, keyword: ID, name: ID, firstName });
    this.words.addNames({ key: quotedKey, keyword: STRING, name: STRING, firstName: STRING });
    for (const keyword of tokens.filter(({ PATTERN }) => typeof PATTERN === 'string' && /^[A-Za-z]/.test(PATTERN))) {
      const asProperty = isProperty(keyword.name) || isWordAttribute(keyword.name);
      keyword.LONGER_ALT = ID;
      keyword.CATEGORIES = asProperty
        ? asKey
        : HEADS.has(keyword.name)
          ? [TARGET]
          : NAMES_TOO.has(keyword.name)
            ? asName
            : [];
      this.words.addKeyword(keyword, { key: asProperty ? keyword : KEY, keyword, name: ID, firstName });
    }
    return [...tokens, firstName, quotedKey];
  }
}
