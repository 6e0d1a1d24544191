import type { IToken, TokenType } from 'chevrotain';
import { DefaultLexer, type LangiumCoreServices, type LexerResult, type TokenizeOptions } from 'langium';
import { type FfarchTokenBuilder, FIRST_NAME, type WordTypes } from './token-builder.js';
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
    cutLongExpressions(result);
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

/** Signs of which expressions consist, besides numbers and names. */
const OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '**', '(', ')']);

/** The token types of numbers and names that are no keys. */
const OPERANDS: ReadonlySet<string> = new Set(['NUMBER', 'ID', FIRST_NAME, 'STRING']);

/** So many operators and parentheses an expression may have: more would exhaust the stack when it is parsed. */
const MOST_OPERATORS = 256;

/** Leaves out what is too much of an expression. */
function cutLongExpressions(result: LexerResult): void {
  let operators = 0;
  const tooMuch = new Set<IToken>();
  for (const token of result.tokens) {
    if (OPERATORS.has(token.tokenType.name)) operators += 1;
    else if (!OPERANDS.has(token.tokenType.name)) operators = 0;
    if (operators > MOST_OPERATORS) tooMuch.add(token);
    if (operators === MOST_OPERATORS + 1 && OPERATORS.has(token.tokenType.name)) {
      result.errors.push({
        message: `An expression can have ${MOST_OPERATORS} operators and parentheses. Split this one with constants.`,
        offset: token.startOffset,
        line: token.startLine,
        column: token.startColumn,
        length: token.image.length,
      });
    }
  }
  if (tooMuch.size > 0) result.tokens = result.tokens.filter((token) => !tooMuch.has(token));
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
