import type { Kernel } from '../../kernels/work.js';
import { type Attention, attentionOf } from '../shapes/attention.js';
import type { Call } from '../shapes/call.js';
import { isKnown, type Step, type Value, wordsOf } from '../shapes/value.js';
import { LeftOut, type Part, storedWords, unknownSize } from './part.js';
import { partOf } from './products.js';

/** The works of an operator of attention: its projections where it has some, scores, context. */
export function attentionParts(step: Step, call: Call): readonly Part[] | LeftOut {
  const sizes = attentionOf(step.operator, call);
  if (!sizes) return unknownSize(step, step.inputs.find((input) => input && !isKnown(input.shape)) ?? step.inputs[0]!);
  const { batch, heads, queriesPerHead: G, queries: N, keys, depth, valueDepth } = sizes;
  const H = batch * heads;
  const both = [
    attentionPart(step, 'scores', { H, G, M: keys, K: depth, N }),
    attentionPart(step, 'context', { H, G, M: valueDepth, K: keys, N }),
  ];
  if (both.some((part) => !Object.values(part.sizes).every(Number.isInteger)))
    return new LeftOut(step, `has ${heads} heads, among which its sizes cannot be divided`);
  return [...projection(step, sizes), ...both];
}

/** ONNX Runtime's `Attention` multiplies its input with weights for queries, keys and values together. */
function projection(step: Step, { batch, queries }: Attention): readonly Part[] {
  const [, weights, bias] = step.inputs;
  if (!/^com\.microsoft\.Q?Attention$/.test(step.operator) || !weights || !isKnown(weights.shape)) return [];
  const [inner, columns] = weights.shape as [number, number];
  return [partOf(step, weights, { batch: 1, rows: batch * queries, columns, inner }, storedWords([weights, bias]))];
}

interface HeadSizes {
  readonly H: number;
  readonly G: number;
  readonly M: number;
  readonly K: number;
  readonly N: number;
}

function attentionPart(step: Step, kernel: Kernel, { H, G, M, K, N }: HeadSizes): Part {
  return {
    step,
    w: null,
    times: 1,
    kernel,
    sizes: { H, G, M, K, N },
    strides: [],
    dilations: [],
    pads: [],
    parameters: 0,
    words: H * (M * K + G * (K * N + M * N)),
  };
}

/** What stands between the products of an attention and its softmax: scales, masks, casts. */
const BETWEEN = new Set(
  'Add Cast Clip Div Dropout Identity Max Min Mul Reshape Squeeze Sub Tanh Transpose Unsqueeze Where'.split(' '),
);

/** The longest way between a softmax and a product, and the most values that are followed on it. */
const MOST_BETWEEN = 12;
const MOST_SIDE_BY_SIDE = 16;

/**
 * Finds products around a softmax and calls them scores and context. They stay what they are where either is missing: a
 * softmax after a product alone is a classifier.
 */
export function withAttention(parts: readonly Part[], steps: readonly Step[]): readonly Part[] {
  const products = new Map(parts.filter(isProduct).map((part) => [part.step, part]));
  const readers = readersOf(steps);
  const found = new Map<Part, Part>();
  for (const step of steps) {
    if (step.operator !== 'Softmax') continue;
    const [input, output] = [step.inputs[0], step.outputs[0]];
    if (!input || !output) continue;
    const scores = before(input, wordsOf(input.shape), (giver) => products.get(giver));
    const context = after(output, wordsOf(output.shape), readers, (reader) => products.get(reader));
    if (!scores || !context) continue;
    found.set(scores, headed(scores, 'scores'));
    found.set(context, headed(context, 'context'));
  }
  return parts.map((part) => found.get(part) ?? part);
}

/** Whether both operands are computed. */
const isProduct = ({ kernel, step }: Part): boolean =>
  (kernel === 'gemm' || kernel === 'batchedGemm') && !step.inputs[0]?.weight && !step.inputs[1]?.weight;

function headed(part: Part, kernel: Kernel): Part {
  const { B = 1, M = 1, K = 1, N = 1 } = part.sizes;
  const shared = sharedBy(part.w);
  const G = B % shared === 0 ? shared : 1;
  return attentionPart(part.step, kernel, { H: B / G, G, M, K, N });
}

/** How a tensor of keys or values comes from a smaller one that several heads share. */
const SPREAD = new Set('Cast Div Identity Mul Reshape Squeeze Transpose Unsqueeze'.split(' '));

/** How many heads of queries share a head of keys or values, as exporters write it: the one expanded to the others. */
function sharedBy(operand: Value | null): number {
  let value = operand;
  for (let way = 0; value?.producer && way < MOST_BETWEEN; way++) {
    const { operator, inputs }: Step = value.producer;
    const input = inputs.find((each) => each && !each.weight && each.constant === null) ?? null;
    if (operator === 'Expand') return Math.max(1, (wordsOf(value.shape) ?? 1) / (wordsOf(input?.shape ?? null) || 1));
    if (!SPREAD.has(operator)) return 1;
    value = input;
  }
  return 1;
}

/** Goes back from a value over what changes no word's place among as many others. */
function before<T>(from: Value, words: number | null, found: (giver: Step) => T | undefined): T | undefined {
  let values: readonly Value[] = [from];
  for (let way = 0; way < MOST_BETWEEN && values.length > 0; way++) {
    const givers = values.flatMap(({ producer }) => producer ?? []);
    const result = givers.map(found).find((each) => each !== undefined);
    if (result !== undefined) return result;
    values = few(
      givers
        .filter(({ operator }) => BETWEEN.has(operator))
        .flatMap(({ inputs }) => few(inputs.filter((input) => input !== null)))
        .filter((input) => !input.weight && wordsOf(input.shape) === words),
    );
  }
  return undefined;
}

function after<T>(
  from: Value,
  words: number | null,
  readers: ReadonlyMap<Value, readonly Step[]>,
  found: (reader: Step) => T | undefined,
): T | undefined {
  let values: readonly Value[] = [from];
  for (let way = 0; way < MOST_BETWEEN && values.length > 0; way++) {
    const next = few(values.flatMap((value) => few(readers.get(value) ?? [])));
    const result = next.map(found).find((each) => each !== undefined);
    if (result !== undefined) return result;
    values = next
      .filter(({ operator }) => BETWEEN.has(operator))
      .map(({ outputs }) => outputs[0]!)
      .filter((output) => output && wordsOf(output.shape) === words);
  }
  return undefined;
}

const few = <T>(values: readonly T[]): readonly T[] => [...new Set(values.slice(0, MOST_SIDE_BY_SIDE))];

function readersOf(steps: readonly Step[]): ReadonlyMap<Value, readonly Step[]> {
  const readers = new Map<Value, Step[]>();
  for (const step of steps) {
    for (const input of step.inputs) {
      if (!input) continue;
      const known = readers.get(input);
      if (known) known.push(step);
      else readers.set(input, [step]);
    }
  }
  return readers;
}
