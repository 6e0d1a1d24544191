import type * as ast from '../../generated/ast.js';
import { type EvaluationReport, evaluate, misfit } from '../../model/index.js';
import type { HoverContext } from './context.js';

/** What a mapping costs, or why that cannot be said, for people. */
export function resultOf(
  node: ast.Mapping,
  { services, lowering }: Omit<HoverContext, 'at'>,
): EvaluationReport | string {
  const { value, sound } = lowering.mapping(node);
  if (!value || !sound) return 'No numbers: the mapping, or what it maps, has errors.';
  const { architecture, workload, mapping } = value;
  const flaw = misfit(architecture, workload);
  return flaw === null
    ? evaluate(architecture, workload, mapping, services.session.ModelSettings.options)
    : `No numbers. ${flaw}`;
}
