import { freeName, printMapping, printWorkload } from '../../language/print/print.js';
import type { MapReport } from '../mapper/request.js';
import { grownSizes } from './padding.js';
import type { Single } from './targets/finder.js';

/** A result as declarations: its mapping, after a workload where the mapped sizes are declared nowhere. */
export function declarationsOf({ workload, path }: Single, report: MapReport, taken: Set<string>): string[] {
  const free = (base: string): string => {
    const name = freeName(base, taken);
    taken.add(name);
    return name;
  };
  const declarations: string[] = [];
  let reference = path;
  const grown = grownSizes(report, workload.sizes);
  if (reference === null || grown.length > 0) {
    const { coupling, strides } = workload;
    const sizes = { ...workload.sizes, ...Object.fromEntries(grown.map(({ dimension, to }) => [dimension, to])) };
    const name = free(grown.length > 0 ? `${workload.name}_padded` : workload.name);
    declarations.push(printWorkload({ name, coupling: coupling.name, sizes, strides }));
    reference = [name];
  }
  const { mapping } = report;
  const name = free(`${workload.name}_${report.architecture}`);
  const reductions = report.reducedConstraints.map(
    ({ level, dimension, from, to }) =>
      `// The constraint of ${level} on ${dimension} is reduced from ${from} to ${to} here.\n`,
  );
  const printed = printMapping({ name, workload: reference, architecture: report.architecture, mapping });
  declarations.push([...reductions, printed].join(''));
  return declarations;
}
