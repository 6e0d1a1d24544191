import type { Contraction, Index } from '../kernels/contraction.js';
import { type Written, wordsOf, writtenAs } from '../kernels/written.js';
import type { Place } from '../source-file.js';
import { type Operand, parseEquation, parseRelation } from './equation.js';
import type { ZigzagLayer } from './read.js';

/** A layer that is mapped. */
export interface MappedLayer {
  readonly layer: ZigzagLayer;
  readonly written: Written;
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
  if (others.length > 0) return unread(`it multiplies ${equation.inputs.length} operands, and couplings have two`);
  const [w, inputs] = second.name === 'W' ? [second, first] : [first, second];
  const contraction: Contraction = {
    sizes: layer.sizes,
    out: indicesOf(equation.output),
    w: indicesOf(w),
    in: indicesOf(inputs),
  };
  const written = writtenAs(contraction, layer.operator);
  return typeof written === 'string' ? unread(written) : { layer, written, macs, words };
}
