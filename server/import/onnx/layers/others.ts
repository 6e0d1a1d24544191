import type { Call } from '../shapes/call.js';
import { type Step, wordsOf } from '../shapes/value.js';

/** All nodes of one operator that are not layers. */
export interface Other {
  /** With its domain: `Relu`, `com.microsoft.FastGelu`. */
  readonly operator: string;
  readonly nodes: number;
  /** Words that they read and write. */
  readonly words: number;
  /** Operations on single words, as {@link operationsOf} counts them. */
  readonly operations: number;
  /** Words of weights that are stored for them. */
  readonly parameters: number;
  /** How many of them have tensors of unknown size, which count nothing. */
  readonly unknown: number;
}

/** Operators that move words and compute nothing. */
const MOVES = new Set(
  (
    'Cast Concat CastLike DepthToSpace Dropout Expand Flatten Gather GatherElements GatherND Identity OneHot Pad Reshape ' +
    'ScatterElements ScatterND Slice SpaceToDepth Split Squeeze Tile Transpose Unsqueeze Shape Size Constant ConstantOfShape Range'
  ).split(' '),
);

/** Operations for each word of the result: `exp`, sum and division of a softmax; means and deviations of a norm. */
const PER_WORD: Readonly<Record<string, number>> = {
  BatchNormalization: 2,
  GroupNorm: 5,
  GroupNormalization: 5,
  InstanceNormalization: 5,
  LayerNormalization: 5,
  LogSoftmax: 3,
  RMSNormalization: 4,
  SimplifiedLayerNormalization: 4,
  SkipLayerNormalization: 5,
  SkipSimplifiedLayerNormalization: 4,
  Softmax: 3,
};

/**
 * Operations of a node: one for each word of its result, but for those that only move words, those of {@link PER_WORD},
 * poolings (one for each tap of each result) and reductions (one for each word that they read).
 */
function operationsOf({ operator, node, inputs, outputs }: Step, call: Call): number {
  const name = node.operator;
  const written = wordsOf(outputs[0]?.shape ?? null) ?? 0;
  if (MOVES.has(operator)) return 0;
  if (/^(Global|Reduce|Arg|QLinearGlobal)/.test(name)) return wordsOf(inputs[0]?.shape ?? null) ?? 0;
  if (/Pool$/.test(name))
    return written * (call.integers('kernel_shape') ?? []).reduce((product, taps) => product * taps, 1);
  return written * (Object.hasOwn(PER_WORD, name) ? PER_WORD[name]! : 1);
}

/** The element types of weights (`TensorProto.DataType`): whole numbers of 32 and 64 bits are indices and sizes. */
const INDICES = new Set([6, 7, 9, 12, 13]);

/** What resizes reads is a scale for each axis, and no weight. */
const SCALED = new Set(['Resize', 'Upsample']);

/** Weights that a node reads; single numbers are part of the operator. */
const parametersOf = ({ inputs, operator }: Step): number =>
  SCALED.has(operator)
    ? 0
    : inputs
        .filter((input) => input?.weight && !INDICES.has(input.type) && (input.shape?.length ?? 0) > 0)
        .reduce((sum, input) => sum + (wordsOf(input?.shape ?? null) ?? 0), 0);

/** Whether a node is done once for all runs, as all that it gives follows from what the model stores. */
export const isFolded = ({ outputs }: Step): boolean =>
  outputs.every(({ weight, constant, name }) => name === '' || weight || constant !== null);

/** What steps that are not layers come to, by operator, those with the most words first. */
export function othersOf(steps: readonly (readonly [Step, Call])[]): Other[] {
  const kinds = new Map<string, Other>();
  for (const [step, call] of steps) {
    const { operator, repeat } = step;
    const before = kinds.get(operator) ?? { operator, nodes: 0, words: 0, operations: 0, parameters: 0, unknown: 0 };
    // Further outputs, masks and statistics, are mostly not asked for.
    const sizes = [...step.inputs, step.outputs[0]].flatMap((value) => (value ? [wordsOf(value.shape)] : []));
    kinds.set(operator, {
      operator,
      nodes: before.nodes + 1,
      words: before.words + repeat * sizes.reduce<number>((sum, words) => sum + (words ?? 0), 0),
      operations: before.operations + repeat * operationsOf(step, call),
      parameters: before.parameters + parametersOf(step),
      unknown: before.unknown + (sizes.includes(null) ? 1 : 0),
    });
  }
  return [...kinds.values()].sort((a, b) => b.words - a.words);
}
