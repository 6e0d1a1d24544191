import type { Expression } from './syntax.js';
import type { Token } from './tokens.js';

/** Why an expression has no value: where, and why as the rest of a sentence. */
export interface NoValue {
  readonly at: Token | undefined;
  readonly reason: string;
}

/** What the names in expressions stand for. */
export interface Names {
  readonly constants: ReadonlyMap<string, Expression>;
  /** What `Sz(R)` is. */
  sizeOf(dimension: string): number | undefined;
}

/** Constants are followed this deep. */
const DEEPEST = 32;

/** The value of `8 + Sz(S) - 1`, or of a constant. */
export function evaluate(expression: Expression, names: Names, depth = 0): number | NoValue {
  let at = 0;
  const [first] = expression;
  const next = () => expression[at]?.text;
  const fault = (reason: string): NoValue => ({ at: expression[at] ?? first, reason });

  const sum = (): number | NoValue => {
    let value = product();
    while (typeof value === 'number' && (next() === '+' || next() === '-')) {
      const sign = expression[at++]?.text === '+' ? 1 : -1;
      const more = product();
      value = typeof more === 'number' ? value + sign * more : more;
    }
    return value;
  };
  const product = (): number | NoValue => {
    let value = factor();
    while (typeof value === 'number' && (next() === '*' || next() === '/')) {
      const times = expression[at++]?.text === '*';
      const more = factor();
      value = typeof more === 'number' ? (times ? value * more : Math.floor(value / more)) : more;
    }
    return value;
  };
  const factor = (): number | NoValue => {
    const token = expression[at];
    if (!token || depth > DEEPEST) return fault('its value is missing, or follows from itself');
    at++;
    if (token.text === '(') return closed(sum());
    if (/^\d/.test(token.text)) return Number(token.text);
    if (token.text === 'Sz' && next() === '(') {
      at++;
      const dimension = expression[at++]?.text ?? '';
      return closed(names.sizeOf(dimension) ?? fault(`the layer has no dimension \`${dimension}\``));
    }
    const constant = names.constants.get(token.text);
    if (constant) return evaluate(constant, names, depth + 1);
    at--;
    return fault(`\`${token.text}\` is neither a number nor a constant`);
  };
  const closed = (value: number | NoValue): number | NoValue => {
    if (typeof value !== 'number') return value;
    if (next() !== ')') return fault('a `)` is missing');
    at++;
    return value;
  };

  const value = sum();
  return typeof value === 'number' && at < expression.length ? fault(`\`${next()}\` is not expected here`) : value;
}
