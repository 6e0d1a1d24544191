import { OUT, type Problem, passedAt, spatialAt, tileSize, widthAt } from '../../../language/model/index.js';

/**
 * Cycles that no mapping goes below, whatever its loops: every word passes the bandwidths of every memory that stores its operand and of the links on its way, at
 * best shared out over all instances of the memory. The first instance, by which the model counts, has no less to do than others.
 */
export function leastCycles(problem: Problem, sizes: readonly number[]): number {
  const { operands, options } = problem;
  const extents = Float64Array.from(sizes);
  const words = operands.map((operand) => tileSize(operand, extents, 0, false));
  return Math.max(
    ...[...problem.memories, ...problem.links].map((l) => {
      const { readBandwidth, writeBandwidth, sharedBandwidth } = passedAt(problem, l);
      const instances = problem.spatials.reduce((n, j) => (j < l ? n * spatialAt(problem, j).mesh : n), 1);
      let read = 0;
      let written = 0;
      operands.forEach(({ stores, links }, o) => {
        const load = (words[o] * widthAt(problem, l, o)) / instances;
        if (links.includes(l) && stores[0] < l) {
          if (o === OUT) written += load;
          if (o !== OUT || options.bias) read += load;
        }
        if (!stores.includes(l)) return;
        const outermost = stores[0] === l;
        if (o === OUT) {
          written += load;
          if (!outermost && !options.freeDrains) read += load;
          if (options.bias) read += load;
          if (options.bias && !outermost) written += load;
        } else {
          read += load;
          if (!outermost) written += load;
        }
      });
      if (sharedBandwidth) return (read + written) / readBandwidth;
      return Math.max(read / readBandwidth, written / writeBandwidth);
    }),
  );
}
