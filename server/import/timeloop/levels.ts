import { inUnit, number, plural } from '../../../language/figures.js';
import { freeName } from '../../../language/print/print.js';
import type { DraftLevel, DraftProperty } from '../draft.js';
import { accessesOf, accessProperties, computeEnergy, type Ert, reportNoAccesses, reportNoEnergy } from '../ert.js';
import type { Report } from '../report.js';
import type { Place, Sourced } from '../source-file.js';
import { amount } from './amount.js';
import { sharesOf } from './axes.js';
import { bandwidthOf } from './bandwidth.js';
import type { Factor, LevelConstraints, Loops, Permutation } from './constraints.js';
import { type ComponentEstimates, DEFAULT_WORD_BITS, type Rows } from './estimated.js';
import { reportLostAttributes } from './keys.js';
import { linkLevel } from './link.js';
import { listed } from './listed.js';
import { isNetwork, networkLevels, ownNetwork } from './network.js';
import { hasWindows, operandsOf, type Shape } from './problem.js';
import { type Component, type Fan, isFan, type Stage } from './stage.js';

/** One axis of a fan, as a level. */
export interface Axis {
  readonly level: string;
  readonly mesh: number;
  /** The dimensions that it unrolls. */
  readonly over: readonly string[];
}

/** What became of a stage. */
export type Placed =
  | { readonly kind: 'fan'; readonly fan: Fan; readonly axes: readonly Axis[] }
  | {
      readonly kind: 'memory';
      readonly component: Component;
      readonly level: string;
      readonly stores: ReadonlySet<string>;
      readonly decides: ReadonlySet<string>;
    }
  /** Nothing is kept there: it is a link, or no level at all. */
  | { readonly kind: 'keeps nothing'; readonly component: Component }
  | { readonly kind: 'compute'; readonly component: Component; readonly level: string };

export interface Levels {
  readonly levels: readonly DraftLevel[];
  readonly placed: readonly Placed[];
}

/** What is needed to make levels of stages. */
export interface Surroundings {
  readonly shape: Shape;
  readonly sizes: ReadonlyMap<string, number> | null;
  readonly constraintsOf: (stage: Stage) => LevelConstraints;
  readonly energies: Ert;
  /** What estimates the energies that no file gives; null where that is not wanted. */
  readonly estimates: ComponentEstimates | null;
  readonly report: Report;
}

/** The levels of an architecture, outermost first. */
export function levelsOf(stages: readonly Stage[], around: Surroundings): Levels {
  const { report } = around;
  const taken = new Set<string>();
  const components = stages.filter((stage): stage is Component => !isFan(stage) && !stage.nothing && !isNetwork(stage));
  const compute = components.at(-1);
  const outermost = components[0];
  const levels: DraftLevel[] = [];
  const placed: Placed[] = [];
  let outer: ReadonlySet<string> = new Set();
  const pass = (network: Component, chain: readonly Stage[]) => {
    levels.push(...networkLevels(network, outer, chain, (name) => takeName(name, taken), around));
    placed.push({ kind: 'keeps nothing', component: network });
  };
  for (const stage of stages) {
    if (isFan(stage)) {
      const made = fanLevels(stage, taken, around);
      levels.push(...made.levels);
      placed.push({ kind: 'fan', fan: stage, axes: made.axes });
    } else if (isNetwork(stage)) pass(stage, stages);
    else if (stage.nothing) continue;
    else if (stage === compute) {
      const level = takeName(stage.name || 'MAC', taken);
      levels.push(computeLevel(stage, level, around));
      placed.push({ kind: 'compute', component: stage, level });
    } else {
      const memory = memoryLevel(stage, stages, stage === outermost, taken, around);
      if (memory) levels.push(memory.level);
      placed.push(
        memory?.level.kind === 'memory'
          ? {
              kind: 'memory',
              component: stage,
              level: memory.level.name,
              stores: memory.stores,
              decides: memory.decides,
            }
          : { kind: 'keeps nothing', component: stage },
      );
      if (memory?.level.kind !== 'memory') continue;
      outer = memory.stores;
      const own = ownNetwork(stage, report);
      if (own) pass(own, [own, ...stages.slice(stages.indexOf(stage) + 1)]);
    }
  }
  for (const stage of stages) {
    if (isFan(stage)) continue;
    stage.attributes.reportMisspelt();
    reportLostAttributes(stage.attributes.own.entries, report);
  }
  return { levels, placed };
}

function takeName(name: string, taken: Set<string>): string {
  const free = freeName(name, taken);
  taken.add(free);
  return free;
}

function fanLevels(fan: Fan, taken: Set<string>, around: Surroundings): { levels: DraftLevel[]; axes: Axis[] } {
  const { shape, report, constraintsOf } = around;
  const { spatial } = constraintsOf(fan);
  const both = fan.x > 1 && fan.y > 1;
  const onX = alongX(spatial, shape.dimensions, both);
  const shares = both && !onX ? sharesOf(fan, spatial, around) : null;
  const levels: DraftLevel[] = [];
  const axes: Axis[] = [];
  for (const [suffix, mesh, at] of [
    ['X', fan.x, 0],
    ['Y', fan.y, 1],
  ] as const) {
    if (mesh <= 1) continue;
    const mine = onX
      ? suffix === 'X'
        ? onX
        : shape.dimensions.filter((dimension) => !onX.includes(dimension))
      : shape.dimensions;
    const loops = shares ? { ...spatial, factors: shares[at] } : spatial;
    const free = mine.filter((dimension) => !isOne(loops.factors.get(dimension)));
    const over = free.length > 0 ? free : shape.dimensions;
    const level = takeName(both ? `${fan.name}_${suffix}` : fan.name, taken);
    const factors = factorsText(over, loops, around, level);
    levels.push({
      kind: 'fanout',
      name: level,
      mesh,
      over,
      from: fan.from,
      properties: [
        ...sharing(spatial, around),
        { name: 'powerGating', value: 'true', from: null },
        ...factors,
        ...useOf(spatial, both, level, report),
      ],
    });
    report.part('level', level);
    axes.push({ level, mesh, over });
  }
  return { levels, axes };
}

/** @param both whether X and Y are a level each, of which Timeloop bounds the product */
function useOf({ use }: Loops, both: boolean, level: string, report: Report): DraftProperty[] {
  if (!use) return [];
  const { share, construct, from } = use;
  if (both) {
    const how = `X and Y each use ${share} of their instances at least, and may use less together`;
    const errs = 'The optimum is at least as good as with it';
    report.add('ffarch/import-approximated', { construct, how, errs }, from, ['level', level]);
  }
  return [{ name: 'use', value: `>= ${share}`, from }];
}

/** The dimensions along X; null where nothing says which. */
function alongX({ permutation, split }: Loops, dimensions: readonly string[], both: boolean): readonly string[] | null {
  if (!both || split === null) return null;
  const rest = dimensions.filter(
    (dimension) => !permutation?.inner.includes(dimension) && !permutation?.outer.includes(dimension),
  );
  return [...(permutation?.inner ?? []), ...rest, ...(permutation?.outer ?? [])].slice(0, split);
}

const isOne = (factor: Factor | undefined): boolean =>
  factor !== undefined && factor.operator !== '>=' && factor.count === 1;

/** Multicast and reduction where operands are not shared. */
function sharing({ noReuse }: Loops, { shape }: Surroundings): DraftProperty[] {
  const { output, weights, inputs } = shape;
  const from = [...noReuse.values()][0] ?? null;
  const reduction = noReuse.has(output.name) ? [{ name: 'reduction', value: 'none', from }] : [];
  const unshared = [weights, inputs].filter(({ name }) => noReuse.has(name));
  if (unshared.length === 2) return [{ name: 'multicast', value: 'none', from }, ...reduction];
  const [only] = unshared;
  if (only) return [{ name: 'multicast', value: `none for ${only.name}`, from }, ...reduction];
  return reduction;
}

function memoryLevel(
  component: Component,
  stages: readonly Stage[],
  outermost: boolean,
  taken: Set<string>,
  around: Surroundings,
): { level: DraftLevel; stores: Set<string>; decides: Set<string> } | null {
  const { shape, report, constraintsOf } = around;
  const constraints = constraintsOf(component);
  const operands = operandsOf(shape);
  const keepers = stages.filter(
    (other): other is Component =>
      !isFan(other) && other !== component && component.beside !== null && other.beside === component.beside,
  );
  const elsewhere = new Set(keepers.flatMap((other) => [...constraintsOf(other).keep.keys()]));
  const bypassed = operands.filter(
    ({ name }) => !constraints.keep.has(name) && (constraints.bypass.has(name) || elsewhere.has(name)),
  );
  if (bypassed.length === operands.length) return null;
  const open = outermost
    ? []
    : operands.filter((operand) => !constraints.keep.has(operand.name) && !bypassed.includes(operand));
  const stored = operands.filter((operand) => !bypassed.includes(operand));
  const level = takeName(component.name || 'Memory', taken);
  if (component.sparse) {
    report.add(
      'ffarch/import-lost',
      { construct: 'sparse_optimizations', effect: `\`${level}\` is counted as dense` },
      component.sparse,
      ['level', level],
    );
  }
  const passed = stored.flatMap(({ name }) => constraints.pass.get(name) ?? []);
  const [pass] = passed;
  if (pass && !outermost && open.length === 0 && passed.length === stored.length)
    return { level: linkLevel(component, level, pass, bypassed, around), stores: new Set(), decides: new Set() };
  if (pass)
    report.add(
      'ffarch/import-lost',
      { construct: 'no_coalesce', effect: `\`${level}\` keeps words between uses` },
      pass,
      ['level', level],
    );
  const estimates = accessesOf(around.energies, component.name) ? null : around.estimates;
  const said = component.attributes.bits('datawidth', 'word_bits', 'data_width');
  // Estimates and rows are of bits.
  const rows = component.attributes.number('block_size', ...WIDTH);
  const word = said ?? (estimates || rows ? { value: DEFAULT_WORD_BITS, from: component.from } : null);
  const row = rowOf(component, word, report, level);
  const size = raised(sizeOf(component, word, report), stored.length - open.length, component, level, report);
  const windows = stored.some(hasWindows) && !outermost;
  const bypassFrom =
    bypassed.map(({ name }) => constraints.bypass.get(name)).find((place) => place !== undefined) ?? null;
  const temporal = outermost ? withoutUpperBounds(constraints.temporal, level, report) : constraints.temporal;
  const properties: DraftProperty[] = [
    size,
    ...(word
      ? [{ name: 'valueBits', value: `${word.value}`, from: said?.from ?? null, ...(said ? {} : ASSUMED) }]
      : []),
    ...(row ? [{ name: 'wordBits', value: `${row.value * (word?.value ?? 1)}`, from: row.from }] : []),
    ...(estimates && word
      ? orSaid(
          estimates.ofMemory(component, level, rowsOf(word.value, row?.value ?? 1, Number(size.value))),
          level,
          component,
          report,
        )
      : energyOf(
          component,
          level,
          row !== null,
          stored.some(({ name }) => name === shape.output.name),
          around,
        )),
    bandwidthOf(component, report, level),
    ...listed('bypass', bypassed, bypassFrom),
    ...listed('mayBypass', open, null),
    ...(windows ? [{ name: 'windows', value: 'strict', from: null, note: 'as Timeloop counts' }] : []),
    ...bufferingOf(component, report, level),
    ...factorsText(shape.dimensions, temporal, around, level),
    ...orderOf(temporal, shape.dimensions),
  ];
  report.part('level', level);
  for (const place of new Set(constraints.temporal.noReuse.values())) {
    report.add(
      'ffarch/import-lost',
      { construct: 'no_reuse', effect: `\`${level}\` keeps words between uses` },
      place,
      ['level', level],
    );
  }
  return {
    level: { kind: 'memory', name: level, from: component.from, properties },
    stores: new Set(stored.map(({ name }) => name)),
    decides: new Set(open.map(({ name }) => name)),
  };
}

/** What rows and the bits of one are called, that of memories with metadata last. */
const DEPTH = ['depth', 'memory_depth', 'data_storage_depth'] as const;
const WIDTH = ['width', 'memory_width', 'data_storage_width'] as const;

/** Words on one row, where there is more than one: what an access takes the energy of. */
function rowOf(
  { attributes, from }: Component,
  word: Sourced<number> | null,
  report: Report,
  level: string,
): Sourced<number> | null {
  const block = attributes.number('block_size');
  const width = attributes.number(...WIDTH);
  const cluster = attributes.number('cluster_size');
  const words =
    block && block.value >= 1
      ? block.value * (cluster?.value ?? 1)
      : width && word
        ? Math.floor(width.value / word.value)
        : 1;
  if (block && width && word && width.value % (block.value * word.value) !== 0) {
    const how = `${width.value} bits are not a whole number of blocks of ${block.value} × ${word.value} bits, and a row has ${plural(words, 'word')}`;
    const errs = 'Energies of accesses and the size may come out lower or higher';
    report.add('ffarch/import-approximated', { construct: 'width', how, errs }, width.from, ['level', level]);
  }
  if (cluster && cluster.value > 1) {
    const [how, errs] =
      words > 1
        ? [
            `an access takes its share of a full row of ${words} words`,
            'Timeloop takes more where a cluster is used in part, so the energy may come out lower than there',
          ]
        : [
            `each of ${cluster.value} instances has rows of its own, of one word`,
            'An estimate of its energy may come out higher than of the memory that they share',
          ];
    report.add('ffarch/import-approximated', { construct: 'cluster_size', how, errs }, cluster.from, ['level', level]);
  }
  return words > 1 ? { value: words, from: (block ?? width)?.from ?? from } : null;
}

/** Words that fit; a memory that says nothing of it has no bound. */
function sizeOf(component: Component, word: Sourced<number> | null, report: Report): DraftProperty {
  const { attributes } = component;
  const words = (count: number, place: Place): DraftProperty => {
    if (count >= 1) return { name: 'size', value: `${Math.floor(count)}`, from: place };
    report.add(
      'ffarch/import-value',
      { what: 'size', found: inUnit(number(count), 'words'), expected: 'at least one word' },
      place,
    );
    return { name: 'size', value: '1', from: place };
  };
  const entries = attributes.number('entries');
  if (entries) return words(entries.value, entries.from);
  const kilobytes = attributes.number('sizeKB', 'size_kb');
  if (kilobytes) return words((kilobytes.value * 1024 * 8) / (word?.value ?? 8), kilobytes.from);
  const depth = attributes.number(...DEPTH);
  const unbounded: DraftProperty = { name: 'size', value: 'unbounded', from: null };
  if (!depth || isDram(component)) return unbounded;
  const width = attributes.number(...WIDTH);
  const block = attributes.number('block_size');
  const cluster = attributes.number('cluster_size')?.value ?? 1;
  if (!width && !block) return words(depth.value, depth.from);
  const perRow = width && word ? width.value / word.value / cluster : (block?.value ?? 1);
  return words(depth.value * perRow, depth.from);
}

/** A size that holds a word of each operand that is always kept. */
function raised(size: DraftProperty, words: number, { from }: Component, level: string, report: Report): DraftProperty {
  if (!(Number(size.value) < words)) return size;
  const how = `it holds ${inUnit(size.value, 'words')}, which are not one of each of its operands, and has ${words} here`;
  const params = { construct: `size of ${level}`, how, errs: 'Mappings are legal that Timeloop refuses' };
  report.add('ffarch/import-approximated', params, size.from ?? from, ['level', level]);
  return { ...size, value: `${words}` };
}

const isDram = ({ attributes }: Component): boolean =>
  /^dram$/i.test(attributes.text('class')) ||
  (/^dram$/i.test(attributes.text('technology')) && attributes.has('technology'));

const ASSUMED = { note: 'assumed' };

/** @param words on a row @param size in words; not a number without a bound */
const rowsOf = (bits: number, words: number, size: number): Rows => ({
  bits: bits * words,
  depth: Number.isFinite(size) ? Math.ceil(size / words) : null,
});

/** What was estimated, or nothing where that was not possible, as is said. */
function orSaid(made: DraftProperty[] | string, level: string, { from }: Component, report: Report): DraftProperty[] {
  if (typeof made !== 'string') return made;
  report.add('ffarch/import-not-estimated', { level, why: made }, from, ['level', level]);
  return [];
}

function energyOf(
  { name, from }: Component,
  level: string,
  rows: boolean,
  written: boolean,
  { energies, report }: Surroundings,
): DraftProperty[] {
  const accesses = accessesOf(energies, name);
  if (!accesses) {
    reportNoAccesses(energies, level, name, from, report);
    return [];
  }
  const { write } = accesses;
  const update = energies.get(name)?.get('update');
  if (written && update && update.value !== write.value) {
    const how = `updates of outputs take ${update.value} pJ there, and here ${write.value} pJ as all writes`;
    const errs = `Energies of outputs come out ${update.value < write.value ? 'higher' : 'lower'}`;
    report.add('ffarch/import-approximated', { construct: 'update', how, errs }, update.from, ['level', level]);
  }
  return accessProperties(accesses, rows ? ' per wordline' : '');
}

function bufferingOf({ attributes }: Component, report: Report, level: string): DraftProperty[] {
  const buffering = attributes.number('multiple_buffering', 'n_buffets_double');
  if (!buffering || buffering.value === 1) return [];
  if (buffering.value < 1) {
    report.add(
      'ffarch/import-lost',
      { construct: 'multiple_buffering', effect: `\`${level}\` holds its size and not more` },
      buffering.from,
      ['level', level],
    );
    return [];
  }
  return [{ name: 'buffering', value: amount(buffering.value), from: buffering.from }];
}

/** The loops of the outermost memory, which takes all iterations that are left: the language has no upper bounds there. */
function withoutUpperBounds(loops: Loops, level: string, report: Report): Loops {
  const isBound = ({ operator, count }: Factor): boolean => operator === '<=' && count > 0;
  for (const [dimension, factor] of loops.factors) {
    if (!isBound(factor)) continue;
    const how = `\`${level}\` takes all iterations that are left, and mappings with more are legal, too`;
    const errs = 'The optimum is at least as good as with it';
    const params = { construct: `${dimension}<=${factor.count}`, how, errs };
    report.add('ffarch/import-approximated', params, factor.from, ['level', level]);
  }
  return { ...loops, factors: new Map([...loops.factors].filter(([, factor]) => !isBound(factor))) };
}

function factorsText(
  over: readonly string[],
  loops: Loops,
  { sizes, report }: Surroundings,
  level: string,
): DraftProperty[] {
  const said = [...loops.factors].filter(([dimension]) => over.includes(dimension));
  if (said.length === 0) return [];
  for (const [dimension, { count, operator, from }] of said) {
    const size = sizes?.get(dimension);
    if (size === undefined || count <= size || operator === '<=') continue;
    const how = `the size of ${dimension} is ${size}, and the constraint is reduced to it`;
    report.add(
      'ffarch/import-approximated',
      {
        construct: `${dimension}${operator}${count}`,
        how,
        errs: 'Timeloop’s mapper ignores it, so its mappings may be better or worse',
      },
      from,
      ['level', level],
    );
  }
  const value = said
    .map(
      ([dimension, { operator, count }]) =>
        `${dimension} ${operator === '=' || count === 0 ? '=' : operator} ${count === 0 ? 'all' : count}`,
    )
    .join(', ');
  return [{ name: 'factors', value, from: said[0]?.[1].from ?? null }];
}

/** Innermost first there, outermost first here; of dimensions that cannot iterate nothing needs to be said. */
function orderOf({ permutation, factors }: Loops, dimensions: readonly string[]): DraftProperty[] {
  if (!permutation) return [];
  const free = dimensions.filter((dimension) => !isOne(factors.get(dimension)));
  if (free.length < 2) return [];
  return [{ name: 'order', value: orderText(permutation, dimensions), from: permutation.from }];
}

function orderText({ inner, outer }: Permutation, dimensions: readonly string[]): string {
  const gaps = dimensions.length - inner.length - outer.length;
  return [...[...outer].reverse(), ...Array.from({ length: gaps }, () => '_'), ...[...inner].reverse()].join(', ');
}

function computeLevel(component: Component, level: string, around: Surroundings): DraftLevel {
  const { energies, estimates, report } = around;
  const { name, from } = component;
  const energy = computeEnergy(energies.get(name));
  report.part('level', level);
  if (!energy && !estimates)
    reportNoEnergy(energies, { level, component: name, action: 'a multiply-accumulate' }, from, report);
  return {
    kind: 'compute',
    name: level,
    from,
    properties: [
      ...(energy ? [{ name: 'energy', value: `${amount(energy.value)} pJ`, from: energy.from }] : []),
      ...(!energy && estimates ? orSaid(estimates.ofCompute(component, level), level, component, report) : []),
      { name: 'cycles', value: '1', from: null },
    ],
  };
}
