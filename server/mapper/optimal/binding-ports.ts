import { OUT, type Problem, passedAt, spatialAt, widthAt } from '../../../language/model/index.js';

/** A bandwidth of a memory or a link that may bind, of its reads, its writes or both. */
export interface BindingPort {
  readonly level: number;
  /** Words or bits per cycle and instance. */
  readonly bandwidth: number;
  readonly reads: boolean;
  readonly writes: boolean;
}

/**
 * The bandwidths that may bind, the outermost level's first: each operand moves at most one word per MAC and step towards the
 * inside, and `out` at most one more in each direction.
 */
export function bindingPorts(problem: Problem): BindingPort[] {
  const compute = spatialAt(problem, problem.levels.length - 1);
  const cycles = compute.type === 'compute' ? compute.cycles : 1;
  const passed = [...problem.memories, ...problem.links].sort((a, b) => a - b);
  return passed.flatMap((level) => {
    const { readBandwidth, writeBandwidth, sharedBandwidth } = passedAt(problem, level);
    const inside = problem.spatials.reduce((n, l) => (l > level ? n * spatialAt(problem, l).mesh : n), 1);
    const stored = problem.operands.map(({ stores, links }, o) =>
      stores.includes(level) || links.includes(level) ? widthAt(problem, level, o) : 0,
    );
    const fromOutside = problem.operands[OUT].stores.indexOf(level) > 0 ? stored[OUT] : 0;
    const most = (stored.reduce((a, b) => a + b, 0) + fromOutside) * inside;
    const sides = sharedBandwidth
      ? [{ bandwidth: readBandwidth, most: 2 * most, reads: true, writes: true }]
      : [
          { bandwidth: readBandwidth, most, reads: true, writes: false },
          { bandwidth: writeBandwidth, most, reads: false, writes: true },
        ];
    return sides
      .filter((side) => side.most / side.bandwidth > cycles)
      .map(({ bandwidth, reads, writes }) => ({ level, bandwidth, reads, writes }));
  });
}
