import type { Problem, Tiling } from '../../language/model/index.js';
import type { SearchControl } from './control.js';

/** What a strategy searches: the legal tilings of a problem (model.md section 2). */
export interface SearchSpace {
  readonly problem: Problem;
  /**
   * By dimension, the sizes that its iterations may multiply up to, ascending and never empty. Without padding that is the
   * workload's size alone. Any combination of choices is allowed.
   */
  readonly sizes: readonly (readonly number[])[];
  /** Some legal tiling, found while deciding whether there is one; null if that was too costly to decide. */
  readonly legal: Tiling | null;
}

/**
 * Searches a space, in this thread, until it is done or `control.shouldStop()`. Everything it finds goes to the control:
 * legal tilings to `offer`, what no mapping can beat to `bound`. All randomness comes from `control.options.seed`.
 */
export type Strategy = (space: SearchSpace, control: SearchControl) => void;
