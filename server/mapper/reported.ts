import { type Mapping, ROLES, type Workload } from '../../language/domain/index.js';
import type { EvaluationReport } from '../../language/model/index.js';

/** The mapping of a report, in which operands have the names that the workload gives them. */
export function mappingOfReport(reported: EvaluationReport['mapping'], { coupling }: Workload): Mapping {
  return reported.map(({ level, loops, bypass = [] }) => ({
    level,
    loops: loops.map(([dimension, iterations]) => ({ dimension, iterations })),
    bypass: ROLES.filter((role) => bypass.includes(coupling.operands[role].name)),
  }));
}
