import type { LangiumDocument } from 'langium';
import type { Architecture } from '../domain/architecture.js';
import type { Coupling } from '../domain/coupling.js';
import type { NamedMapping } from '../domain/mapping.js';
import type { Network, Workload } from '../domain/workload.js';
import * as ast from '../generated/ast.js';
import { declarationsOf } from '../references/declarations.js';
import type { Lowerings } from './lowerings.js';
import type { Lowered, LoweringProblem } from './problem.js';

/** A lowered declaration with the node that it comes from. */
export interface Declared<N, T> extends Lowered<T> {
  readonly node: N;
}

/** Everything that a document declares, in the order of the source. */
export interface LoweredDocument {
  readonly couplings: readonly Declared<ast.Coupling, Coupling>[];
  readonly architectures: readonly Declared<ast.Architecture, Architecture>[];
  readonly workloads: readonly Declared<ast.Workload, Workload>[];
  readonly networks: readonly Declared<ast.Network, Network>[];
  readonly mappings: readonly Declared<ast.Mapping, NamedMapping>[];
  /** Of all declarations, constants included. */
  readonly problems: readonly LoweringProblem[];
}

/** All declarations of a document, and the problems of all of them. */
export function lowerDocument(document: LangiumDocument, lowering: Lowerings): LoweredDocument {
  const declarations = declarationsOf(document);
  const all = <N, T>(is: (node: unknown) => node is N, lower: (node: N) => Lowered<T>): Declared<N, T>[] =>
    declarations.filter((node) => is(node)).map((node) => ({ ...lower(node), node }));
  const constants = all(ast.isConstant, (node) => lowering.constant(node));
  const lowered = {
    couplings: all(ast.isCoupling, (node) => lowering.coupling(node)),
    architectures: all(ast.isArchitecture, (node) => lowering.architecture(node)),
    workloads: all(ast.isWorkload, (node) => lowering.workload(node)),
    networks: all(ast.isNetwork, (node) => lowering.network(node)),
    mappings: all(ast.isMapping, (node) => lowering.mapping(node)),
  };
  const problems = [constants, ...Object.values(lowered)].flatMap((kind) => kind.flatMap((one) => one.problems));
  return { ...lowered, problems };
}
