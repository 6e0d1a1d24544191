import { EOF, type IToken } from 'chevrotain';
import type { LexerResult } from 'langium';
import { DECLARATIONS } from '../schema/index.js';

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
  readonly place: SectionRange;
}

/** Where the first word or comment of a section begins and the last one ends; lines and columns count from 1. */
export interface SectionRange {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly end: number;
}

/** Keywords that begin a section. */
const DECLARATION_KEYWORDS: ReadonlySet<string> = new Set(Object.keys(DECLARATIONS));

/** Cuts a file into sections. There is at least one, which may be empty. */
export function sections({ tokens, hidden }: Pick<LexerResult, 'tokens' | 'hidden'>): Section[] {
  const starts = headsOf(tokens);
  let comments = 0;
  return [0, ...starts].map((start, i) => {
    const next = starts[i];
    const own = tokens.slice(start, next);
    // Comments between two sections belong to the second, as documentation.
    const end = next === undefined ? Number.POSITIVE_INFINITY : (own.at(-1)?.startOffset ?? 0);
    const first = comments;
    while ((hidden[comments]?.startOffset ?? end) < end) comments += 1;
    const inside = hidden.slice(first, comments);
    return {
      tokens: own,
      hidden: inside,
      end: next === undefined ? [] : [asEnd(tokens[next]!)],
      place: placeOf([own[0], inside[0]], [own.at(-1), inside.at(-1)]),
    };
  });
}

/** The indices of the tokens with which sections begin, but for the first of all tokens. */
function headsOf(tokens: readonly IToken[]): number[] {
  const heads: number[] = [];
  /** Braces that are open in a network: there such words can also be the names of layers. */
  let open = tokens[0]?.tokenType.name === 'network' ? 0 : Number.NaN;
  for (let i = 1; i < tokens.length; i++) {
    const { name } = tokens[i]!.tokenType;
    if (name === '{') open += 1;
    else if (name === '}') open -= 1;
    else if (DECLARATION_KEYWORDS.has(name) && !(open > 0 && isLayer(tokens[i]!, tokens[i + 1]))) {
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

/** From the first of some tokens to the last of others. */
function placeOf(firsts: readonly (IToken | undefined)[], lasts: readonly (IToken | undefined)[]): SectionRange {
  const [first] = firsts.filter((token) => token !== undefined).sort((a, b) => a.startOffset - b.startOffset);
  const ends = lasts.map((token) => (token ? token.startOffset + token.image.length : 0));
  return {
    offset: first?.startOffset ?? 0,
    line: first?.startLine ?? 1,
    column: first?.startColumn ?? 1,
    end: Math.max(...ends),
  };
}
