import { number, plural } from '../../../language/figures.js';
import { quoted } from '../../../language/wording.js';
import type { DraftLevel, DraftProperty } from '../draft.js';
import { accessesOf, computeEnergy, type EnergySources, leakageProperty, reportNoEnergy } from '../ert.js';
import { estimatedMac, estimatedMemory } from '../estimated.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import type { Named, Port, SpatialLoop, ZigzagHardware, ZigzagMapping, ZigzagMemory } from './read.js';

/** The operands, by the names that couplings give them. */
export type OperandName = 'W' | 'In' | 'Out';

/** What an architecture is made for: a kernel, and the layers that run on it. */
export interface Purpose {
  /** The dimensions of the coupling. */
  readonly dimensions: readonly string[];
  /** What the coupling calls the dimensions of the layers. */
  readonly names: ReadonlyMap<string, string>;
  /** All that the layers have, in lower case; those of size 1 may have no name in the coupling. */
  readonly own: ReadonlySet<string>;
  readonly mapping: ZigzagMapping | undefined;
  /** What the layers call the operands. */
  readonly operands: Readonly<Record<OperandName, string>>;
  /** Bits of a word of each operand. */
  readonly bits: Readonly<Record<OperandName, number>>;
  /** The sizes of the layers, by the dimensions of the coupling. */
  readonly layers: readonly ReadonlyMap<string, number>[];
}

/** What layers call the operands where nothing else is said. */
export const LAYER_OPERANDS: Readonly<Record<OperandName, string>> = { W: 'W', In: 'I', Out: 'O' };

/** The loops that are to be unrolled over a dimension of the array: as the mapping says, else as the core does. */
export const loopsOver = (
  { dataflows }: Pick<ZigzagHardware, 'dataflows'>,
  mapping: ZigzagMapping | undefined,
  axis: string,
): readonly SpatialLoop[] | undefined =>
  mapping && mapping.spatial.size > 0
    ? mapping.spatial.get(axis)
    : mapping?.hints.size
      ? undefined
      : dataflows.get(axis);

/** The levels of a core, outermost first. What is not exact, and energies that are missing, are reported. */
export function levelsOf(
  hardware: ZigzagHardware,
  purpose: Purpose,
  sources: EnergySources,
  report: Report,
): DraftLevel[] {
  const array = hardware.dimensions.filter(({ size }) => size > 1);
  const unrolled = new Set<string>();
  const levels: DraftLevel[] = [];
  const fan = (dimensions: readonly string[]) => {
    for (const { name, size } of array.filter((each) => dimensions.includes(each.name) && !unrolled.has(each.name))) {
      unrolled.add(name);
      levels.push(fanoutOf(name, size, hardware, purpose, report));
    }
  };
  const order = orderOf(purpose, report);
  const chain = chainOf(hardware);
  for (const [at, memory] of chain.entries()) {
    const own = array.filter(({ name }) => !memory.served.includes(name)).map(({ name }) => name);
    // Instances of the outermost memory are parts of one, from which all comes.
    const parts = at === 0 ? own : [];
    if (parts.length > 0) reportParts(memory, parts, report);
    const replicated = array.filter(({ name }) => unrolled.has(name) && memory.served.includes(name));
    if (replicated.length > 0) reportReplicas(memory, replicated, report);
    fan(own.filter((name) => !parts.includes(name)));
    const level = memoryOf(memory, purpose, order, { ...sources, isOutermost: at === 0 }, report);
    if (level) levels.push(level);
  }
  fan(array.map(({ name }) => name));
  reportStored(levels, hardware, report);
  levels.push(computeOf(hardware, purpose, sources, report));
  const named = withOwnNames(levels);
  for (const { name } of named) report.part('level', name);
  return named;
}

/** The units that multiply and accumulate, which have no name of their own. */
function computeOf(
  { unitEnergy, arrayPlace }: ZigzagHardware,
  { bits }: Purpose,
  { ert, estimate }: EnergySources,
  report: Report,
): DraftLevel {
  const energy = (): DraftProperty[] => {
    const tabled = computeEnergy(ert.get(COMPUTE));
    if (tabled) return [{ name: 'energy', value: `${figure(tabled.value)} pJ`, from: tabled.from }];
    if (unitEnergy !== undefined && unitEnergy >= 0) return [{ name: 'energy', value: `${unitEnergy} pJ`, from: null }];
    if (estimate) return estimatedMac(COMPUTE, Math.max(bits.W, bits.In), bits.Out, arrayPlace, report);
    reportNoEnergy(ert, { level: COMPUTE, action: '`unit_energy`' }, arrayPlace, report);
    return [];
  };
  return { kind: 'compute', name: COMPUTE, properties: energy(), from: arrayPlace };
}

const COMPUTE = 'MAC';

/**
 * Memories outermost first: fewer instances outside, those of one operand and those of equally many in the order of the file,
 * which begins with the innermost.
 */
function chainOf({ memories, dimensions }: ZigzagHardware): ZigzagMemory[] {
  const instances = ({ served }: ZigzagMemory) =>
    dimensions.reduce((product, { name, size }) => (served.includes(name) ? product : product * size), 1);
  const left = [...memories];
  const chain: ZigzagMemory[] = [];
  while (left.length > 0) {
    const free = left.filter((memory, at) =>
      left.slice(at + 1).every(({ operands }) => !operands.some(({ text }) => isAmong(text, memory.operands))),
    );
    const next = free.reduce((best, memory) => (instances(memory) <= instances(best) ? memory : best));
    chain.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return chain;
}

/** Levels with a number after names that others have. */
function withOwnNames(levels: readonly DraftLevel[]): DraftLevel[] {
  const taken = new Set<string>();
  return levels.map((level) => {
    let { name } = level;
    for (let at = 2; taken.has(name); at++) name = `${level.name}_${at}`;
    taken.add(name);
    return { ...level, name };
  });
}

/** Says which operand no memory keeps, or that there is no memory from which all could come. */
function reportStored(levels: readonly DraftLevel[], { place }: ZigzagHardware, report: Report): void {
  const [outermost] = levels;
  if (report.failed) return;
  if (outermost?.kind !== 'memory') {
    const what = outermost ? `memory outside \`${outermost.name}\`` : 'memory';
    const remedy = 'Give one that serves all dimensions of the array.';
    report.add('ffarch/import-incomplete', { what, remedy }, place);
    return;
  }
  const bypassed = levels
    .filter(({ kind }) => kind === 'memory')
    .map(({ properties }) => properties.find(({ name }) => name === 'bypass')?.value.split(', ') ?? []);
  for (const operand of OPERANDS.filter((each) => bypassed.every((names) => names.includes(each)))) {
    const what = `memory that keeps ${MEMORY[operand]}, which is ${operand} here`;
    const remedy = `Name ${MEMORY[operand]} in the \`operands\` of one.`;
    report.add('ffarch/import-incomplete', { what, remedy }, place);
  }
}

function reportParts({ name, servedPlace }: ZigzagMemory, parts: readonly string[], report: Report): void {
  const how = `\`${name}\` has instances along ${parts.join(' and ')}, and is one here with the size and bandwidth of one`;
  const params = { construct: 'served_dimensions', how, errs: 'Cycles may come out too high' };
  report.add('ffarch/import-approximated', params, servedPlace, ['level', name]);
}

function reportReplicas(
  { name, servedPlace }: ZigzagMemory,
  replicated: readonly { readonly name: string; readonly size: number }[],
  report: Report,
): void {
  const times = replicated.reduce((product, { size }) => product * size, 1);
  const along = replicated.map((each) => each.name).join(' and ');
  const how = `the instances of \`${name}\` serve ${along}, along which memories outside it have instances of their own, so there are ${number(times)} here for each one`;
  const errs = `What it holds counts ${number(times)} times, and its fills cost up to ${number(times)} times as much`;
  report.add('ffarch/import-approximated', { construct: 'served_dimensions', how, errs }, servedPlace, ['level', name]);
}

function fanoutOf(
  name: string,
  size: number,
  hardware: ZigzagHardware,
  { dimensions, names, mapping, layers }: Purpose,
  report: Report,
): DraftLevel {
  const loops = loopsOver(hardware, mapping, name) ?? [];
  const known: { readonly dimension: string; readonly size: number; readonly place: Place }[] = [];
  for (const loop of loops) {
    const dimension = names.get(loop.dimension);
    if (dimension === undefined) continue;
    // Several loops over a dimension are one here.
    const at = known.findIndex((other) => other.dimension === dimension);
    const before = known[at];
    if (before) known[at] = { ...before, size: before.size * loop.size };
    else known.push({ ...loop, dimension });
  }
  const product = known.reduce((n, loop) => n * loop.size, 1);
  const [first] = known;
  if (first && product > size) {
    const how = `its ${number(product)} iterations are bounded by the ${plural(size, 'unit')} of \`${name}\``;
    const params = { construct: 'spatial_mapping', how, errs: 'Cycles come out higher than for more units' };
    report.add('ffarch/import-approximated', params, first.place, ['level', name]);
  }
  const factors = known.map((loop) => {
    const most = Math.min(loop.size, size);
    // ZigZag pads what it unrolls. Both unroll all of what is smaller.
    const uneven = layers.find((sizes) => {
      const whole = sizes.get(loop.dimension) ?? 1;
      return whole > most && whole % most !== 0;
    });
    if (uneven && product <= size) reportUneven(name, loop, uneven, report);
    return `${loop.dimension} ${most > 1 && (uneven || product > size) ? '<=' : '='} ${most}`;
  });
  const [any = ''] = dimensions;
  const [foreign] = loops;
  // Loops over dimensions that the layers lack leave all units but one idle.
  const idle = foreign !== undefined && !first;
  const constraints = idle ? [`${any} = 1`] : factors;
  const hinted = hintsOf(name, names, mapping);
  const over = idle ? [any] : first ? known.map(({ dimension }) => dimension) : (hinted ?? dimensions);
  return {
    kind: 'fanout',
    name,
    mesh: size,
    over,
    properties:
      constraints.length > 0 ? [{ name: 'factors', value: constraints.join(', '), from: foreign?.place ?? null }] : [],
    from: hardware.arrayPlace,
  };
}

function reportUneven(
  axis: string,
  { dimension, size, place }: { readonly dimension: string; readonly size: number; readonly place: Place },
  layer: ReadonlyMap<string, number>,
  report: Report,
): void {
  const how = `${number(size)} do not divide the ${number(layer.get(dimension) ?? 1)} of \`${dimension}\` in a layer, so up to ${number(size)} are unrolled here, and ZigZag pads`;
  const params = { construct: 'spatial_mapping', how, errs: 'Cycles may come out higher or lower' };
  report.add('ffarch/import-approximated', params, place, ['level', axis]);
}

/** The dimensions that may be unrolled over one of the array; undefined where nothing is said, or none is one of the layers. */
function hintsOf(axis: string, names: Purpose['names'], mapping: ZigzagMapping | undefined): string[] | undefined {
  const hinted = (mapping?.hints.get(axis) ?? []).flatMap(({ text }) => names.get(text.toLowerCase()) ?? []);
  return hinted.length > 0 ? [...new Set(hinted)] : undefined;
}

/** The order of loops that a mapping asks for, outermost first. */
function orderOf({ names, mapping }: Purpose, report: Report): string[] {
  const [first] = mapping?.temporal ?? [];
  if (!first || !mapping) return [];
  const order = mapping.temporal.flatMap(({ dimension }) => names.get(dimension) ?? []).reverse();
  const twice = order.find((dimension, at) => order.indexOf(dimension) !== at);
  if (twice !== undefined) {
    const effect = `\`${twice}\` is in it in several parts, which no order of a memory says, so the mapper finds the order of loops`;
    report.add('ffarch/import-lost', { construct: `temporal_ordering of ${mapping.name}`, effect }, first.place);
    return [];
  }
  const sized = mapping.temporal.some(({ size }) => size !== undefined)
    ? ', and their sizes are left to the mapper'
    : '';
  const how = `it is the order within each memory here, and of all loops in ZigZag, which may divide them among memories differently for each operand${sized}`;
  const construct = `temporal_ordering of ${mapping.name}`;
  report.add(
    'ffarch/import-approximated',
    { construct, how, errs: 'The best mapping may cost more or less than there' },
    first.place,
    ['mapping', mapping.name],
  );
  return order;
}

/** What memories call the operands where no mapping says it. */
const MEMORY: Readonly<Record<OperandName, string>> = { W: 'I2', In: 'I1', Out: 'O' };
export const OPERANDS: readonly OperandName[] = ['W', 'In', 'Out'];

const isAmong = (name: string, names: readonly Named[]): boolean => names.some(({ text }) => text === name);

/** What memories call an operand. */
export const linkOf = (
  operand: OperandName,
  operands: Purpose['operands'],
  mapping: Pick<ZigzagMapping, 'links'> | undefined,
): string => mapping?.links.get(operands[operand]) ?? MEMORY[operand];

/** A memory as a level; undefined where it keeps nothing, or where what it needs is missing. */
function memoryOf(
  memory: ZigzagMemory,
  { mapping, operands, bits }: Purpose,
  order: readonly string[],
  { ert, estimate, isOutermost }: EnergySources & { readonly isOutermost: boolean },
  report: Report,
): DraftLevel | undefined {
  const { name, place, ports, size, readCost, writeCost } = memory;
  const called = OPERANDS.map((each) => linkOf(each, operands, mapping));
  for (const { text, place } of memory.operands.filter((each) => !called.includes(each.text))) {
    const effect = `no operand of these layers is called so in memories, which call them ${quoted(called)}`;
    report.add('ffarch/import-lost', { construct: `${text} in operands of ${name}`, effect }, place);
  }
  const kept = OPERANDS.filter((_, at) => isAmong(called[at] ?? '', memory.operands));
  if (kept.length === 0) {
    report.add('ffarch/import-lost', { construct: name, effect: 'it keeps no operand of these layers' }, place);
    return undefined;
  }
  if (!ports.some(({ reads }) => reads) || !ports.some(({ writes }) => writes)) {
    const remedy = 'Give the memory ports with `bandwidth_max` for reads and for writes, which its energies are for.';
    report.add('ffarch/import-incomplete', { what: `port of \`${name}\` with a width`, remedy }, place);
    return undefined;
  }
  if (size === undefined || !(size >= 1)) return undefined;
  const [readWidths, writeWidths] = [
    widthsOf(ports.filter(({ reads }) => reads)),
    widthsOf(ports.filter(({ writes }) => writes)),
  ];
  for (const widths of [readWidths, writeWidths].filter(({ length }) => length > 1)) {
    const how = `its energies are for ${plural(widths[0]!, 'bit')}, and its ports have ${widths.join(' and ')}`;
    const params = { construct: `ports of ${name}`, how, errs: 'Accesses by wider ports cost too much' };
    report.add('ffarch/import-approximated', params, place, ['level', name]);
  }
  const bypass = OPERANDS.filter((each) => !kept.includes(each));
  const widths = kept.map((each) => bits[each]);
  const tabled = accessesOf(ert, name);
  const isUnknown =
    !tabled && (memory.estimated || readCost === undefined || writeCost === undefined || readCost < 0 || writeCost < 0);
  if (isUnknown && !estimate) {
    const action = memory.estimated ? 'an access, which is left to CACTI,' : '`r_cost` and `w_cost`';
    reportNoEnergy(ert, { level: name, action }, place, report);
    return undefined;
  }
  const [readWidth = 1, writeWidth = 1] = [readWidths[0], writeWidths[0]];
  const costs = isUnknown
    ? estimatedMemory(name, { bits: Math.max(readWidth, writeWidth), size, isOutermost }, place, report)
    : energiesOf(
        { read: tabled?.read.value ?? readCost ?? 0, write: tabled?.write.value ?? writeCost ?? 0 },
        { read: readWidth, write: writeWidth },
        widths,
        tabled?.read.from ?? null,
      );
  const said = (keyword: string, value: string): DraftProperty => ({ name: keyword, value, from: null });
  return {
    kind: 'memory',
    name,
    properties: [
      said('size', sizeOf(memory, size, widths, report)),
      said('bits', kept.map((each) => `${each} ${bits[each]}`).join(', ')),
      ...costs,
      ...leakageProperty(tabled?.leak ?? null),
      said('bandwidth', bandwidthOf(memory, report)),
      ...(bypass.length > 0 ? [said('bypass', bypass.join(', '))] : []),
      ...(order.length > 1 ? [{ ...said('order', order.join(', ')), from: mapping?.temporal[0]?.place ?? null }] : []),
      ...(memory.doubleBuffering ? [said('buffering', '2')] : []),
    ],
    from: place,
  };
}

/** A size that holds a word of each operand, as often as it is buffered. */
function sizeOf(
  { name, place, doubleBuffering }: ZigzagMemory,
  size: number,
  bits: readonly number[],
  report: Report,
): string {
  const needed = bits.reduce((sum, each) => sum + each, 0) * (doubleBuffering ? 2 : 1);
  if (size >= needed) return Number.isSafeInteger(size) ? `${size} b` : 'unbounded';
  const how = `it holds ${plural(size, 'bit')}, which are not one word of each of its operands, and has ${number(needed)} here`;
  const params = { construct: `size of ${name}`, how, errs: 'Mappings are legal that ZigZag refuses' };
  report.add('ffarch/import-approximated', params, place, ['level', name]);
  return `${needed} b`;
}

/** The widths of ports, the narrowest first. */
const widthsOf = (ports: readonly Port[]): number[] =>
  [...new Set(ports.map(({ width }) => width))].sort((a, b) => a - b);

/**
 * Energies for accesses of whole ports: a wordline, where words fill one or several. Else a word takes its part of one, as ZigZag
 * counts accesses by the bits that move.
 */
function energiesOf(
  cost: Readonly<Record<'read' | 'write', number>>,
  width: Readonly<Record<'read' | 'write', number>>,
  bits: readonly number[],
  from: Place | null,
): DraftProperty[] {
  const said = (name: string, value: string): DraftProperty => ({ name, value, from });
  const both = (reads: number, writes: number) => {
    const [read, write] = [figure(reads), figure(writes)];
    return read === write ? `${read} pJ` : `read ${read} pJ, write ${write} pJ`;
  };
  const fills = (row: number) => bits.every((each) => row % each === 0 || each % row === 0);
  if (width.read === width.write && fills(width.read))
    return [bitsOfRow(width.read), said('energy', `${both(cost.read, cost.write)} per wordline`)];
  const [word = 1] = bits;
  const perBit = [cost.read / width.read, cost.write / width.write] as const;
  return bits.every((each) => each === word)
    ? [said('energy', both(perBit[0] * word, perBit[1] * word))]
    : [bitsOfRow(1), said('energy', `${both(...perBit)} per wordline`)];
}

const bitsOfRow = (bits: number): DraftProperty => ({ name: 'wordBits', value: String(bits), from: null });

/** A number without the noise of its last digits. */
const figure = (value: number): string => String(Number(value.toPrecision(12)));

/** Bits per cycle of all ports: one of several serves whoever needs it here, and its own operands in ZigZag. */
function bandwidthOf({ name, ports, place }: ZigzagMemory, report: Report): string {
  const sum = (some: readonly Port[]) => some.reduce((total, { width }) => total + width, 0);
  const shared = ports.filter(({ reads, writes }) => reads && writes);
  const reads = ports.filter(({ reads, writes }) => reads && !writes);
  const writes = ports.filter(({ reads, writes }) => writes && !reads);
  if (Math.max(shared.length, reads.length, writes.length) > 1 || (shared.length > 0 && shared.length < ports.length))
    reportPorts(name, ports.length, place, report);
  if (shared.length > 0) return `shared ${sum(ports)} b`;
  return `read ${sum(reads)} b, write ${sum(writes)} b`;
}

function reportPorts(name: string, count: number, place: Place, report: Report): void {
  const how = `the widths of its ${plural(count, 'port')} are added up and serve all operands alike`;
  const params = { construct: `ports of ${name}`, how, errs: 'Cycles may come out too low' };
  report.add('ffarch/import-approximated', params, place, ['level', name]);
}
