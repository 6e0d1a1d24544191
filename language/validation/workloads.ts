import type * as ast from '../generated/ast.js';
import type { Context } from './context.js';
import * as diagnostics from './diagnostics.js';
import type { Report } from './finding.js';

/** Counts are exact up to 2^53; of those of a workload its MACs are the first to grow beyond. */
export function checkCounts(node: ast.Workload | ast.InlineLayer, report: Report, { lowering }: Context): void {
  const { value: workload, sound } = lowering.workload(node);
  if (!workload || !sound) return;
  const macs = Object.values(workload.sizes).reduce((product, size) => product * BigInt(size), 1n);
  if (macs > 2n ** 53n) {
    report(diagnostics.countsInexact(workload.name, macs.toLocaleString('en-US')), { node, property: 'name' });
  }
}
