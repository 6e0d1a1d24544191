import { Evaluator } from '../../language/model/index.js';
import { prng } from './prng.js';
import { samplerOf } from './sampling/sampler.js';
import type { Strategy } from './strategy.js';

/** Mappings that are sampled when no time limit says otherwise. */
const SAMPLES = 20_000;

/** Samples legal mappings, each with the same probability where they can be counted, and takes the best. */
export const random: Strategy = (space, control) => {
  const { timeLimit, seed } = control.options;
  control.begin('counting mappings');
  const sampler = samplerOf(space, prng(seed), () => control.shouldStop());
  if (sampler === null) return;
  const evaluator = new Evaluator(space.problem);
  control.begin('sampling');
  for (let n = 0; (timeLimit !== null || n < SAMPLES) && !control.shouldStop(); n++) {
    const tiling = sampler.next();
    evaluator.evaluate(tiling, null);
    control.count(1);
    control.offer(tiling, control.objective.value(evaluator));
  }
};
