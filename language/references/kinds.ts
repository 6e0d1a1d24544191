import { type AstNode, AstUtils, type LangiumDocument, type Scope } from 'langium';
import * as ast from '../generated/ast.js';
import { computationOf, namedOperandsOf } from '../lower/operands.js';
import { resolveWorkload } from '../lower/resolve.js';
import { couplingsMeant, couplingsOf, isNamingDimension } from './dimensions.js';

/** What a name stands for that is not of the kind that is wanted where it is written. */
export interface OtherKind {
  /** As messages call it: `network`. */
  readonly kind: string;
  readonly node: AstNode | undefined;
}

/** The declarations of a type that a document sees. */
type Declarations = (document: LangiumDocument, type: string) => Scope;

const DECLARATIONS: readonly (readonly [type: string, kind: string])[] = [
  [ast.Network.$type, 'network'],
  [ast.Architecture.$type, 'architecture'],
  [ast.Mappable.$type, 'workload'],
  [ast.Coupling.$type, 'coupling'],
  [ast.Mapping.$type, 'mapping'],
  [ast.Constant.$type, 'constant'],
];

/**
 * Something else of a name, which the text around a reference speaks of or the document sees. What a network offers is asked for
 * by name there, and nothing else can be meant.
 */
export function otherKindOf(name: string, container: AstNode, declarations: Declarations): OtherKind | undefined {
  if (ast.isBinding(container)) return undefined;
  const members = membersAround(container);
  for (const [kind, nodes] of members) {
    const node = nodes.find((member) => member.name === name);
    if (node) return { kind, node };
  }
  if (members.length > 0) return undefined;
  const document = AstUtils.getDocument(container);
  for (const [type, kind] of DECLARATIONS) {
    const [found] = declarations(document, type).getElements(name).toArray();
    if (found) return { kind, node: found.node };
  }
  return undefined;
}

/** What the declaration around a node, or what that refers to, has names for. */
function membersAround(node: AstNode): (readonly [kind: string, nodes: readonly (AstNode & { name: string })[]])[] {
  // Names in expressions are those of constants.
  if (ast.isConstantReference(node) || ast.isDeclaration(node) || ast.isWorkloadReference(node)) return [];
  const mapping = AstUtils.getContainerOfType(node, ast.isMapping);
  const architecture = AstUtils.getContainerOfType(node, ast.isArchitecture) ?? mapping?.architecture?.ref;
  const own =
    (ast.isDimension(node) ? node.$container.general?.ref : AstUtils.getContainerOfType(node, ast.isCoupling)) ??
    resolveWorkload(mapping?.workload?.target?.ref)?.coupling?.ref ??
    (ast.isSize(node) ? node.$container.coupling?.ref : undefined);
  const couplings = own ? [own] : isNamingDimension(node) ? couplingsMeant(node) : couplingsOf(architecture);
  return [
    ['dimension', couplings.flatMap(({ dimensions }) => dimensions)],
    ['stride', couplings.flatMap(({ strides }) => strides)],
    ['operand', couplings.flatMap((coupling) => namedOperandsOf(computationOf(coupling)))],
    ['level', architecture?.levels ?? []],
  ];
}
