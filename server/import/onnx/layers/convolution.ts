import type { Kernel, Sizes } from '../../kernels/work.js';
import type { Call } from '../shapes/call.js';
import { isKnown, knownShape, type Step, wordsOf } from '../shapes/value.js';
import { windowOf } from '../shapes/window.js';
import { LeftOut, type Part, storedWords, unknownSize } from './part.js';

/** Pixels and taps of each axis, outermost first. */
const PIXELS = ['D', 'P', 'Q'];
const TAPS = ['T', 'R', 'S'];

/** Names for some axes: those of one dimension are `P` and `R`. */
const axesOf = (names: readonly string[], rank: number): readonly string[] =>
  rank === 1 ? [names[1]!] : names.slice(names.length - rank);

/** Which inputs of an operator are the weights and the bias. */
interface Operands {
  readonly weights: number;
  readonly bias: number | null;
}

/** The work of a convolution, transposed or not. */
export function convolutionPart(step: Step, call: Call, { weights, bias }: Operands): Part | LeftOut {
  const [input, filter, output] = [step.inputs[0], step.inputs[weights], step.outputs[0]];
  for (const value of [input, filter, output])
    if (!value || !isKnown(value.shape)) return unknownSize(step, value ?? null);
  const [x, w, y] = [knownShape(input), knownShape(filter), knownShape(output)];
  const rank = x.length - 2;
  if (rank < 1 || rank > 3)
    return new LeftOut(step, `is a convolution over ${rank} axes, and there are couplings for 1 to 3`);
  const transposed = step.node.operator === 'ConvTranspose';
  const groups = call.integer('group', 1);
  // Weights of a transposed convolution have the input channels first.
  const [first, second] = w as [number, number];
  const channels = transposed ? { M: second, C: first / groups } : { M: first / groups, C: second };
  if (!Number.isInteger(channels.M) || !Number.isInteger(channels.C) || channels.C * groups !== x[1])
    return new LeftOut(
      step,
      `has ${x[1]} input channels, which ${groups} groups of weights [${w.join(', ')}] do not fit`,
    );
  const window = windowOf(call, x.slice(2), w.slice(2));
  const pixels = (transposed ? x : y).slice(2);
  return {
    step,
    w: filter ?? null,
    times: 1,
    kernel: kernelOf(transposed, groups, channels),
    sizes: { N: x[0]!, ...grouped(groups, channels), ...named(PIXELS, pixels), ...named(TAPS, w.slice(2)) },
    strides: window.strides,
    dilations: window.dilations,
    pads: window.pads,
    parameters: storedWords([filter, bias === null ? null : step.inputs[bias]]),
    words: [x, w, y].reduce((sum, shape) => sum + (wordsOf(shape) ?? 0), 0),
  };
}

const named = (names: readonly string[], sizes: readonly number[]): Sizes =>
  Object.fromEntries(axesOf(names, sizes.length).map((name, axis) => [name, sizes[axis]!]));

interface Channels {
  readonly M: number;
  readonly C: number;
}

function kernelOf(transposed: boolean, groups: number, { M, C }: Channels): Kernel {
  if (groups === 1) return transposed ? 'transposedConv' : 'conv';
  if (M === 1 && C === 1) return transposed ? 'transposedDepthwise' : 'depthwise';
  return transposed ? 'transposedGrouped' : 'grouped';
}

function grouped(groups: number, { M, C }: Channels): Sizes {
  if (groups === 1) return { M, C };
  return M === 1 && C === 1 ? { C: groups } : { G: groups, M, C };
}
