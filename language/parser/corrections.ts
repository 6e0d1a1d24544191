import { printPath } from '../print/print.js';
import { comparisonAt } from './comparisons.js';
import { HABITS } from './other-languages.js';

/** What is likely meant where something else is written. */
export interface Meant {
  /** The offsets of what is written. */
  readonly offset: number;
  readonly end: number;
  readonly text: string;
  /** What only lacks its quotes: a name that is not an identifier, or a path. */
  readonly quoted?: 'name' | 'path';
}

/** Signs of papers, word processors, keyboards and other languages, and those of this language that they stand for. */
const SIGNS: Readonly<Record<string, string>> = {
  ...{ '＝': '=', '×': '*', '·': '*', '⋅': '*', '∗': '*', '÷': '/', '^': '**', '＋': '+' },
  ...{ '−': '-', '–': '-', '—': '-', µ: 'u', μ: 'u', '²': '2', '#': '//' },
  ...{ '：': ':', '，': ',', '；': ';', '（': '(', '）': ')', '［': '[', '］': ']', '｛': '{', '｝': '}' },
};

/** Quotes of other languages, and of word processors, around a name. */
const QUOTED = /(?<![^\s:;,{}[\]().])['‘‚“„‟«»]([^'‘’‚‛“”„‟«»"\r\n]+)['’‘”“»«](?![^\s:;,{}[\]().])/g;

/** `µm²`, of which each sign is an error by itself, and `um^2`. */
const UNIT = /[A-Za-z0-9]*[µμ²][A-Za-z0-9µμ²]*|(?<![A-Za-z])[uµμmc]m\^2(?!\w)/g;

/** What may be a part of a name or a path that nobody has quoted. */
const UNQUOTED = /[^\s:;,{}[\]()="<>]+/g;

/** The line up to where a name or a path must stand. */
const BEFORE_NAME =
  /(?:^|[\s{};])(?:const|coupling|architecture|workload|network|mapping|memory|fanout|compute|of|on|import)[^\S\r\n]+$/;

/** What is likely meant at an offset at which the lexer finds no token. */
export function meantByText(text: string, offset: number): Meant | undefined {
  if (text[offset] === '"') return undefined;
  const line = lineAt(text, offset);
  const unit = around(line, UNIT);
  if (unit) return { ...unit, text: [...unit.text.replace('^', '')].map((sign) => SIGNS[sign] ?? sign).join('') };
  if (isRepeat(line)) return { offset, end: offset + 1, text: 'x' };
  const instances = isMesh(line) ? around(line, ANGLED) : undefined;
  if (instances) return { ...instances, text: `[${instances.text.slice(1, -1).trim()}]` };
  const comparison = comparisonAt(line.text, offset - line.offset);
  if (comparison) {
    const { from, to, text: meant } = comparison;
    return { offset: line.offset + from, end: line.offset + to, text: meant };
  }
  return meantAsName(text, offset, true) ?? sign(text, offset);
}

/**
 * A name or a path around an offset at which the parser finds something else, or after the keyword there: `ResNet-50` in
 * `workload ResNet-50 : conv`.
 *
 * @param keys whether names may also begin lines, before a colon.
 */
export function meantAsName(text: string, offset: number, keys: boolean): Meant | undefined {
  const keyword = /^[a-z]+[^\S\r\n]+/.exec(text.slice(offset, offset + MOST));
  const at = keyword && BEFORE_NAME.test(keyword[0]) ? offset + keyword[0].length : offset;
  const line = lineAt(text, at);
  const otherwise = around(line, QUOTED);
  if (otherwise) return { ...otherwise, text: JSON.stringify(otherwise.text.slice(1, -1)), quoted: 'name' };
  const found = around(line, UNQUOTED);
  if (!found || !/[\p{L}\p{N}]/u.test(found.text) || /\/[/*]/.test(found.text)) return undefined;
  const [before, after] = [line.text.slice(0, found.offset - line.offset), text.slice(found.end, found.end + MOST)];
  const isKey = keys && /(?:^|[{};,])\s*$/.test(before) && /^[^\S\r\n]*:/.test(after);
  if (!BEFORE_NAME.test(before) && !isKey) return undefined;
  if (/(?:^|[\s;])import\s+$/.test(before)) return { ...found, text: JSON.stringify(found.text), quoted: 'path' };
  // What is mapped may be in a network.
  const path = /\sof\s+$/.test(before) ? found.text.split('.') : [found.text];
  const quoted = printPath(path);
  return quoted === found.text ? undefined : { ...found, text: quoted, quoted: 'name' };
}

/**
 * What is likely meant where the parser found something that it did not expect, but that other languages write so, and what
 * to say about it.
 *
 * @param rule in which the parser stands.
 */
export function meantByHabit(
  text: string,
  offset: number,
  rule: string,
): { meant: Meant | undefined; remedy: string | undefined; fact: string | undefined } | undefined {
  const line = lineAt(text, offset);
  const head = line.text.slice(0, offset - line.offset);
  const rest = line.text.slice(offset - line.offset).replace(/\s*\/\/.*$/, '');
  for (const { rules, before, after, text: written, remedy, fact } of HABITS) {
    if (rules && !rules.includes(rule)) continue;
    const [found, at] = [before.exec(head), after.exec(rest)];
    const meant = found && at ? written(found, at) : undefined;
    if (!found || !at || meant === undefined) continue;
    if (meant === null) return { meant: undefined, remedy, fact };
    return { meant: { offset: offset - found[1]!.length, end: offset + at[0].length, text: meant }, remedy, fact };
  }
  return undefined;
}

/** What is around a place is looked at no further than this. */
const MOST = 200;

interface Piece {
  readonly offset: number;
  readonly end: number;
  readonly text: string;
}

/** The line around an offset, with what of it is near. */
function lineAt(text: string, at: number): Piece & { readonly at: number } {
  const from = Math.max(0, at - MOST);
  const near = text.slice(from, at);
  const before = near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\r')) + 1);
  const after = /^[^\r\n]*/.exec(text.slice(at, at + MOST))![0];
  return { offset: at - before.length, end: at + after.length, text: before + after, at };
}

/** The match of a pattern that the offset of a line is in. */
function around(line: ReturnType<typeof lineAt>, pattern: RegExp): Piece | undefined {
  for (const { index, 0: text } of line.text.matchAll(pattern)) {
    const offset = line.offset + index;
    if (offset <= line.at && line.at < offset + text.length) return { offset, end: offset + text.length, text };
  }
  return undefined;
}

/** `MB6 × 24`, of a layer. */
function isRepeat({ text, offset, at }: ReturnType<typeof lineAt>): boolean {
  const [before, after] = [text.slice(0, at - offset), text.slice(at - offset)];
  return /^×\s*\d/.test(after) && (/\}\s*$/.test(before) || /(?:^|[{;,])\s*(?:[\w.]+|"[^"]*")\s*$/.test(before));
}

/** `fanout PEs<16>`. */
const ANGLED = /<[^<>]*>/g;

function isMesh({ text, offset, at }: ReturnType<typeof lineAt>): boolean {
  return /\b(?:fanout|compute)\s+[\w"]+\s*(?:<[^<>]*)?$/.test(text.slice(0, at - offset));
}

function sign(text: string, offset: number): Meant | undefined {
  const meant = SIGNS[text[offset]!];
  // Elsewhere than at its beginning, `#` says nothing of a line.
  const odd = text[offset] === '#' && !/(?:^|\s)$/.test(text.slice(Math.max(0, offset - 1), offset));
  return meant === undefined || odd ? undefined : { offset, end: offset + 1, text: meant };
}
