/** What the names in an expression stand for. */
export type Values = ReadonlyMap<string, number>;

const TOKEN = /\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[A-Za-z_][\w.]*|\*\*|==|!=|<=|>=|[-+*/%(),<>])/gy;

const FUNCTIONS: ReadonlyMap<string, (...values: readonly number[]) => number> = new Map([
  ['max', Math.max],
  ['min', Math.min],
  ['ceil', Math.ceil],
  ['floor', Math.floor],
  ['sqrt', Math.sqrt],
  ['log2', Math.log2],
]);

/**
 * The value of an expression as AccelForge writes them: `1024*1024*128*8`, `8 * 614e9`, `inf`, and
 * `weight.bits_per_value if weight else 0`. It calls nothing but minimum, maximum, roots, logarithms and rounding. Undefined where the text
 * is something else, or has a name that is not known.
 */
export function numberOf(text: string, values: Values = new Map()): number | undefined {
  const found = [...text.matchAll(TOKEN)];
  const read = found.reduce((length, [all]) => length + all.length, 0);
  if (found.length === 0 || text.slice(read).trim() !== '') return undefined;
  const reader = new Reader(
    found.map(([, token = '']) => token),
    values,
  );
  const value = reader.choice();
  return reader.done && value !== undefined && !Number.isNaN(value) ? value : undefined;
}

type Maybe = number | undefined;

class Reader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly values: Values,
  ) {}

  get done(): boolean {
    return this.at === this.tokens.length;
  }

  private next(...signs: readonly string[]): string | undefined {
    const token = this.tokens[this.at];
    if (token === undefined || !signs.includes(token)) return undefined;
    this.at++;
    return token;
  }

  /** `a if condition else b`, where what is not 0 holds. */
  choice(): Maybe {
    const value = this.comparison();
    if (!this.next('if')) return value;
    const condition = this.comparison();
    if (condition === undefined || !this.next('else')) return undefined;
    const other = this.choice();
    return condition !== 0 ? value : other;
  }

  private comparison(): Maybe {
    const left = this.sum();
    const sign = this.next('==', '!=', '<', '<=', '>', '>=');
    if (sign === undefined) return left;
    const right = this.sum();
    if (left === undefined || right === undefined) return undefined;
    const less = left < right;
    const equal = left === right;
    return Number(
      { '==': equal, '!=': !equal, '<': less, '<=': less || equal, '>': !less && !equal, '>=': !less }[sign],
    );
  }

  private sum(): Maybe {
    let value = this.product();
    for (let sign = this.next('+', '-'); sign !== undefined && value !== undefined; sign = this.next('+', '-')) {
      const other = this.product();
      value = other === undefined ? undefined : sign === '+' ? value + other : value - other;
    }
    return value;
  }

  private product(): Maybe {
    let value = this.signed();
    for (
      let sign = this.next('*', '/', '%');
      sign !== undefined && value !== undefined;
      sign = this.next('*', '/', '%')
    ) {
      const other = this.signed();
      value =
        other === undefined ? undefined : sign === '*' ? value * other : sign === '/' ? value / other : value % other;
    }
    return value;
  }

  private signed(): Maybe {
    if (this.depth > 64) return undefined;
    this.depth++;
    const value = this.next('-') ? negated(this.signed()) : this.next('+') ? this.signed() : this.power();
    this.depth--;
    return value;
  }

  private power(): Maybe {
    const base = this.innermost();
    if (!this.next('**')) return base;
    const exponent = this.signed();
    return base === undefined || exponent === undefined ? undefined : base ** exponent;
  }

  private innermost(): Maybe {
    if (this.next('(')) {
      const value = this.choice();
      return this.next(')') ? value : undefined;
    }
    const token = this.tokens[this.at++];
    if (token === undefined) return undefined;
    if (/^[\d.]/.test(token)) return Number(token);
    if (token === 'inf') return Number.POSITIVE_INFINITY;
    const call = FUNCTIONS.get(token);
    return call && this.next('(') ? this.called(call) : this.values.get(token);
  }

  private called(call: (...values: readonly number[]) => number): Maybe {
    const values: number[] = [];
    do {
      const value = this.choice();
      if (value === undefined) return undefined;
      values.push(value);
    } while (this.next(','));
    return this.next(')') ? call(...values) : undefined;
  }
}

const negated = (value: Maybe): Maybe => (value === undefined ? undefined : -value);
