import type { IToken, TokenType } from 'chevrotain';
import { DefaultLexer, type LangiumCoreServices, type LexerResult, type TokenizeOptions } from 'langium';
import { copy, lineBreaks, unchangedLines } from './edit.js';
import { isColon, isFirstOfLine, isKey, isKeyword, isOrderedCoupling } from './keywords.js';
import { type FfarchTokenBuilder, FIRST_NAME, type Words, type WordTypes } from './token-builder.js';

/** A text and what the lexer has made of it. */
export interface Lexed extends LexerResult {
  readonly text: string;
}

/** Decides after the terminals have matched what each word is: a key, a keyword or a name. */
export class FfarchLexer extends DefaultLexer {
  private readonly words: Words;

  constructor(services: LangiumCoreServices) {
    super(services);
    this.words = (services.parser.TokenBuilder as FfarchTokenBuilder).words;
  }

  override tokenize(text: string, options?: TokenizeOptions): Lexed {
    return this.finish({ text, ...super.tokenize(text, options) });
  }

  /**
   * Tokenizes a text after an edit.
   *
   * @param before What was made of the text before. Its tokens go over, so it must not be used again.
   */
  retokenize(text: string, before: Lexed): Lexed {
    const lexed = this.update(text, before);
    return lexed ? this.finish(lexed) : this.tokenize(text);
  }

  /**
   * Lets the terminals match in the lines that have changed only. No terminal but a comment matches beyond the end of a
   * line or looks there, so the others match what they did before: unless the edit is in such a comment, or begins one.
   */
  private update(text: string, before: Lexed): Lexed | undefined {
    if (before.errors.length > 0) return undefined;
    const { head, tail } = unchangedLines(before.text, text);
    const end = before.text.length - tail;
    if ([head, end].some((place) => before.hidden.some((comment) => isInside(place, comment)))) return undefined;
    const changed = copy(text.slice(head, text.length - tail));
    const { tokens, hidden, errors, report } = super.tokenize(changed);
    if (errors.length > 0 || isOpen(hidden.at(-1))) return undefined;
    const lines = lineBreaks(changed) - lineBreaks(before.text.slice(head, end));
    const firstLine = lineBreaks(text.slice(0, head));
    const join = (old: readonly IToken[], now: readonly IToken[]): IToken[] => {
      const [first, after] = [firstFrom(old, head), firstFrom(old, end)];
      for (const token of now) move(token, head, firstLine);
      for (let i = after; i < old.length; i++) move(old[i]!, text.length - before.text.length, lines);
      return old.slice(0, first).concat(now, old.slice(after));
    };
    return { text, tokens: join(before.tokens, tokens), hidden: join(before.hidden, hidden), errors, report };
  }

  /** Gives the words their types, which depend on their neighbours, and leaves out what nobody can read. */
  private finish(result: Lexed): Lexed {
    const { tokens } = result;
    let key = '';
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index]!;
      const types = this.words.of(token);
      if (types) {
        token.tokenType = typeOf(types, tokens, index, key);
        token.tokenTypeIdx = token.tokenType.tokenTypeIdx!;
        key = isColon(tokens[index + 1]) && !isOrderedCoupling(tokens, index) ? token.image : key;
      }
    }
    cutLongExpressions(result);
    reportOpenComment(result);
    return result;
  }
}

/** Whether an offset is after the first character of a token and not after its last one. */
function isInside(offset: number, { startOffset, endOffset = startOffset }: IToken): boolean {
  return startOffset < offset && offset <= endOffset;
}

/** The index of the first token that begins at an offset or after it. */
function firstFrom(tokens: readonly IToken[], offset: number): number {
  const found = tokens.findIndex(({ startOffset }) => startOffset >= offset);
  return found < 0 ? tokens.length : found;
}

function move(token: IToken, offset: number, lines: number): void {
  token.startOffset += offset;
  token.endOffset! += offset;
  token.startLine! += lines;
  token.endLine! += lines;
}

function typeOf(types: WordTypes, tokens: readonly IToken[], index: number, key: string): TokenType {
  if (isKey(tokens, index)) {
    return types.key;
  }
  if (types.keyword !== types.name && isKeyword({ tokens, index, key })) {
    return types.keyword;
  }
  return isFirstOfLine(tokens, index) ? types.firstName : types.name;
}

/** Signs of which expressions consist, besides numbers and names. */
const OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**', '(', ')']);

/** The token types of numbers, names that are not keys, and functions. */
const OPERANDS: ReadonlySet<string> = new Set([
  ...['NUMBER', 'ID', FIRST_NAME, 'STRING'],
  ...['ceil', 'floor', 'min', 'max'],
]);

/**
 * So many operators and parentheses an expression may have: more would exhaust the stack when it is parsed. That of Node 20
 * lasts for 150 open parentheses, not for 200.
 */
const MOST_OPERATORS = 100;

/** Leaves out what is too much of an expression. */
function cutLongExpressions(result: LexerResult): void {
  let operators = 0;
  let open = 0;
  const tooMuch = new Set<IToken>();
  for (const token of result.tokens) {
    const { name } = token.tokenType;
    if (name === '(') open += 1;
    if (name === ')') open -= 1;
    if (OPERATORS.has(name)) operators += 1;
    // Commas part the arguments of one expression where a parenthesis is open.
    else if (!OPERANDS.has(name) && !(name === ',' && open > 0)) [operators, open] = [0, 0];
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
  if (last && isOpen(last)) {
    errors.push({
      message: 'This comment is never closed; everything after it is ignored. Close it with `*/`.',
      offset: last.startOffset,
      line: last.startLine,
      column: last.startColumn,
      length: 2,
    });
  }
}

function isOpen(comment: IToken | undefined): boolean {
  return comment?.tokenType.name === 'BLOCK_COMMENT' && !/^\/\*[\s\S]*\*\/$/.test(comment.image);
}
