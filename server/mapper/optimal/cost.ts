import { type Problem, spatialAt } from '../../../language/model/index.js';
import type { ObjectiveName } from '../request.js';

/** Objectives as one figure that the search makes small, so that it need not know which of them it serves. */
export interface Cost {
  /** Whether the words moved matter, by their energy. */
  readonly byEnergy: boolean;
  /** Whether cycles matter. */
  readonly byLatency: boolean;
  /**
   * @param energy pJ
   * @param latency cycles
   * @param instances spatial iterations of all levels together
   */
  of(energy: number, latency: number, instances: number): number;
  /** The cost that an objective's value stands for, and back: WART is the reciprocal. */
  fromValue(value: number): number;
  toValue(cost: number): number;
}

const same = (x: number): number => x;

/** @param macs all MACs, including padding. */
export function costOf(problem: Problem, objective: ObjectiveName, macs: number): Cost {
  switch (objective) {
    case 'energy':
      return { byEnergy: true, byLatency: false, of: (energy) => energy, fromValue: same, toValue: same };
    case 'latency':
      return { byEnergy: false, byLatency: true, of: (_, latency) => latency, fromValue: same, toValue: same };
    case 'edp':
      return {
        byEnergy: true,
        byLatency: true,
        of: (energy, latency) => energy * latency,
        fromValue: same,
        toValue: same,
      };
    case 'wart': {
      const mesh = problem.spatials.reduce((product, l) => product * spatialAt(problem, l).mesh, 1);
      const scale = mesh / (2 * macs);
      const reciprocal = (x: number): number => 1 / x;
      return {
        byEnergy: true,
        byLatency: true,
        of: (energy, latency, instances) => (energy * latency * scale) / instances,
        fromValue: reciprocal,
        toValue: reciprocal,
      };
    }
  }
}
