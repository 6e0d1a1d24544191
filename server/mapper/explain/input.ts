import { type Architecture, ROLES, type Workload } from '../../../language/domain/index.js';
import { MAX_DIMENSIONS } from '../../../language/model/index.js';
import type { Culprit, Infeasible } from '../request.js';
import { reason } from './reason.js';

/**
 * What of the input itself admits no mapping, before any rule is looked at: sizes and strides that are no positive integers,
 * operands that are stored nowhere, too many dimensions. Null if nothing.
 */
export function explainInput(architecture: Architecture, workload: Workload): Infeasible | null {
  for (const [name, value] of [...Object.entries(workload.sizes), ...Object.entries(workload.strides)]) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    const what = name in workload.sizes ? 'size' : 'stride';
    const message = `${workload.name} gives ${name} the ${what} ${value}; it must be a positive integer below 2^53`;
    const culprit = { kind: 'size', level: null, dimension: name, value, message } as const;
    return reason(message, [{ ...culprit, source: workload.sizeSources?.[name] }], []);
  }
  const dimensions = new Set([...(architecture.couplings[0]?.dimensions ?? []), ...workload.coupling.dimensions]);
  if (dimensions.size > MAX_DIMENSIONS) {
    const message = `${workload.coupling.name} has ${dimensions.size} dimensions; at most ${MAX_DIMENSIONS} can be mapped`;
    const culprit = { kind: 'dimension', level: null, dimension: null, value: dimensions.size, message } as const;
    return reason(message, [{ ...culprit, source: workload.coupling.source }], []);
  }
  for (const role of ROLES) {
    if (architecture.levels.some((level) => level.type === 'memory' && !level.bypass.includes(role))) continue;
    const { name, source } = workload.coupling.operands[role];
    const message = `no memory of ${architecture.name} stores ${name}: every one bypasses it`;
    const culprits = architecture.levels.flatMap((level): Culprit[] =>
      level.type !== 'memory'
        ? []
        : [
            {
              kind: 'storage',
              level: level.name,
              dimension: null,
              value: null,
              message: `${level.name} bypasses ${name}`,
              source: level.propertySources?.bypass ?? level.nameSource ?? source,
            },
          ],
    );
    return reason(message, culprits, [`Let one memory store ${name}.`]);
  }
  return null;
}
