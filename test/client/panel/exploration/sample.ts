import type { ExplorationShown } from '../../../../client/panel/exploration/view.js';
import type { Explored, Mark, Point } from '../../../../server/protocol/index.js';
import { basis } from '../samples.js';

const MAPPING = { loops: [0, 0, 8] };

const point = (source: Point['source'], index: number, energy_pJ: number, latency_cycles: number): Point => ({
  source,
  index,
  energy_pJ,
  latency_cycles,
  value: energy_pJ * latency_cycles,
  mapping: MAPPING,
});

/** A cloud that gets denser away from the best, on the latencies that powers of two make. */
const cloud = Array.from({ length: 60 }, (_, i): Mark => {
  const latency = 524_288 * 2 ** (i % 6);
  return { ...point('random', i * 7, 230e6 * (1 + ((i * 13) % 60) / 4), latency), count: 1 + (i % 6) ** 4 };
});

const best = point('optimum', 0, 213_435_023.36, 524_288);
const low = point('random', 1233, 180e6, 4_194_304);
const descent = point('starts', 6, 195e6, 1_048_576);

const distribution = (count: number, value: number) => ({
  count,
  quantiles: [
    { share: 0, value },
    { share: 1, value: value * 50 },
  ],
  within: [
    { percent: 1, share: 0 },
    { percent: 5, share: 0.05 },
    { percent: 10, share: 0.125 },
  ],
});

/** Both sources, a front of three, and mappings of the document, of which one breaks rules. */
export const explored: Explored = {
  objective: 'edp',
  seed: 1,
  mappings: 5_597_030,
  names: { levels: ['DRAM', 'Compute'], dimensions: ['M', 'K', 'N'] },
  explorations: [
    { source: 'random', distribution: distribution(10_000, 1.2e14), marks: [...cloud, { ...low, count: 1 }] },
    { source: 'starts', distribution: distribution(20, 1.2e14), marks: [{ ...descent, count: 18 }] },
  ],
  front: [best, descent, low],
  optimum: { ...best, gap: 0, proven: true, ragged: false },
  declared: [
    { name: 'rowStationary', energy_pJ: 260e6, latency_cycles: 700_000, value: 1.82e14, violations: 0 },
    { name: 'tooLarge', energy_pJ: 100e6, latency_cycles: 100_000, value: 1e13, violations: 2 },
  ],
  basis: basis(),
};

/** What is only known to be within a bound, by another objective, on an architecture with a clock, of one source that was not counted. */
export const open: Explored = {
  ...explored,
  objective: 'latency',
  mappings: null,
  clock_Hz: 1e9,
  explorations: explored.explorations.slice(0, 1),
  front: [best],
  optimum: { ...best, value: 524_288, gap: 3.14, proven: false, ragged: false },
  declared: [],
};

/** The best by WART, from which others differ that take less energy and are faster but use less of the array. */
export const offFront: Explored = {
  ...explored,
  objective: 'wart',
  front: [{ ...descent, latency_cycles: 400_000, value: 6e-9 }],
  optimum: { ...best, value: 8e-9, gap: 0, proven: true, ragged: false },
};

/** Mappings of the document so near to the best that their marks lie over each other, some with names of sixty letters. */
export const crowded: Explored = {
  ...explored,
  declared: Array.from({ length: 12 }, (_, i) => {
    const [energy_pJ, latency_cycles] = [best.energy_pJ * (1 + i / 100), best.latency_cycles * (1 + (i % 3) / 50)];
    const name = `mapping${i}`.padEnd(i % 4 === 0 ? 60 : 0, 'OfTheInnerArray');
    return { name, energy_pJ, latency_cycles, value: energy_pJ * latency_cycles, violations: 0 };
  }),
};

/** One mapping, and nothing that it could be compared with. */
export const alone: Explored = {
  ...open,
  explorations: [
    { source: 'random', distribution: distribution(1, 524_288), marks: [{ ...best, source: 'random', count: 1 }] },
  ],
};

export const explorationShown = (of: Explored): ExplorationShown => ({
  what: 'MB6 on A&B',
  uri: 'file:///a.ffarch',
  architecture: { uri: 'file:///a.ffarch', name: 'A' },
  workload: { uri: 'file:///a.ffarch', name: 'MB6' },
  explored: of,
});
