import { number } from '../figures.js';
import type * as ast from '../generated/ast.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

/** Counts are exact up to 2^53; of those of a workload its MACs are the first to grow beyond. */
export function checkCounts(node: ast.Workload | ast.InlineLayer, report: Report, { lowering }: Context): void {
  const { value: workload, sound } = lowering.workload(node);
  if (!workload || !sound) return;
  const macs = Object.values(workload.sizes).reduce((product, size) => product * BigInt(size), 1n);
  if (macs > 2n ** 53n) {
    const params = { workload: workload.name, macs: number(Number(macs)) };
    report('ffarch/counts-inexact', params, { node, property: 'name' });
  }
}
