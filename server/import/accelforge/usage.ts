import type { DraftProperty } from '../draft.js';
import type { YamlView } from '../yaml/view.js';

/** A fanout of which mappings are to use a share of the instances. */
export interface UseBound {
  readonly level: string;
  readonly mesh: number;
  readonly over: readonly string[];
  /** Above 0, and at most 1. */
  readonly share: number;
  /** Those of the fanout, to be added to. */
  readonly properties: DraftProperty[];
  readonly from: YamlView;
}

/** The most ways to unroll a layer that are tried. */
const MOST_TRIED = 20_000;

/** Whether a mapping of a layer can use so much of all fanouts at once, by factors that divide what is left of each dimension. */
export function canUse(sizes: ReadonlyMap<string, number>, bounds: readonly UseBound[]): boolean {
  let tried = 0;
  const fits = (at: number, left: ReadonlyMap<string, number>): boolean => {
    const bound = bounds[at];
    if (!bound) return true;
    const fill = (dimension: number, used: number, rest: ReadonlyMap<string, number>): boolean => {
      if (++tried > MOST_TRIED) return false;
      const name = bound.over[dimension];
      if (name === undefined) return used >= bound.share * bound.mesh && fits(at + 1, rest);
      const whole = rest.get(name) ?? 1;
      for (let factor = Math.min(whole, Math.floor(bound.mesh / used)); factor >= 1; factor--) {
        if (whole % factor === 0 && fill(dimension + 1, used * factor, new Map(rest).set(name, whole / factor)))
          return true;
      }
      return false;
    };
    return fill(0, 1, left);
  };
  return fits(0, sizes);
}
