import { messageOf } from '../../../language/diagnostics/index.js';
import { type Architecture, architectureFor, type Workload } from '../../../language/domain/index.js';
import { dimensionsOf, storedNowhere, tooManyDimensions } from '../../../language/model/index.js';
import type { Culprit, Infeasible } from '../request.js';
import { reason } from './reason.js';

/**
 * What of the input itself admits no mapping, before any rule is looked at: sizes and strides that are not positive integers,
 * operands that are stored nowhere, too many dimensions. Null if nothing.
 */
export function explainInput(architecture: Architecture, workload: Workload): Infeasible | null {
  for (const [name, value] of [...Object.entries(workload.sizes), ...Object.entries(workload.strides)]) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    const what = name in workload.sizes ? 'size' : 'stride';
    const message = `${workload.name} gives ${name} the ${what} ${value}; it must be a whole number, at least 1 and below 2^53`;
    const culprit = { kind: 'size', level: null, dimension: name, value, message } as const;
    return reason(message, [{ ...culprit, source: workload.sizeSources?.[name] }], []);
  }
  const excess = tooManyDimensions(
    dimensionsOf(architectureFor(architecture, workload.coupling), workload.coupling).length,
  );
  if (excess) {
    const message = messageOf(excess.code, excess.params);
    const culprit = { kind: 'dimension', level: null, dimension: null, value: excess.params.count, message } as const;
    return reason(message, [{ ...culprit, source: workload.coupling.source }], []);
  }
  const [unstored] = storedNowhere(architecture.levels, workload.coupling);
  if (unstored) {
    const { name, source } = workload.coupling.operands[unstored.role];
    const memories = architecture.levels.filter(({ type }) => type === 'memory');
    const culprits = memories.map(
      (level): Culprit => ({
        kind: 'storage',
        level: level.name,
        dimension: null,
        value: null,
        message: `${level.name} bypasses ${name}`,
        source: level.propertySources?.bypass ?? level.nameSource ?? source,
      }),
    );
    return reason(messageOf(unstored.code, unstored.params), culprits, []);
  }
  return null;
}
