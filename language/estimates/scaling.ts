import { exact } from '../figures.js';
import type { Refusal } from './estimate.js';

/**
 * Energy at 0.8 V in pJ of an operation, and area relative to 45 nm, by node in nm, after A. Stillmaker and B. Baas,
 * Integration 58 (2017) 74–81. Energies are a2·V² + a1·V + a0.
 */
const STILLMAKER: readonly (readonly [nm: number, a2: number, a1: number, a0: number, area: number])[] = [
  [7, 0.1776, -0.09097, 0.02447, 0.059],
  [10, 0.2068, -0.09311, 0.02375, 0.1],
  [14, 0.2363, -0.09675, 0.02239, 0.17],
  [16, 0.2958, -0.1241, 0.03024, 0.19],
  [20, 0.373, -0.1582, 0.04104, 0.21],
  [32, 0.9559, -0.7823, 0.471, 0.46],
  [45, 1.103, -0.362, 0.2767, 1],
  [65, 3.755, -4.398, 1.975, 1.5],
  [90, 4.762, -4.781, 2.092, 2.8],
  [130, 7.171, -6.709, 2.904, 6.4],
];
const VOLTS = 0.8;
const [FINEST, COARSEST] = [7, 130];

/** The finest node that anything is estimated for, in nm. */
export const LEAST_NODE = 3;

export const SCALING_SOURCE = 'Stillmaker and Baas 2017';

/** What figures at one node become at another. */
export interface Scale {
  readonly energy: number;
  readonly area: number;
  /** Whether the table ends before the node. */
  readonly extrapolated: boolean;
}

/** From one node to another, both in nm; refused outside 3 to 130 nm. Between nodes of the table linear in nm. */
export function scale(from: number, to: number): Scale | Refusal {
  if (to < LEAST_NODE || to > COARSEST) {
    return { refused: `Logic at ${exact(to)} nm is not known, only from ${LEAST_NODE} to ${COARSEST} nm.` };
  }
  return { energy: energyAt(to) / energyAt(from), area: areaAt(to) / areaAt(from), extrapolated: to < FINEST };
}

const energyAt = (nm: number): number =>
  nm < FINEST
    ? energyAt(FINEST) * Math.sqrt(nm / FINEST)
    : interpolate(nm, ([, a2, a1, a0]) => a2 * VOLTS ** 2 + a1 * VOLTS + a0);

const areaAt = (nm: number): number =>
  nm < FINEST ? areaAt(FINEST) * (nm / FINEST) : interpolate(nm, ([, , , , area]) => area);

function interpolate(nm: number, of: (row: (typeof STILLMAKER)[number]) => number): number {
  const above = Math.max(
    1,
    STILLMAKER.findIndex(([node]) => node >= nm),
  );
  const [low, high] = STILLMAKER.slice(above - 1);
  if (!low || !high) throw new Error(`No node of the table is above ${nm} nm.`);
  const share = (nm - low[0]) / (high[0] - low[0]);
  return of(low) + share * (of(high) - of(low));
}
