import type { Contraction, Index } from '../kernels/contraction.js';
import { type Written, wordsOf, writtenAs } from '../kernels/written.js';
import type { Place } from '../source-file.js';
import type { YamlView } from '../yaml/view.js';
import { type Access, type Einsum, parseBound, parseEinsum, type RankIndex, rankIndex } from './einsum.js';
import { numberOf } from './expression.js';
import { attributeOf } from './older.js';

/** An einsum of a workload, and what the workload says of it. */
export interface EinsumEntry {
  readonly einsum: Einsum;
  readonly place: Place;
  /** Names that stand for its tensors: `input`, `weight`, `output`. */
  readonly renames: ReadonlyMap<string, string>;
  /** Bits of a value by tensor, where the einsum says them. */
  readonly bits: ReadonlyMap<string, number>;
  /** The values that each variable has, where the einsum bounds them. */
  readonly bounds: ReadonlyMap<string, number>;
  readonly repeat: number;
}

/** A workload as it is written. */
export interface AccelforgeWorkload {
  readonly entries: readonly EinsumEntry[];
  /** Einsums that could not be read. */
  readonly unread: readonly Place[];
  readonly rankSizes: ReadonlyMap<string, number>;
  readonly bounds: ReadonlyMap<string, number>;
  /** Bits of a value by tensor, or by `All`. */
  readonly bits: ReadonlyMap<string, number>;
}

export function readWorkload(workload: YamlView): AccelforgeWorkload {
  const unread: Place[] = [];
  const entries = (workload.get('einsums')?.items ?? []).flatMap((item) => {
    const entry = readEntry(item);
    if (!entry) unread.push(item.place);
    return entry ?? [];
  });
  return {
    entries,
    unread,
    rankSizes: numbersOf(workload.get('rank_sizes')),
    bounds: boundsOf(attributeOf(workload, 'iteration_space_shape')),
    bits: numbersOf(workload.get('bits_per_value')),
  };
}

function readEntry(item: YamlView): EinsumEntry | undefined {
  const text = item.text ?? item.get('einsum')?.text;
  const written = text === undefined ? accessesOf(item) : parseEinsum(text);
  if (!written) return undefined;
  const repeat = item.get('n_instances')?.number ?? 1;
  return {
    einsum: { ...written, name: item.get('name')?.text ?? written.name },
    place: item.place,
    renames: new Map(
      (item.get('renames')?.entries ?? []).flatMap(({ key, value: tensor }) =>
        tensor.text === undefined ? [] : [[key, tensor.text]],
      ),
    ),
    bits: new Map(
      (item.get('tensor_accesses')?.items ?? []).flatMap((access) => {
        const bits = numberOf(access.get('bits_per_value')?.text ?? '');
        const tensor = access.get('name')?.text;
        return bits === undefined || tensor === undefined ? [] : [[tensor, bits]];
      }),
    ),
    bounds: boundsOf(attributeOf(item, 'iteration_space_shape')),
    repeat: Number.isSafeInteger(repeat) && repeat >= 1 ? repeat : 1,
  };
}

/** An einsum that lists its tensors one by one. */
function accessesOf(item: YamlView): Einsum | undefined {
  const accesses = (item.get('tensor_accesses')?.items ?? []).map((access) => {
    const tensor = access.get('name')?.text;
    const projection = access.get('projection');
    const ranks = projection?.isMap
      ? projection.entries.map(({ key, value: index }) => rankIndex(index.text ?? '', key))
      : (projection?.items ?? []).map(({ text }) => rankIndex(text ?? ''));
    return tensor !== undefined && ranks.every((rank): rank is RankIndex => rank !== undefined)
      ? { access: { tensor, ranks }, output: access.get('output')?.boolean === true }
      : undefined;
  });
  const [output, ...others] = accesses.flatMap((each) => (each?.output ? [each.access] : []));
  if (!output || others.length > 0 || accesses.includes(undefined)) return undefined;
  const inputs = accesses.flatMap((each) => (each && !each.output ? [each.access] : []));
  return { name: item.get('name')?.text ?? output.tensor, output, inputs };
}

/** Bounds in a list, or by variable. */
function boundsOf(value: YamlView | undefined): ReadonlyMap<string, number> {
  const texts = value?.isMap
    ? value.entries.map((entry) => entry.value.text)
    : (value?.items ?? []).map(({ text }) => text);
  const bounds = texts.flatMap((text) => (text ?? '').split(/\band\b/)).map(parseBound);
  return new Map(bounds.filter((bound) => bound !== undefined));
}

const numbersOf = (value: YamlView | undefined): ReadonlyMap<string, number> =>
  new Map(
    (value?.entries ?? []).flatMap(({ key, value: number }) => {
      const count = numberOf(number.text ?? '');
      return count === undefined ? [] : [[key, count]];
    }),
  );

/** An einsum that is mapped. */
export interface MappedEinsum {
  readonly entry: EinsumEntry;
  readonly written: Written;
  /** The tensors in the places of the operands. */
  readonly tensors: Readonly<Record<'Out' | 'W' | 'In', string>>;
  /** By the variable of the einsum. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly macs: number;
  readonly words: number;
}

/**
 * Bits of a value of each operand: as the einsum says, else the workload by its tensor, by what it is renamed to, or for all;
 * undefined where nothing is said.
 */
export function bitsOf(
  { entry, tensors }: MappedEinsum,
  { bits }: AccelforgeWorkload,
): Readonly<Record<'Out' | 'W' | 'In', number | undefined>> {
  const of = (operand: 'Out' | 'W' | 'In', renamed: string) =>
    entry.bits.get(tensors[operand]) ?? bits.get(tensors[operand]) ?? bits.get(renamed) ?? bits.get('All');
  return { Out: of('Out', 'output'), W: of('W', 'weight'), In: of('In', 'input') };
}

/** An einsum of one tensor: a copy, or what is done to each word. */
export interface OtherEinsum {
  readonly entry: EinsumEntry;
  readonly operations: number;
  readonly words: number;
}

/** Why an einsum is left out, as the rest of a sentence. */
export interface UnreadEinsum {
  readonly entry: EinsumEntry;
  readonly reason: string;
}

/** What an einsum computes. */
export function einsumLayer(
  entry: EinsumEntry,
  workload: AccelforgeWorkload,
): MappedEinsum | OtherEinsum | UnreadEinsum {
  const { einsum, renames } = entry;
  const accesses = [einsum.output, ...einsum.inputs];
  const sizes = sizesOf(accesses, entry, workload);
  const variables = new Set(
    accesses.flatMap(({ ranks }) => ranks.flatMap(({ index }) => index.map((t) => t.dimension))),
  );
  const open = [...variables].find((variable) => !sizes.has(variable));
  if (open !== undefined) return { entry, reason: `no rank or bound says how many values \`${open}\` has` };
  const odd = [...sizes].find(([, size]) => !Number.isSafeInteger(size) || size < 1);
  if (odd) return { entry, reason: `\`${odd[0]}\` has ${odd[1]} values, which is not a positive whole number` };
  const operations = [...sizes.values()].reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(operations))
    return { entry, reason: 'it has more than 2^53 multiply-accumulates, which are not counted exactly' };
  const indices = ({ ranks }: Access): Index[] => ranks.map(({ index }) => index);
  const words = accesses.reduce((sum, access) => sum + wordsOf(indices(access), sizes), 0);
  const [first, second, ...others] = einsum.inputs;
  if (!first || !second) return { entry, operations, words };
  if (others.length > 0) return { entry, reason: `it has ${einsum.inputs.length} inputs, and couplings have two` };
  const [input, weights] = placed(first, second, renames, workload);
  const contraction: Contraction = {
    sizes,
    out: indices(einsum.output),
    w: indices(weights),
    in: indices(input),
  };
  const written = writtenAs(contraction, einsum.name);
  if (typeof written === 'string') return { entry, reason: written };
  return {
    entry,
    written,
    tensors: { Out: einsum.output.tensor, W: weights.tensor, In: input.tensor },
    sizes,
    macs: operations,
    words,
  };
}

/** The inputs and the weights: as they are renamed, else what another einsum computes is an input. */
function placed(
  first: Access,
  second: Access,
  renames: ReadonlyMap<string, string>,
  { entries }: AccelforgeWorkload,
): readonly [input: Access, weights: Access] {
  const named = renames.get('input') ?? renames.get('weight');
  if (named !== undefined) return (first.tensor === named) === renames.has('input') ? [first, second] : [second, first];
  const computed = ({ tensor }: Access) => entries.some(({ einsum }) => einsum.output.tensor === tensor);
  return computed(second) && !computed(first) ? [second, first] : [first, second];
}

/** How many values each variable has: as it is bounded, or by the ranks that it alone indexes. */
function sizesOf(
  accesses: readonly Access[],
  { bounds }: EinsumEntry,
  workload: AccelforgeWorkload,
): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { rank, index } of accesses.flatMap(({ ranks }) => ranks)) {
    const [only, ...others] = index;
    const size = workload.rankSizes.get(rank);
    if (!only || others.length > 0 || only.coefficient !== 1 || size === undefined) continue;
    sizes.set(only.dimension, Math.min(size, sizes.get(only.dimension) ?? size));
  }
  for (const { dimension } of accesses.flatMap(({ ranks }) => ranks.flatMap(({ index }) => index))) {
    const bound = bounds.get(dimension) ?? workload.bounds.get(dimension);
    if (bound !== undefined) sizes.set(dimension, bound);
  }
  return sizes;
}
