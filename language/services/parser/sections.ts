import { EOF, type IToken } from 'chevrotain';
import type { LexerResult } from 'langium';

/**
 * A part of a file that is parsed by itself: a declaration or an import with the comments above it. What stands before
 * the first of them belongs to the first section, what follows one to its own.
 */
export interface Section {
  readonly tokens: readonly IToken[];
  /** Its comments. */
  readonly hidden: readonly IToken[];
  /** Ends the tokens: the keyword with which the next section begins, as the end of the file. None in the last section. */
  readonly end: readonly IToken[];
}

/** Keywords that begin a section. */
const HEADS: ReadonlySet<string> = new Set([
  ...['import', 'const', 'coupling', 'architecture', 'workload', 'network', 'mapping'],
]);

/** Cuts a file into sections. There is at least one, which may be empty. */
export function sections({ tokens, hidden }: Pick<LexerResult, 'tokens' | 'hidden'>): Section[] {
  const starts = headsOf(tokens);
  let comments = 0;
  return [0, ...starts].map((start, i) => {
    const end = starts[i];
    const own = tokens.slice(start, end);
    const first = comments;
    // Comments between two sections belong to the second, as documentation.
    while (
      comments < hidden.length &&
      (end === undefined || hidden[comments].startOffset < (own.at(-1)?.startOffset ?? 0))
    )
      comments += 1;
    return { tokens: own, hidden: hidden.slice(first, comments), end: end === undefined ? [] : [asEnd(tokens[end])] };
  });
}

/** The indices of the tokens with which sections begin, but for the first of all tokens. */
function headsOf(tokens: readonly IToken[]): number[] {
  const heads: number[] = [];
  /** Braces that are open in a network: there such words can also be the names of layers. */
  let open = tokens[0]?.tokenType.name === 'network' ? 0 : Number.NaN;
  for (let i = 1; i < tokens.length; i++) {
    const { name } = tokens[i].tokenType;
    if (name === '{') open += 1;
    else if (name === '}') open -= 1;
    else if (HEADS.has(name) && !(open > 0 && isLayer(tokens[i], tokens[i + 1]))) {
      heads.push(i);
      open = name === 'network' ? 0 : Number.NaN;
    }
  }
  return heads;
}

/** Layers are indented, or alone on their lines. What is neither has a network before it whose brace is missing. */
function isLayer(token: IToken, next: IToken | undefined): boolean {
  return token.startColumn !== 1 || next?.startLine !== token.startLine;
}

function asEnd(head: IToken): IToken {
  return { ...head, tokenType: EOF, tokenTypeIdx: EOF.tokenTypeIdx! };
}

/** How far a section stands from where another one stood that is otherwise the same; undefined if they differ. */
export function distance(from: Section, to: Section): { offset: number; lines: number } | undefined {
  const [a, b] = [firstOf(from), firstOf(to)];
  if (!a || !b) return undefined;
  const moved = { offset: b.startOffset - a.startOffset, lines: b.startLine! - a.startLine! };
  const same = (own: readonly IToken[], other: readonly IToken[]): boolean =>
    own.length === other.length &&
    own.every((token, i) => {
      const counterpart = other[i];
      return (
        counterpart.tokenType === token.tokenType &&
        counterpart.image === token.image &&
        counterpart.startOffset === token.startOffset + moved.offset &&
        counterpart.startLine === token.startLine! + moved.lines &&
        counterpart.startColumn === token.startColumn
      );
    });
  return same(from.tokens, to.tokens) && same(from.hidden, to.hidden) ? moved : undefined;
}

function firstOf({ tokens: [token], hidden: [comment] }: Section): IToken | undefined {
  return comment && (!token || comment.startOffset < token.startOffset) ? comment : token;
}
