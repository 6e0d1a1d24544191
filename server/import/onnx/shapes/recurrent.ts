import type { ShapeRule } from './call.js';

/** `RNN`, `LSTM` and `GRU`: `[steps, batch, inputs]` to all hidden states, and the last of each direction. */
export const recurrent: ShapeRule = (call) => {
  const [input, weights] = [call.shape(0), call.shape(2)];
  if (input?.length !== 3 || weights?.length !== 3) return [null, null, null];
  const [directions = null, , hidden = null] = weights;
  const [first = null, second = null] = input;
  const [steps, batch] = call.integer('layout', 0) === 1 ? [second, first] : [first, second];
  const last = call.integer('layout', 0) === 1 ? [batch, directions, hidden] : [directions, batch, hidden];
  const all = call.integer('layout', 0) === 1 ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden];
  return [all, last, last];
};
