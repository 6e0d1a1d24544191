import { ACCELERGY_ATTRIBUTES } from '../../../language/estimates/index.js';
import { evaluateExpression, type Scope, Unfit, type Value } from '../expression.js';
import type { Report } from '../report.js';
import type { Place, Sourced } from '../source-file.js';
import { plainKey, textOf, YamlMap, type YamlNode } from '../yaml/node.js';
import { reportMisspelt } from './keys.js';

/** The most names that expressions go through for one value. */
const MOST_STEPS = 1000;

/** The attributes of a component: its own, then those of the containers around it, then the variables of the specification. */
export class Attributes {
  private readonly busy = new Set<string>();
  private steps = 0;
  /** Names that were asked for, here or further in. */
  private readonly asked = new Set<string>();

  constructor(
    readonly own: YamlMap,
    private readonly around: Attributes | null,
    private readonly outer: Scope,
    private readonly report: Report,
  ) {}

  /** The value of the first of some attributes that is given; null without one. What is not a number is reported. */
  number(...names: readonly string[]): Sourced<number> | null {
    for (const name of names) {
      const node = this.node(name);
      if (!node || isNone(node)) continue;
      const value = this.value(name);
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number === 'number' && Math.abs(number) <= Number.MAX_SAFE_INTEGER)
        return { value: number, from: node.place };
      const found =
        node.kind !== 'scalar'
          ? `a ${node.kind}`
          : value instanceof Unfit
            ? value.reason
            : `\`${String(value ?? node.text)}\``;
      this.report.add('ffarch/import-value', { what: name, found, expected: 'a number' }, node.place);
      return null;
    }
    return null;
  }

  /** As `number`, of the bits of a word; what is not a positive whole number of them is reported. */
  bits(...names: readonly string[]): Sourced<number> | null {
    const bits = this.number(...names);
    if (!bits || (Number.isInteger(bits.value) && bits.value >= 1)) return bits;
    const params = { what: 'bits of a word', found: `\`${bits.value}\``, expected: 'a positive whole number' };
    this.report.add('ffarch/import-value', params, bits.from);
    return null;
  }

  /** As a text, as it is written. */
  text(name: string): string {
    return textOf(this.node(name));
  }

  node(name: string): YamlNode | undefined {
    this.asked.add(plainKey(name));
    return this.own.get(name) ?? this.around?.node(name);
  }

  /** Whether the component itself gives an attribute. */
  has(name: string): boolean {
    this.asked.add(plainKey(name));
    return this.own.has(name);
  }

  /** All that are given here and further out, the nearest of each name: the values of expressions, else as they are written. */
  given(): Readonly<Record<string, Value>> {
    const own = this.own.entries.flatMap(({ key, value: node }): [string, Value][] => {
      const name = plainKey(key);
      // What stands for itself is given further out.
      if (node.kind !== 'scalar' || isNone(node) || node.text === name) return [];
      const value = this.value(key);
      return [[name, value === undefined || value instanceof Unfit ? node.text : value]];
    });
    return { ...this.around?.given(), ...Object.fromEntries(own) };
  }

  /** Says which attributes, given here or further out, are nearly what was asked for. To be called when all was. */
  reportMisspelt(asked: ReadonlySet<string> = this.asked): void {
    reportMisspelt(this.own.entries, [...asked, ...ACCELERGY_ATTRIBUTES], this.report);
    this.around?.reportMisspelt(asked);
  }

  private value(name: string): Value | Unfit | undefined {
    const node = this.own.get(name);
    if (!node) return this.around ? this.around.value(name) : this.outer(name);
    // An attribute may be given by that of the same name further out: `width: width`.
    if (this.busy.has(name)) return this.around ? this.around.value(name) : this.outer(name);
    if (node.kind !== 'scalar' || this.steps >= MOST_STEPS) return undefined;
    if (typeof node.value !== 'string') return node.value;
    this.busy.add(name);
    this.steps += 1;
    const value = evaluateExpression(node.value, (other) => plain(this.value(other)));
    this.busy.delete(name);
    if (this.busy.size === 0) this.steps = 0;
    return value;
  }
}

const isNone = (node: YamlNode): boolean =>
  node.kind === 'scalar' && (node.value === null || node.text === 'None' || node.text === 'must_specify');

const plain = (value: Value | Unfit | undefined): Value | undefined => (value instanceof Unfit ? undefined : value);

/** What the variables of a specification stand for, and what the user has defined, which comes first. */
export function scopeOf(
  variables: readonly YamlMap[],
  definitions: ReadonlyMap<string, string>,
  report: Report,
): Scope {
  const nothing: Scope = () => undefined;
  const attributes = variables.map((map) => new Attributes(map, null, nothing, report));
  const scope: Scope = (name) => {
    const defined = definitions.get(name);
    if (defined !== undefined)
      return defined.trim() !== '' && Number.isFinite(Number(defined)) ? Number(defined) : defined;
    const map = variables.find((map) => map.has(name));
    if (!map) return undefined;
    return attributes[variables.indexOf(map)]?.number(name)?.value;
  };
  return scope;
}

/** A map without entries at a place. */
export const emptyMap = (place: Place): YamlMap => new YamlMap([], place);
