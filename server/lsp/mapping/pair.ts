import { messageOf } from '../../../language/diagnostics/index.js';
import type { Architecture, Workload } from '../../../language/domain/index.js';
import type * as ast from '../../../language/generated/ast.js';
import type { Lowered } from '../../../language/lower/index.js';
import { misfit } from '../../../language/model/index.js';
import type { FfarchServices } from '../../../language/module.js';
import type { WorkloadNode } from '../../../language/references/declarations.js';
import type { Reference } from '../../protocol/index.js';
import { findArchitecture, findWorkload } from '../references.js';

/** An architecture and a workload that fit each other, without errors. */
export interface Pair {
  kind: 'pair';
  architecture: Architecture;
  workload: Workload;
  nodes: { architecture: ast.Architecture; workload: WorkloadNode };
  /** The network that gives constants other values for the workload; undefined where it is as it was declared. */
  within?: ast.Network | undefined;
}

/** The architecture and the workload that references mean now, or why they cannot be used together. */
export function resolvePair(
  services: FfarchServices,
  references: { architecture: Reference; workload: Reference },
): Pair | { kind: 'unavailable'; message: string } {
  const documents = services.shared.workspace.LangiumDocuments;
  const { lowering } = services.lowering.LoweringProvider;
  const architectureNode = findArchitecture(documents, references.architecture);
  const found = findWorkload(services, references.workload);
  if (!architectureNode) return unavailable(gone(references.architecture));
  if (!found) return unavailable(gone(references.workload));
  const architecture = lowering.architecture(architectureNode);
  const workload = found.lowered;
  if (!architecture.sound || !architecture.value) return unavailable(unsound(references.architecture, architecture));
  if (!workload.sound || !workload.value) return unavailable(unsound(references.workload, workload));
  const flaw = misfit(architecture.value, workload.value);
  if (flaw !== null) return unavailable(messageOf(flaw.code, flaw.params));
  return {
    kind: 'pair',
    architecture: architecture.value,
    workload: workload.value,
    nodes: { architecture: architectureNode, workload: found.node },
    within: found.within,
  };
}

/** What tells a pair from others by its names. */
export function pairKey({ architecture, workload }: { architecture: Reference; workload: Reference }): string {
  return JSON.stringify([architecture.uri, architecture.name, workload.uri, workload.name]);
}

/** The answer that says why nothing can be done. */
export function unavailable(message: string): { kind: 'unavailable'; message: string } {
  return { kind: 'unavailable', message };
}

/** What to say of a reference that names nothing any more. */
export function gone({ name, uri }: Reference): string {
  return `${name} is no longer in ${uri}.`;
}

/** The first error of a declaration, which may be in another that it refers to. */
export function unsound({ name }: { name: string }, { problems }: Lowered<unknown>): string {
  const first = problems.find(({ severity }) => severity === 'error');
  return first
    ? `${name} has an error in line ${first.source.start.line + 1}: ${first.message}`
    : `${name} refers to something that has errors. See the Problems view.`;
}
