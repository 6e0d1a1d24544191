import { nearest } from '../../../language/nearest.js';
import { quoted } from '../../../language/wording.js';
import { evaluateExpression } from '../expression.js';
import { Report } from '../report.js';
import type { Place } from '../source-file.js';
import { plainKey, textOf, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/node.js';
import { reportUnread } from './keys.js';
import { namesOf, wholeNumber } from './specification.js';
import { isFan, type Stage } from './stage.js';

/** A bound on the iterations of a dimension; 0 is the whole dimension. */
export interface Factor {
  readonly operator: '=' | '<=' | '>=';
  readonly count: number;
  /** Iterations in the last round, where a mapping says so: `P=5,3` is an imperfect factor. */
  readonly last?: number;
  readonly from: Place;
}

/** An order of loops, innermost first. Dimensions of which it says nothing stand between the two parts. */
export interface Permutation {
  readonly inner: readonly string[];
  readonly outer: readonly string[];
  readonly from: Place;
}

/** What is said of the loops of a level, in time or in space. */
export interface Loops {
  readonly factors: Map<string, Factor>;
  permutation: Permutation | null;
  /** How many of the permutation lie along X; null where nothing says it. */
  split: number | null;
  /** Operands that are not shared between instances. */
  readonly noReuse: Map<string, Place>;
  /** The least share of the instances that is used; null where nothing says it. */
  use: Use | null;
}

/** A share above 0 and at most 1. */
export interface Use {
  readonly share: number;
  /** `min_utilization` */
  readonly construct: string;
  readonly from: Place;
}

/** What is said of the mappings of a level. */
export interface LevelConstraints {
  readonly temporal: Loops;
  readonly spatial: Loops;
  readonly keep: Map<string, Place>;
  readonly bypass: Map<string, Place>;
  /** Operands whose words pass one by one, and are not kept: `no_coalesce`. */
  readonly pass: Map<string, Place>;
}

const noLoops = (): Loops => ({ factors: new Map(), permutation: null, split: null, noReuse: new Map(), use: null });

export const noConstraints = (): LevelConstraints => ({
  temporal: noLoops(),
  spatial: noLoops(),
  keep: new Map(),
  bypass: new Map(),
  pass: new Map(),
});

/** The names that the problem knows. */
export interface Names {
  readonly dimensions: readonly string[];
  /** Operands by name, with the dimensions that index them. */
  readonly operands: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Adds what a directive says: `type` and what goes with it, as in `targets`. */
export function addDirective(
  type: string,
  directive: YamlMap,
  to: LevelConstraints,
  names: Names,
  report: Report,
): void {
  switch (type) {
    case 'temporal':
      addLoops(directive, to.temporal, names, report);
      for (const { key, place } of useIn(directive))
        dropped(key, 'mappings that use less are legal, too', place, report);
      return;
    case 'spatial':
      addLoops(directive, to.spatial, names, report);
      for (const { key, value } of useIn(directive)) addUse(key, value, to.spatial, report);
      return;
    case 'dataspace':
    case 'datatype':
    case 'bypass':
    case 'bypassing':
      addDataspace(directive, to, names, report);
      return;
    case 'utilization':
    case 'parallelism':
      dropped(type, 'mappings that use less are legal, too', directive.place, report);
      return;
    default:
      report.add(
        'ffarch/import-lost',
        { construct: type, effect: 'mappings that it forbids are legal' },
        directive.place,
      );
  }
}

/** Says of a directive that nothing has its target: always where nothing has that name, else where it asks for something. */
export function reportNoTarget(
  type: string,
  directive: YamlMap,
  target: string,
  stages: readonly Stage[],
  names: Names,
  report: Report,
): void {
  const known = new Set(stages.flatMap((stage) => (isFan(stage) ? [...stage.targets, stage.name] : [stage.name])));
  const meant = nearest(target, known);
  const near = meant === undefined ? '' : `, and \`${meant}\` is the nearest`;
  if (known.has(target) && !asksForSomething(directive, names)) return;
  const effect = !known.has(target)
    ? `the architecture has no component \`${target}\`${near}`
    : type === 'spatial'
      ? `there is a single instance inside \`${target}\``
      : `\`${target}\` is an array of instances, and no memory`;
  const { place } = directive.entry('target') ?? directive;
  report.add('ffarch/import-lost', { construct: `${type} of ${target}`, effect }, place);
}

/** Whether a directive wants loops of more than one iteration, or operands to be kept. */
function asksForSomething(directive: YamlMap, names: Names): boolean {
  const loops = ['factors', 'factors_only'].flatMap((key) => {
    const factors = directive.get(key);
    return factors ? factorsIn(factors, names, new Report()) : [];
  });
  return (
    loops.some(([, { operator, count }]) => operator !== '<=' && count !== 1) ||
    ['keep', 'keep_only'].some((key) => namesOf(directive.get(key)).length > 0)
  );
}

/** Adds what the `constraints` of a node say: a map from types to directives. */
export function addConstraints(constraints: YamlMap, to: LevelConstraints, names: Names, report: Report): void {
  for (const { key, value } of constraints.entries) {
    const type = plainKey(key);
    if (type === 'version' || value.kind !== 'map') continue;
    addDirective(type, value, to, names, report);
  }
}

function addDataspace(
  directive: YamlMap,
  { keep, bypass, pass, temporal }: LevelConstraints,
  names: Names,
  report: Report,
): void {
  const all = [...names.operands.keys()];
  reportUnread(directive.entries, 'dataspace', report);
  for (const entry of directive.entries) {
    const { key, place } = entry;
    const listed = () => operandsIn(entry, all, report);
    switch (plainKey(key)) {
      case 'keep':
        for (const operand of listed()) keep.set(operand, place);
        break;
      case 'bypass':
        for (const operand of listed()) bypass.set(operand, place);
        break;
      case 'keep_only': {
        const only = listed();
        for (const operand of all) (only.includes(operand) ? keep : bypass).set(operand, place);
        break;
      }
      case 'bypass_only': {
        const only = listed();
        for (const operand of all) (only.includes(operand) ? bypass : keep).set(operand, place);
        break;
      }
      case 'no_coalesce':
        for (const operand of listed()) pass.set(operand, place);
        break;
      case 'no_reuse':
        for (const operand of listed()) temporal.noReuse.set(operand, place);
        break;
    }
  }
}

/** What stands for all data spaces. */
const ALL = /^(all|\*)$/i;

/** What stands for all data spaces, or for none. */
const NO_NAME = /^(all|\*|nothing|none)$/i;

/** The operands that an entry names; what the problem lacks is said. */
function operandsIn({ key, value, place }: YamlEntry, all: readonly string[], report: Report): string[] {
  const names = namesOf(value);
  for (const strange of names.filter((name) => !all.includes(name) && !NO_NAME.test(name))) {
    const effect = `the problem has no data space \`${strange}\`, only ${quoted(all)}`;
    report.add('ffarch/import-lost', { construct: `${key} ${strange}`, effect }, place);
  }
  return names.some((name) => ALL.test(name)) ? [...all] : names.filter((name) => all.includes(name));
}

function addLoops(directive: YamlMap, loops: Loops, names: Names, report: Report): void {
  const operands = [...names.operands.keys()];
  reportUnread(directive.entries, 'loops', report);
  for (const entry of directive.entries) {
    const { key, value, place } = entry;
    switch (plainKey(key)) {
      case 'factors':
        for (const [dimension, factor] of factorsIn(value, names, report)) addFactor(dimension, factor, loops, report);
        break;
      case 'factors_only':
        for (const [dimension, factor] of factorsIn(value, names, report)) addFactor(dimension, factor, loops, report);
        for (const dimension of names.dimensions) {
          if (!loops.factors.has(dimension)) loops.factors.set(dimension, { operator: '=', count: 1, from: place });
        }
        break;
      case 'permutation':
        loops.permutation = permutationOf(value, names, report) ?? loops.permutation;
        break;
      case 'split':
        if (value.kind === 'scalar' && Number.isInteger(value.value)) loops.split = Number(value.value);
        else
          report.add(
            'ffarch/import-value',
            { what: key, found: `\`${textOf(value)}\``, expected: 'a whole number' },
            value.place,
          );
        break;
      case 'no_iteration_over_dataspaces':
        for (const operand of operandsIn(entry, operands, report)) {
          for (const dimension of names.operands.get(operand) ?? [])
            addFactor(dimension, { operator: '=', count: 1, from: place }, loops, report);
        }
        break;
      case 'must_iterate_over_dataspaces': {
        const over = new Set(
          operandsIn(entry, operands, report).flatMap((operand) => [...(names.operands.get(operand) ?? [])]),
        );
        for (const dimension of names.dimensions) {
          if (!over.has(dimension)) addFactor(dimension, { operator: '=', count: 1, from: place }, loops, report);
        }
        break;
      }
      case 'no_reuse':
        for (const operand of operandsIn(entry, operands, report)) loops.noReuse.set(operand, place);
        break;
      case 'rmw_first_update': {
        if (operandsIn(entry, operands, report).length === 0) break;
        const how = 'the first update of an output only writes it; with --bias it reads, too';
        const errs = 'Reads of outputs come out fewer';
        report.add('ffarch/import-approximated', { construct: key, how, errs }, place);
        break;
      }
      case 'maximize_dims':
      case 'maximize_dims_capacity':
        dropped(key, 'it is a hint for a heuristic search', place, report);
        break;
      case 'max_utilization':
        dropped(key, 'mappings that use more are legal, too', place, report);
        break;
    }
  }
  addDefaultBounds(directive, loops, names, report);
}

/** Bounds that hold for the dimensions of which a directive says nothing else. */
const DEFAULT_BOUNDS = { default_max_factor: '<=', default_min_factor: '>=' } as const;

function addDefaultBounds(directive: YamlMap, loops: Loops, { dimensions }: Names, report: Report): void {
  for (const [key, operator] of Object.entries(DEFAULT_BOUNDS)) {
    const value = directive.get(key);
    if (!value) continue;
    const count = wholeNumber(textOf(value));
    if (count === null || count < 1) {
      const params = { what: key, found: `\`${textOf(value)}\``, expected: 'a positive whole number' };
      report.add('ffarch/import-value', params, value.place);
      continue;
    }
    if (operator === '>=' && count === 1) continue;
    for (const dimension of dimensions.filter((dimension) => !loops.factors.has(dimension)))
      loops.factors.set(dimension, { operator, count, from: value.place });
  }
}

const useIn = ({ entries }: YamlMap): YamlMap['entries'] =>
  entries.filter(({ key }) => ['min_utilization', 'utilization'].includes(plainKey(key)));

/** Adds the least share of all instances, where there is one array alone that it can be of. */
export function addWholeUse(construct: string, directive: YamlMap, arrays: readonly Loops[], report: Report): void {
  const [only, ...others] = arrays;
  reportUnread(directive.entries, 'use', report);
  const min = directive.get('min');
  if (only && others.length === 0 && min) addUse(construct, min, only, report);
  else dropped(construct, 'mappings that use less are legal, too', directive.place, report);
}

/** Adds a least share of the instances that is used; of several, the largest holds. */
function addUse(construct: string, value: YamlNode, loops: Loops, report: Report): void {
  const share = evaluateExpression(textOf(value), () => undefined);
  if (typeof share !== 'number' || !(share >= 0 && share <= 1)) {
    const expected = 'a share from 0 to 1';
    report.add('ffarch/import-value', { what: construct, found: `\`${textOf(value)}\``, expected }, value.place);
  } else if (share > (loops.use?.share ?? 0)) loops.use = { share, construct, from: value.place };
}

/** Says of a construct that mappings which it rules out are legal here. */
function dropped(construct: string, how: string, place: Place, report: Report): void {
  const errs = 'The optimum is at least as good as with it';
  report.add('ffarch/import-approximated', { construct, how, errs }, place);
}

/** Of several bounds on a dimension one is kept: an equality, or the first; of the others it is said where they say more. */
function addFactor(dimension: string, factor: Factor, { factors }: Loops, report: Report): void {
  if (factor.last !== undefined) {
    const effect = 'mappings that it forbids are legal';
    report.add('ffarch/import-lost', { construct: `${dimension}=${factor.count},${factor.last}`, effect }, factor.from);
    return;
  }
  const known = factors.get(dimension);
  const wins = !known || (known.operator !== '=' && factor.operator === '=') || narrower(factor, known);
  if (wins) factors.set(dimension, factor);
  const other = wins ? known : factor;
  const kept = wins ? factor : known;
  if (!other || !kept || implies(kept, other)) return;
  const text = ({ operator, count }: Factor): string => `${dimension}${operator}${count}`;
  dropped(text(other), `\`${text(kept)}\` is said of the same loop, and holds alone`, other.from, report);
}

const narrower = (one: Factor, other: Factor): boolean =>
  one.operator === other.operator &&
  ((one.operator === '<=' && one.count < other.count) || (one.operator === '>=' && one.count > other.count));

/** Whether a bound holds wherever another does; 0 is the whole dimension, whatever its size. */
function implies(one: Factor, other: Factor): boolean {
  if (one.count === other.count && (one.operator === '=' || one.operator === other.operator)) return true;
  if (one.count === 0 || other.count === 0) return false;
  if (other.operator === '<=') return one.operator !== '>=' && one.count <= other.count;
  if (other.operator === '>=') return one.operator !== '<=' && one.count >= other.count;
  return false;
}

/** `R=3 P<=16`, `[R=3, P=1]`, `R3 P16`; what is of a dimension that the problem lacks says nothing. */
export function factorsIn(
  node: YamlNode,
  { dimensions }: Names,
  report: Report,
): [dimension: string, factor: Factor][] {
  const factors: [string, Factor][] = [];
  const texts: { readonly text: string; readonly place: Place }[] = [];
  if (node.kind === 'list') {
    for (const item of node.items) {
      if (item.kind === 'scalar') texts.push({ text: item.text, place: item.place });
      if (item.kind === 'map')
        for (const { key, value, place } of item.entries) texts.push({ text: `${key}=${textOf(value)}`, place });
    }
  } else if (node.kind === 'map') {
    for (const { key, value, place } of node.entries) texts.push({ text: `${key}=${textOf(value)}`, place });
  } else {
    const parts = node.text.replace(/\s*([<>]=?|=)\s*/g, '$1').match(/[^\s,;]+(?:,\d+)?/g) ?? [];
    for (const text of parts) texts.push({ text, place: node.place });
  }
  for (const { text, place } of texts) {
    const [, name = '', operator = '=', count = ''] =
      /^\s*([A-Za-z_]\w*?)\s*([<>]=?|==?)?\s*([^=<>]+?)\s*$/.exec(text) ?? [];
    // Without a sign the number follows the name: `C64`.
    const dimension =
      dimensions.find((known) => known === name) ?? dimensions.find((known) => text.trim() === `${known}${count}`);
    const [, whole = count, last] = /^(\d+),(\d+)$/.exec(count) ?? [];
    const number = wholeNumber(whole);
    if (dimension === undefined) {
      // Published constraints name dimensions of other problems, too, once each.
      if (number !== 1) {
        const effect = `the problem has no dimension \`${name || text.trim()}\``;
        report.add('ffarch/import-lost', { construct: text.trim(), effect }, place);
      }
      continue;
    }
    if (number === null || number < 0 || (operator === '<' && number < 2)) {
      report.add('ffarch/import-value', { what: text, found: `\`${count}\``, expected: 'a whole number' }, place);
      continue;
    }
    factors.push([
      dimension,
      {
        ...boundOf(operator, number),
        from: place,
        ...(last === undefined ? {} : { last: Number(last) }),
      },
    ]);
  }
  return factors;
}

/** Of whole numbers, `<` and `>` are `<=` and `>=` of the next. */
const boundOf = (operator: string, count: number): Pick<Factor, 'operator' | 'count'> => {
  if (operator === '<') return { operator: '<=', count: count - 1 };
  if (operator === '>') return { operator: '>=', count: count + 1 };
  return { operator: operator === '<=' || operator === '>=' ? operator : '=', count };
};

/** `PQR`, `AB_C`, `QRSC PNM`, `[P, Q]`, `P,Q`: innermost first; `_`, `*` or a gap stands for the dimensions that are left out. */
export function permutationOf(node: YamlNode, { dimensions }: Names, report: Report): Permutation | null {
  const parts = partsOf(node, dimensions);
  for (const name of new Set(parts)) {
    const effect = !dimensions.includes(name)
      ? name !== '_' && `the problem has no dimension \`${name}\``
      : parts.indexOf(name) !== parts.lastIndexOf(name) && `\`${name}\` is there again, and its first place counts`;
    if (effect) report.add('ffarch/import-lost', { construct: 'permutation', effect }, node.place);
  }
  const gap = parts.indexOf('_');
  const named = (names: readonly string[]) => [...new Set(names.filter((name) => dimensions.includes(name)))];
  const inner = named(gap < 0 ? parts : parts.slice(0, gap));
  const outer = named(gap < 0 ? [] : parts.slice(gap + 1)).filter((name) => !inner.includes(name));
  return inner.length + outer.length === 0 ? null : { inner, outer, from: node.place };
}

function partsOf(node: YamlNode, dimensions: readonly string[]): string[] {
  if (node.kind === 'list')
    return node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text.trim()] : [])).map(placeholder);
  if (node.kind === 'map') return [];
  const words = node.text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.every((word) => dimensions.includes(word) || placeholder(word) === '_')) return words.map(placeholder);
  // Dimensions of one letter need nothing between them, and a blank is a gap.
  return [...node.text.trim().replace(/,\s*/g, '').replace(/\s+/g, '_')].map(placeholder);
}

const placeholder = (word: string): string => (word === '*' || word === '-' ? '_' : word);
