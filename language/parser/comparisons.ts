/** What to write for a comparison of another language, in the place of a part of its line. */
export interface Comparison {
  /** Columns of the line. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const NAME = /(?:[A-Za-z_]\w*|"[^"]*")\s*$/;
const BOUND = /(?<![\w.])\d\w*\s*$/;
/** A constraint that begins with its number. */
export const FROM_BOUND = /^(\d\w*)\s*(<=|>=|=|<|>)\s*((?:[A-Za-z_]\w*|"[^"]*"))(?!\s*[<>=])/;

/** The operators of constraints, as papers, keyboards and other languages write them. */
const OPERATORS: readonly (readonly [RegExp, string])[] = [
  [/^(?:≤|=\s*<|<\s+=|=\s*≤|≦|⩽)/, '<='],
  [/^(?:≥|=\s*>|>\s+=|=\s*≥|≧|⩾)/, '>='],
];

/** How an operator reads from the other side. */
const TURNED: Readonly<Record<string, string>> = { '=': '=', '<=': '>=', '>=': '<=', '<': '>', '>': '<' };

/**
 * What a comparison around a column of a line means, of two that a constraint can have: `M < 4` is `M <= 3`, because factors
 * are whole numbers.
 */
export function comparisonAt(line: string, column: number): Comparison | undefined {
  // The lexer knows the sign of equality before another one.
  const from = column - (/=\s*$/.exec(line.slice(0, column))?.[0].length ?? 0);
  const bound = BOUND.exec(line.slice(0, from))?.index;
  const turned = bound === undefined ? undefined : turnedAround(line.slice(bound));
  if (bound !== undefined && turned) return { from: bound, to: bound + turned.length, text: turned.text };
  if (!NAME.test(line.slice(0, from))) return undefined;
  const rest = line.slice(from);
  for (const [written, text] of OPERATORS) {
    const found = written.exec(rest);
    if (found) return { from, to: from + found[0].length, text };
  }
  const [strict, operator, least] = /^([<>])(?![<>=])\s*((?:(?!\/[/*])[^<>=,;{}])*[^<>=,;{}\s])/.exec(rest) ?? [];
  return strict === undefined ? undefined : { from, to: from + strict.length, text: without(operator!, least!) };
}

/** `4 >= M` as `M <= 4`, and how much of a text that begins so it stands for. */
export function turnedAround(text: string): { readonly length: number; readonly text: string } | undefined {
  const [written, bound, operator, name] = FROM_BOUND.exec(text) ?? [];
  if (written === undefined) return undefined;
  const turned = TURNED[operator!]!;
  return {
    length: written.length,
    text: `${name} ${turned.endsWith('=') ? `${turned} ${bound}` : without(turned, bound!)}`,
  };
}

/** A bound without its own value, as one with it. */
function without(operator: string, bound: string): string {
  const number = /^\d+(?:\.\d+)?$/.test(bound) ? Number(bound) : undefined;
  if (operator === '<') return `<= ${number === undefined ? `${bound} - 1` : Math.ceil(number) - 1}`;
  return `>= ${number === undefined ? `${bound} + 1` : Math.floor(number) + 1}`;
}

/** Signs that have a meaning elsewhere and none here: without them, the text would say something else. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^(?:!=|≠|<>|~=)/, 'A constraint is `=`, `<=` or `>=`: none excludes a single value.'],
  [/^[<>](?![<>])/, 'A constraint is `=`, `<=` or `>=`, and its number on the same line.'],
  [/^(?:&|\||\?|~|!|<<|>>|@)/, 'Expressions are made of `+`, `-`, `*`, `/`, `%`, `**` and parentheses.'],
];

/** What to say about a sign that nothing here stands for. */
export function foreignSign(text: string): string | undefined {
  return FOREIGN.find(([sign]) => sign.test(text))?.[1];
}
