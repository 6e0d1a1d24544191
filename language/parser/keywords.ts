import type { IToken } from 'chevrotain';
import { DECLARATIONS, isFromTable, isProperty, LEVEL_KINDS } from '../schema/index.js';

/** Keywords that begin a declaration, a level or a line of a coupling. */
export const HEADS: ReadonlySet<string> = new Set([
  ...Object.keys(DECLARATIONS),
  ...Object.keys(LEVEL_KINDS),
  ...['dims', 'strides'],
]);

/** Keywords that stand where no name can, and so may be names everywhere else. */
export const NAMES_TOO: ReadonlySet<string> = new Set(['as', 'for', 'of', 'on', 'over', 'with']);

/** Keywords after which a name may come, besides the heads. */
const BEFORE_NAMES: ReadonlySet<string> = new Set(['as', 'for', 'of', 'on', 'over', 'read', 'with', 'write', 'x']);

/** Signs after which an expression or a list goes on. */
const BEFORE_OPERANDS: ReadonlySet<string> = new Set([
  ...[',', ':', '=', '<=', '>=', '+=', '+', '-', '*', '/', '%', '**', '(', '[', '.'],
]);

/** A word among its neighbours. The tokens before it have their roles already, those after it have not. */
export interface WordInContext {
  readonly tokens: readonly IToken[];
  readonly index: number;
  /** The last word before a `:`, like `energy`. */
  readonly key: string;
}

/** Whether a word is the keyword that it looks like, and not a name of the user's. It does not stand before `:`. */
export function isKeyword(place: WordInContext): boolean {
  const word = place.tokens[place.index]!.image;
  if (HEADS.has(word)) {
    return beginsDeclaration(place);
  }
  switch (word) {
    case 'x':
      return isRepeat(place);
    case 'read':
    case 'write':
      return isDirection(place);
    case 'shared':
      return before(place)?.image === ':' && place.key === 'bandwidth' && startsOperand(after(place), place);
    case 'from':
      return before(place)?.image === ':' && isFromTable(place.key) && after(place)?.image.startsWith('"') === true;
    case 'unbounded':
      return isValue(place) && !BEFORE_OPERANDS.has(after(place)?.image ?? '');
    case 'per':
      return after(place)?.image === 'wordline' || isPer(place);
    case 'wordline':
      return before(place)?.image === 'per';
    case 'all':
      return isBound(place) && !/^(?:[-+*/%.(]|\*\*)$/.test(after(place)?.image ?? '');
    case 'ceil':
    case 'floor':
    case 'min':
    case 'max':
      return after(place)?.image === '(';
    case 'use':
      return /^[<>]?=$/.test(after(place)?.image ?? '') && !BEFORE_OPERANDS.has(before(place)?.image ?? '');
    case 'bypass':
      return startsLoops(place.tokens, place.index - 1);
    default:
      return NAMES_TOO.has(word);
  }
}

/** Whether nothing stands before a token on its line. */
export function isFirstOfLine(tokens: readonly IToken[], index: number): boolean {
  return index === 0 || tokens[index - 1]!.endLine !== tokens[index]!.startLine;
}

/** Whether a token is a colon. */
export function isColon(token: IToken | undefined): boolean {
  return token?.image === ':';
}

/** Whether a word names what stands after it and a colon: `size: 24`, `DRAM: M 4`, `Buffer bypass W: K 2`. */
export function isKey(tokens: readonly IToken[], index: number): boolean {
  return isColon(tokens[index + 1])
    ? !isBypassed(tokens, index) && !isOrderedCoupling(tokens, index) && !isListHead(tokens, index)
    : startsLoops(tokens, index);
}

/** Whether a word before `:` begins the list of a coupling, as others write it: `dims: M, K`. */
function isListHead(tokens: readonly IToken[], index: number): boolean {
  if (!['dims', 'strides'].includes(tokens[index]?.image ?? '')) return false;
  const [first, comma, second, after] = tokens.slice(index + 2, index + 6);
  return isWord(first) && comma?.image === ',' && isWord(second) && !isColon(after);
}

/** Whether a word before `:` is the coupling in `order: conv: _, _, R`; on a line of its own it would be a property. */
export function isOrderedCoupling(tokens: readonly IToken[], index: number): boolean {
  const [order, colon, word] = [tokens[index - 2], tokens[index - 1], tokens[index]];
  return (
    order?.image === 'order' && isColon(colon) && word?.startLine === order.startLine && !isProperty(word?.image ?? '')
  );
}

/** Whether a word is the level of `Buffer bypass W: K 2`, as far as that is written. */
function startsLoops(tokens: readonly IToken[], index: number): boolean {
  const bypass = tokens[index + 1];
  if (index < 0 || bypass?.image !== 'bypass') return false;
  const [level, operand] = [tokens[index]!, tokens[index + 2]];
  if (!isWord(level) || bypass.startLine !== level.startLine) return false;
  const begins = isFirstOfLine(tokens, index) || ['{', ';'].includes(tokens[index - 1]!.image);
  // `mapping bypass of MB6` is the head of a mapping, unless a colon tells otherwise.
  if (!begins || HEADS.has(level.image)) return begins && isList(tokens, index + 2);
  return operand?.startLine !== level.startLine || isWord(operand);
}

/** Whether words with commas between them, and then a colon, stand at a place. */
function isList(tokens: readonly IToken[], index: number): boolean {
  let last = index;
  while (isWord(tokens[last]) && tokens[last + 1]?.image === ',') last += 2;
  return isWord(tokens[last]) && isColon(tokens[last + 1]);
}

/** Whether a word is one of the operands in `Buffer bypass W, In: K 2`. */
function isBypassed(tokens: readonly IToken[], index: number): boolean {
  let at = index;
  while (tokens[at - 1]?.image === ',' && isWord(tokens[at - 2]) && !isFirstOfLine(tokens, at)) at -= 2;
  return tokens[at - 1]?.image === 'bypass' && !isFirstOfLine(tokens, at) && startsLoops(tokens, at - 2);
}

/** `memory DRAM` or `workload MB6 :`; not the layer `memory` before a layer `MB6 :`, nor a dimension `M, memory`. */
function beginsDeclaration(place: WordInContext): boolean {
  const { tokens, index } = place;
  const [previous, next] = [before(place), after(place)];
  const goesOn = previous !== undefined && BEFORE_OPERANDS.has(previous.image);
  const hasColon = ['architecture', 'workload'].includes(tokens[index]!.image);
  const named = isWord(next) && (hasColon || !isColon(tokens[index + 2])) && !isCount(tokens, index + 1);
  if (isFirstOfLine(tokens, index)) {
    const alone = next?.startLine !== tokens[index]!.startLine;
    // A name such as `3x3`, or a path, that lacks its quotes.
    const unquoted = /^[\d.]/.test(next?.image ?? '');
    return goesOn ? named && !alone : named || alone || unquoted || next?.image === '{';
  }
  return named && !goesOn && !isBeforeName(previous);
}

/** `x 24` after a layer's name. */
function isCount(tokens: readonly IToken[], index: number): boolean {
  return tokens[index]!.image === 'x' && /^\d/.test(tokens[index + 1]?.image ?? '');
}

/** Whether a word stands directly after a property and its colon. */
function isValue(place: WordInContext): boolean {
  return before(place)?.image === ':' && isProperty(place.key);
}

/** Whether a word stands directly after the operator of a constraint: `factors: S = all`. */
function isBound({ tokens, index, key }: WordInContext): boolean {
  const [begins, , operator] = tokens.slice(Math.max(0, index - 3), index).map(({ image }) => image);
  return key === 'factors' && /^[<>]?=$/.test(operator ?? '') && (begins === ':' || begins === ',');
}

/** `} x 24`, `MB6 x count`. */
function isRepeat(place: WordInContext): boolean {
  const [previous, next] = [before(place), after(place)];
  const counts = isCount(place.tokens, place.index);
  const follows = previous?.image === '}' || (isWord(previous) && (counts || !isBeforeName(previous)));
  return follows && !isFirstOfLine(place.tokens, place.index) && startsOperand(next, place);
}

/** `energy: read 7 pJ, write 8 pJ`. */
function isDirection(place: WordInContext): boolean {
  const previous = before(place)?.image;
  const inDirected = place.key === 'energy' || place.key === 'bandwidth';
  return inDirected && (previous === ':' || previous === ',') && startsOperand(after(place), place) && !hasUnit(place);
}

/** `64 pJ per word`. */
function isPer(place: WordInContext): boolean {
  const [previous, next] = [before(place), after(place)];
  const { startLine } = place.tokens[place.index]!;
  const follows = previous !== undefined && !BEFORE_OPERANDS.has(previous.image) && previous.endLine === startLine;
  return isProperty(place.key) && follows && isWord(next) && next?.startLine === startLine;
}

/** `read pJ`: a constant with its unit. */
function hasUnit({ tokens, index }: WordInContext): boolean {
  const behindUnit = tokens[index + 2];
  const endsThere = behindUnit?.startLine !== tokens[index]!.startLine || !isWord(behindUnit);
  return /^[fpn]J$/.test(tokens[index + 1]?.image ?? '') && endsThere;
}

/** Whether a token on the same line begins an expression. */
function startsOperand(token: IToken | undefined, { tokens, index }: WordInContext): boolean {
  return (
    token !== undefined &&
    token.startLine === tokens[index]!.startLine &&
    (isWord(token) || /^[\d.(-]/.test(token.image)) &&
    token.image !== '.'
  );
}

function isBeforeName(token: IToken | undefined): boolean {
  const name = token?.tokenType.name ?? '';
  return BEFORE_NAMES.has(name) || HEADS.has(name);
}

/** An identifier, a keyword or quoted text. */
function isWord(token: IToken | undefined): boolean {
  return token !== undefined && token.image !== '_' && /^[A-Za-z_"]/.test(token.image);
}

function before({ tokens, index }: WordInContext): IToken | undefined {
  return tokens[index - 1];
}

function after({ tokens, index }: WordInContext): IToken | undefined {
  return tokens[index + 1];
}
