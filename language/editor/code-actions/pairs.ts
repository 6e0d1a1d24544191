import { type AstNode, AstUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { incompatibility } from '../../domain/index.js';
import * as ast from '../../generated/ast.js';
import { resolveWorkload } from '../../lower/index.js';
import { printName } from '../../print/print.js';
import { isNamingDimension } from '../../references/dimensions.js';
import { type Fix, type FixContext, insert, replace } from './fix.js';

/** So many other architectures are offered, those of the document and its imports before the library's. */
const MOST_ARCHITECTURES = 3;

/** A workload that its architecture does not accept: one more coupling for that, or another architecture. */
export function incompatiblePair(at: AstNode, _: Diagnostic, context: FixContext): Fix[] {
  const mapping = AstUtils.getContainerOfType(at, ast.isMapping);
  const node = resolveWorkload(mapping?.workload?.target?.ref);
  const architecture = mapping?.architecture?.ref;
  if (!mapping || !node || !architecture) return [];
  return [...nameCoupling(architecture, node.coupling?.ref), ...otherArchitectures(mapping, context)];
}

/** A coupling of which a level speaks, among those of its architecture. */
export function namedCoupling(at: AstNode): Fix[] {
  const architecture = AstUtils.getContainerOfType(at, ast.isArchitecture);
  const named = isNamingDimension(at) || ast.isOrderProperty(at) ? at.coupling?.ref : undefined;
  return architecture ? nameCoupling(architecture, named) : [];
}

function nameCoupling(architecture: ast.Architecture, coupling: ast.Coupling | undefined): Fix[] {
  const last = architecture.couplings.at(-1)?.$refNode;
  if (!coupling || !last) return [];
  const title = `Name \`${coupling.name}\` in \`${architecture.name}\``;
  return [{ title, edits: [insert(architecture, last.end, `, ${printName(coupling.name)}`)] }];
}

/** Those that accept the workload and have all levels of the mapping. */
function otherArchitectures(mapping: ast.Mapping, { document, services, lowering }: FixContext): Fix[] {
  const workload = lowering.named(mapping.workload)?.value;
  if (!workload) return [];
  const levels = mapping.levels.map(({ level }) => level.$refText);
  return services.references.ScopeProvider.declarations(document, ast.Architecture.$type)
    .getAllElements()
    .map(({ node }) => node)
    .filter(ast.isArchitecture)
    .filter((other) => {
      const { value, sound } = lowering.architecture(other);
      const names = other.levels.map(({ name }) => name);
      return (
        sound && value && incompatibility(value, workload) === null && levels.every((name) => names.includes(name))
      );
    })
    .limit(MOST_ARCHITECTURES)
    .map(({ name }): Fix => {
      const edits = replace(mapping, mapping.architecture?.$refNode, printName(name));
      return { title: `Change \`${mapping.architecture?.$refText}\` to \`${name}\``, edits };
    })
    .toArray();
}
