import { architectureFor } from '../../../language/domain/index.js';
import type { FfarchServices } from '../../../language/module.js';
import { remarkLine } from '../../export/export.js';
import { exportTimeloop } from '../../export/timeloop/index.js';
import { mappingOfReport } from '../../mapper/reported.js';
import type { ExportOutcome, ExportParams } from '../../protocol/index.js';
import { resolvePair, unavailable } from './pair.js';
import { mappedSizes } from './sizes.js';

/**
 * The files of Timeloop that a result becomes: its architecture as it is declared now, and the workload with the sizes
 * that were mapped.
 */
export function exportResult(services: FfarchServices, params: ExportParams): ExportOutcome {
  const pair = resolvePair(services, params);
  if (pair.kind === 'unavailable') return pair;
  const { report } = params;
  const architecture = architectureFor(pair.architecture, pair.workload.coupling);
  const lost = report.mapping.find(({ level }) => !architecture.levels.some(({ name }) => name === level));
  if (lost)
    return unavailable(`${architecture.name} has no level ${lost.level} any more. Map again, then export the result.`);
  const added = pair.workload.coupling.dimensions.find((dimension) => report.sizes[dimension] === undefined);
  if (added)
    return unavailable(`${pair.workload.name} had no ${added} when it was mapped. Map again, then export the result.`);
  const workload = { ...pair.workload, sizes: mappedSizes(report, pair.workload) };
  const mapping = {
    name: report.mappingName ?? `${workload.name}_${architecture.name}`,
    architecture,
    workload,
    mapping: mappingOfReport(report.mapping, workload),
  };
  const { files, remarks } = exportTimeloop(architecture, [{ name: workload.name, workload, repeat: 1 }], [mapping]);
  return { kind: 'exported', files: [...files], remarks: remarks.map(remarkLine) };
}
