import type { Call } from '../shapes/call.js';
import { isKnown, knownShape, type Step } from '../shapes/value.js';
import { type LeftOut, type Part, storedWords, unknownSize } from './part.js';
import { partOf } from './products.js';

/** Of sequences: steps, batch and words; of weights: directions, gates and words. */
type Three = readonly [number, number, number];

/** The work of `RNN`, `LSTM` and `GRU`: all inputs at once, then the hidden states step by step. */
export function recurrentParts(step: Step, call: Call): readonly Part[] | LeftOut {
  const [input, weights, states, bias] = step.inputs;
  for (const value of [input, weights, states])
    if (!value || !isKnown(value.shape)) return unknownSize(step, value ?? null);
  const x = knownShape<Three>(input);
  const w = knownShape<Three>(weights);
  const r = knownShape<Three>(states);
  const [steps, batch] = call.integer('layout', 0) === 1 ? [x[1], x[0]] : x;
  const [directions, gates, inputs] = w;
  const product = (rows: number, inner: number) => ({ batch: 1, rows, columns: gates, inner });
  return [
    { ...partOf(step, weights!, product(steps * batch, inputs), storedWords([weights, bias])), times: directions },
    { ...partOf(step, states!, product(batch, r[2]), storedWords([states])), times: directions * steps },
  ];
}
