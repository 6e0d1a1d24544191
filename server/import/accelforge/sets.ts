/** Sets of tensors by name, as expressions know them: `All`, `input`, `Intermediates`. */
export type Sets = ReadonlyMap<string, ReadonlySet<string>>;

const TOKEN = /\s*([A-Za-z_][\w.]*|\d+|==|!=|<=|>=|[~|&()\-<>])/gy;

/**
 * The tensors of `~(input | output)`, or of `input & Inputs if len(All) == 3 else Nothing`. Undefined where the text is not
 * such an expression, or has a name that is not known.
 *
 * @param sets must have `All`, of which `~` takes the rest
 */
export function tensorsOf(text: string, sets: Sets): ReadonlySet<string> | undefined {
  const tokens = [...text.matchAll(TOKEN)].map(([, token = '']) => token);
  const read = [...text.matchAll(TOKEN)].reduce((length, [all]) => length + all.length, 0);
  if (tokens.length === 0 || text.slice(read).trim() !== '') return undefined;
  const reader = new Reader(tokens, sets);
  const value = reader.choice();
  return reader.done ? value : undefined;
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly sets: Sets,
  ) {}

  get done(): boolean {
    return this.at === this.tokens.length;
  }

  private next(...signs: readonly string[]): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || !signs.includes(token)) return false;
    this.at++;
    return true;
  }

  /** `a if condition else b` */
  choice(): ReadonlySet<string> | undefined {
    const some = this.union();
    if (!this.next('if')) return some;
    const condition = this.condition();
    if (condition === undefined || !this.next('else')) return undefined;
    const other = this.choice();
    return condition ? some : other;
  }

  /** `len(All) == 3` */
  private condition(): boolean | undefined {
    if (!this.next('len') || !this.next('(')) return undefined;
    const set = this.choice();
    const operator = this.next(')') ? this.tokens[this.at++] : undefined;
    const number = Number(this.tokens[this.at++]);
    const compare = COMPARISONS[operator ?? ''];
    return set && compare && Number.isFinite(number) ? compare(set.size, number) : undefined;
  }

  private union(): ReadonlySet<string> | undefined {
    let value = this.intersection();
    while (value && (this.next('|') || this.tokens[this.at] === '-')) {
      const without = this.next('-');
      const other = this.intersection();
      value = other && new Set(without ? [...value].filter((name) => !other.has(name)) : [...value, ...other]);
    }
    return value;
  }

  private intersection(): ReadonlySet<string> | undefined {
    let value = this.factor();
    while (value && this.next('&')) {
      const other = this.factor();
      value = other && new Set([...value].filter((name) => other.has(name)));
    }
    return value;
  }

  private factor(): ReadonlySet<string> | undefined {
    if (this.depth > 64) return undefined;
    this.depth++;
    const value = this.innermost();
    this.depth--;
    return value;
  }

  private innermost(): ReadonlySet<string> | undefined {
    if (this.next('~')) {
      const without = this.factor();
      return without && new Set([...(this.sets.get('All') ?? [])].filter((name) => !without.has(name)));
    }
    if (this.next('(')) {
      const value = this.choice();
      return this.next(')') ? value : undefined;
    }
    const name = this.tokens[this.at++];
    return name === undefined ? undefined : this.sets.get(name.replace(/\.tensors$/, ''));
  }
}

const COMPARISONS: Partial<Readonly<Record<string, (a: number, b: number) => boolean>>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
