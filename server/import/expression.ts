/** What an expression stands for. */
export type Value = number | string | boolean | null | readonly Value[];

/** Looks a name up; undefined where there is none. */
export type Scope = (name: string) => Value | undefined;

/** Why a text is not an expression with a value, as the rest of a sentence. */
export class Unfit {
  constructor(readonly reason: string) {}
}

/** The functions that expressions may call: pure arithmetic, so nothing can be reached through them. */
const FUNCTIONS: Readonly<Record<string, (...values: number[]) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  exp: Math.exp,
  float: (value) => value,
  floor: Math.floor,
  int: Math.trunc,
  log: (value, base) => (base === undefined ? Math.log(value) : Math.log(value) / Math.log(base)),
  log10: Math.log10,
  log2: Math.log2,
  max: Math.max,
  min: Math.min,
  pow: (base, exponent) => base ** exponent,
  round: (value, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits,
  sqrt: Math.sqrt,
};

/** The longest expression that is read, and how deep it may be nested. */
const MOST_LENGTH = 2000;
const MOST_DEPTH = 50;

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_][\w.]*)|"([^"]*)"|'([^']*)'|(\*\*|\/\/|<=|>=|==|!=|[-+*/%()<>,[\]]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'text' | 'sign';
  readonly text: string;
}

/** How tightly binary operators bind; `**` binds to its right, and tighter than a sign before it. */
const BINARY: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '==': 4,
  '!=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '//': 6,
  '%': 6,
  '**': 8,
};

/**
 * Evaluates an expression in the syntax of Python: arithmetic, comparisons, `a if c else b`, lists, names of the scope and
 * a few functions of numbers. Nothing else can be called.
 */
export function evaluateExpression(text: string, scope: Scope): Value | Unfit {
  if (text.length > MOST_LENGTH) return new Unfit(`an expression of more than ${MOST_LENGTH} characters`);
  const tokens = tokensOf(text);
  if (tokens instanceof Unfit) return tokens;
  try {
    const parser = new Parser(tokens, scope);
    return parser.whole();
  } catch (error) {
    if (error instanceof Stop) return new Unfit(error.message);
    throw error;
  }
}

function tokensOf(text: string): Token[] | Unfit {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.trimEnd().length) {
    const at = pattern.lastIndex;
    const [whole, number, name, double, single, sign] = pattern.exec(text) ?? [];
    if (whole === undefined) return new Unfit(`\`${text.slice(at).trim().slice(0, 20)}\`, which no expression has`);
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'text', text: double ?? single ?? '' });
  }
  return tokens;
}

/** Thrown and caught in this file alone. */
class Stop extends Error {}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly scope: Scope,
  ) {}

  whole(): Value {
    const value = this.conditional();
    const rest = this.tokens[this.at];
    if (rest) throw new Stop(`\`${rest.text}\` where the expression should end`);
    return value;
  }

  private conditional(): Value {
    if (++this.depth > MOST_DEPTH) throw new Stop(`an expression nested more than ${MOST_DEPTH} deep`);
    const value = this.binary(0);
    const result = this.takes('if') ? this.chosen(value) : value;
    this.depth -= 1;
    return result;
  }

  private chosen(value: Value): Value {
    const condition = this.binary(0);
    this.expect('else');
    const other = this.conditional();
    return truth(condition) ? value : other;
  }

  private binary(least: number): Value {
    let left = this.unary();
    for (;;) {
      const operator = this.tokens[this.at];
      const binds = operator && operator.kind !== 'text' ? BINARY[operator.text] : undefined;
      if (!operator || binds === undefined || binds < least) return left;
      this.at += 1;
      const right = this.binary(operator.text === '**' ? binds : binds + 1);
      left = applied(operator.text, left, right);
    }
  }

  private unary(): Value {
    if (++this.depth > MOST_DEPTH) throw new Stop(`an expression nested more than ${MOST_DEPTH} deep`);
    const value = this.signed();
    this.depth -= 1;
    return value;
  }

  private signed(): Value {
    if (this.takes('-')) return -numeric(this.binary(7));
    if (this.takes('+')) return numeric(this.binary(7));
    if (this.takes('not')) return !truth(this.binary(3));
    return this.primary();
  }

  private primary(): Value {
    const token = this.tokens[this.at];
    if (!token) throw new Stop('an expression that ends too early');
    this.at += 1;
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'text') return token.text;
    if (token.kind === 'name') return this.takes('(') ? this.call(token.text) : this.named(token.text);
    if (token.text === '(') {
      const value = this.conditional();
      this.expect(')');
      return value;
    }
    if (token.text === '[') return this.list(']');
    throw new Stop(`\`${token.text}\` where a value should stand`);
  }

  private named(name: string): Value {
    const constant = CONSTANTS[name];
    if (constant !== undefined) return constant;
    const value = this.scope(name);
    if (value === undefined) throw new Stop(`\`${name}\`, which has no value`);
    return value;
  }

  private call(name: string): Value {
    const values = this.list(')');
    const plain = name.replace(/^math\./, '');
    const called = Object.hasOwn(FUNCTIONS, plain) ? FUNCTIONS[plain] : undefined;
    if (!called) throw new Stop(`\`${name}(…)\`, which is not evaluated`);
    return called(...values.flatMap((value) => (Array.isArray(value) ? value.map(numeric) : [numeric(value)])));
  }

  private list(end: string): Value[] {
    const values: Value[] = [];
    while (!this.takes(end)) {
      values.push(this.conditional());
      if (!this.takes(',')) {
        this.expect(end);
        break;
      }
    }
    return values;
  }

  private takes(text: string): boolean {
    const token = this.tokens[this.at];
    const is = token !== undefined && token.kind !== 'text' && token.text === text;
    if (is) this.at += 1;
    return is;
  }

  private expect(text: string): void {
    if (!this.takes(text)) throw new Stop(`an expression without the \`${text}\` that it needs`);
  }
}

const CONSTANTS: Readonly<Record<string, Value>> = { True: true, False: false, None: null, pi: Math.PI };

const truth = (value: Value): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

function numeric(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  throw new Stop(`\`${String(value)}\` where a number should stand`);
}

function applied(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case 'or':
      return truth(left) ? left : right;
    case 'and':
      return truth(left) ? right : left;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
  }
  const [a, b] = [numeric(left), numeric(right)];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a - b * Math.floor(a / b);
    case '**':
      return a ** b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}
