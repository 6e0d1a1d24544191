import { plural } from '../../../language/figures.js';
import type { Contraction, Index } from '../kernels/contraction.js';
import { type Written, wordsOf, writtenAs } from '../kernels/written.js';
import type { Place } from '../source-file.js';
import { type Operand, parseEquation, parseRelation } from './equation.js';
import type { OperandName } from './levels.js';
import type { ZigzagLayer } from './read.js';

/** A layer that is mapped. */
export interface MappedLayer {
  readonly layer: ZigzagLayer;
  readonly written: Written;
  /** What the layer calls the operands. */
  readonly operands: Readonly<Record<OperandName, string>>;
  readonly macs: number;
  /** Words of the three operands. */
  readonly words: number;
}

/** A layer that is not mapped, with what it takes: additions, poolings. */
export interface OtherLayer {
  readonly layer: ZigzagLayer;
  readonly operations: number;
  readonly words: number;
}

/** Why a layer cannot be read: where, and as the rest of a sentence. */
export interface UnreadLayer {
  readonly layer: ZigzagLayer;
  readonly place: Place;
  readonly reason: string;
}

/** What a layer computes. */
export function zigzagLayer(layer: ZigzagLayer): MappedLayer | OtherLayer | UnreadLayer {
  const unread = (reason: string, place = layer.equation?.place ?? layer.place): UnreadLayer => ({
    layer,
    place,
    reason,
  });
  if (layer.fault) return unread(layer.fault.reason, layer.fault.place);
  const equation = layer.equation && parseEquation(layer.equation.text);
  if (!equation) return unread('its equation is not a product or sum of operands with indices');
  const sums = new Map<string, Index>();
  for (const { text, place } of layer.relations) {
    const relation = parseRelation(text);
    if (!relation) return unread(`\`${text}\` is not a sum of dimensions`, place);
    sums.set(...relation);
  }
  const indicesOf = ({ indices }: Operand): Index[] =>
    indices.map((name) => sums.get(name) ?? [{ dimension: name, coefficient: 1 }]);
  const operands = [equation.output, ...equation.inputs].map(indicesOf);
  const unknown = operands.flat(2).find(({ dimension }) => !layer.sizes.has(dimension));
  if (unknown) return unread(`\`${unknown.dimension}\` has no size in its \`loop_dims\``);
  const used = new Set(operands.flat(2).map(({ dimension }) => dimension));
  const unused = [...layer.sizes].find(([dimension, count]) => count !== 1 && !used.has(dimension));
  if (unused) return unread(`\`${unused[0]}\` of its \`loop_dims\` indexes no operand`);
  const size = [...layer.sizes.values()].find((each) => !Number.isSafeInteger(each) || each < 1);
  if (size !== undefined) return unread(`a size of ${size} is not a positive whole number`);
  const macs = [...layer.sizes.values()].reduce((product, each) => product * each, 1);
  if (!Number.isSafeInteger(macs))
    return unread('it has more than 2^53 multiply-accumulates, which are not counted exactly');
  const words = operands.reduce((sum, indices) => sum + wordsOf(indices, layer.sizes), 0);
  // Poolings are written as products with windows that hold nothing.
  const empty = equation.inputs.some(({ name }) => layer.precision.get(name) === 0);
  const [first, second, ...others] = equation.inputs;
  if (!equation.multiplies || empty || !first || !second) return { layer, operations: macs, words };
  if (others.length > 0)
    return unread(`it multiplies ${plural(equation.inputs.length, 'operand')}, and couplings have two`);
  const [w, inputs] = second.name === 'W' || first.name === 'I' ? [second, first] : [first, second];
  const contraction: Contraction = {
    sizes: layer.sizes,
    out: indicesOf(equation.output),
    w: indicesOf(w),
    in: indicesOf(inputs),
  };
  const written = writtenAs(contraction, layer.operator);
  const names = { W: w.name, In: inputs.name, Out: equation.output.name };
  return typeof written === 'string' ? unread(written) : { layer, written, operands: names, macs, words };
}

/** The relations whose index no operand has, which say nothing. */
export function unusedRelations({ equation, relations }: ZigzagLayer): ZigzagLayer['relations'] {
  const parsed = equation && parseEquation(equation.text);
  if (!parsed) return [];
  const indices = [parsed.output, ...parsed.inputs].flatMap((operand) => operand.indices);
  return relations.filter(({ text }) => !indices.includes(parseRelation(text)?.[0] ?? indices[0] ?? ''));
}
