import { getDiagnosticRange, type LangiumDocument, URI } from 'langium';
import { messageOf } from '../../../language/diagnostics/index.js';
import { textEdit } from '../../../language/editor/code-actions/fix.js';
import { makeLegal } from '../../../language/editor/code-actions/legal.js';
import { judge } from '../../../language/editor/code-actions/violation-fixes.js';
import type * as ast from '../../../language/generated/ast.js';
import { isMapping } from '../../../language/generated/ast.js';
import type { Lowering } from '../../../language/lower/index.js';
import { evaluate, type ModelOptions, misfit } from '../../../language/model/index.js';
import type { FfarchServices } from '../../../language/module.js';
import { brokenOff } from '../../../language/parser/incomplete.js';
import { declarationsOf } from '../../../language/references/declarations.js';
import { placesOfViolations } from '../../../language/validation/mappings.js';
import type { EvaluateOutcome, EvaluateParams, TextEdit } from '../../protocol/index.js';
import { referenceTo, referenceToMapped } from '../references.js';
import { unavailable, unsound } from './pair.js';

/** Evaluates a `mapping` declaration; an illegal one has its numbers, next to its violations. */
export function evaluateDeclared(
  services: FfarchServices,
  params: EvaluateParams,
  options: ModelOptions,
): EvaluateOutcome {
  const document = services.shared.workspace.LangiumDocuments.getDocument(URI.parse(params.uri));
  if (!document) return unavailable(`${params.uri} is no longer there.`);
  const node = select(document, params);
  if (typeof node === 'string') return unavailable(node);
  if (Array.isArray(node)) return { kind: 'several', mappings: node.map(describe) };
  if (brokenOff(node))
    return unavailable(`${node.name} has a syntax error, so a part of it would not count. See the Problems view.`);
  const lowered = services.lowering.LoweringProvider.lowering.mapping(node);
  const target = referenceToMapped(node, services.lowering.LoweringProvider.lowering);
  const owner = node.architecture?.ref;
  if (!lowered.sound || !lowered.value || !target || !owner) return unavailable(unsound(node, lowered));
  const { architecture, workload, mapping, name } = lowered.value;
  const flaw = misfit(architecture, workload);
  if (flaw !== null) return unavailable(messageOf(flaw.code, flaw.params));
  const report = evaluate(architecture, workload, mapping, options);
  const { lowering } = services.lowering.LoweringProvider;
  return {
    kind: 'evaluated',
    report: { ...report, mappingName: name },
    architecture: referenceTo(owner),
    workload: target,
    places: placesOfViolations(node, { lowering, options }).map((place) =>
      place ? { uri: params.uri, range: getDiagnosticRange(place) } : null,
    ),
    repair: report.violations.length > 0 ? repairOf(node, lowering, options) : null,
  };
}

function repairOf(node: ast.Mapping, lowering: Lowering, options: ModelOptions): TextEdit[] | null {
  const judged = judge(node, lowering, options);
  return (judged && makeLegal(judged))?.map(textEdit) ?? null;
}

/** The named mapping, the one under the cursor, or the only one; else all there are, or what to do. */
function select(
  document: LangiumDocument,
  { mapping, position }: EvaluateParams,
): ast.Mapping | ast.Mapping[] | string {
  const all = declarationsOf(document).filter(isMapping);
  if (mapping !== undefined) return all.find(({ name }) => name === mapping) ?? `There is no mapping ${mapping} here.`;
  if (all.length === 0) return 'There is no mapping here to evaluate. Map a workload, and insert the result.';
  if (all.length === 1) return all[0]!;
  const offset = position ? document.textDocument.offsetAt(position) : -1;
  return all.find(({ $cstNode: cst }) => cst && cst.offset <= offset && offset <= cst.end) ?? all;
}

/** `MB6 on Eyeriss`, as it is written. */
function describe({ name, workload, architecture }: ast.Mapping): { name: string; description: string } {
  return { name, description: `${workload?.$cstNode?.text ?? '?'} on ${architecture?.$refText ?? '?'}` };
}
