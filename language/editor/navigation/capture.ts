import { type AstNode, AstUtils, type Reference, UriUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { computationOf, namedOperandsOf, roleOf } from '../../lower/operands.js';
import type { FfarchServices } from '../../module.js';
import { referencesIn } from '../../parser/syntax-tree.js';
import { declarationsOf } from '../../references/declarations.js';
import { couplingsMeant, couplingsOf, dimensionsMeant, isNamingDimension } from '../../references/dimensions.js';
import { isLibrary } from '../../workspace/library.js';

/** The names that things would have. */
type Renaming = (node: ast.Dimension | ast.Operand) => string;

/**
 * Architectures for several couplings, in which a name would come to stand for something else.
 *
 * @returns which, for the user; undefined if all names stand for what they did.
 */
export function capture(targets: readonly AstNode[], name: string, services: FfarchServices): string | undefined {
  const renamed: Renaming = (node) => (targets.includes(node) ? name : node.name);
  for (const document of services.shared.workspace.LangiumDocuments.all.filter(({ uri }) => !isLibrary(uri))) {
    for (const architecture of declarationsOf(document).filter(ast.isArchitecture)) {
      if (architecture.couplings.length < 2) continue;
      for (const { container, reference } of referencesIn(architecture)) {
        const other = otherMeaning(container, reference as Reference, renamed);
        if (!other) continue;
        const line = (reference.$refNode?.range.start.line ?? 0) + 1;
        const place = `line ${line} of ${UriUtils.basename(document.uri)}`;
        const owner = AstUtils.getContainerOfType(other, ast.isCoupling)?.name;
        return `\`${reference.$refText}\` on ${place} would stand for \`${other.name}\` of \`${owner}\`, too. Choose another name.`;
      }
    }
  }
  return undefined;
}

/** What a reference would stand for that it does not stand for now. */
function otherMeaning(
  container: AstNode,
  { ref }: Reference,
  renamed: Renaming,
): ast.Dimension | ast.Operand | undefined {
  if (ast.isDimension(ref) && isNamingDimension(container)) {
    const meant = dimensionsMeant(container);
    const same = couplingsMeant(container).flatMap(({ dimensions }) =>
      dimensions.filter((one) => renamed(one) === renamed(ref)),
    );
    return same.find((one) => !meant.includes(one));
  }
  if (!ast.isOperand(ref)) return undefined;
  const couplings = couplingsOf(AstUtils.getContainerOfType(container, ast.isArchitecture));
  const [first = [], ...others] = couplings.map((coupling) =>
    namedOperandsOf(computationOf(coupling)).filter((one) => renamed(one) === renamed(ref)),
  );
  return (first.length > 0 ? first : others.flat()).find((one) => roleOf(one) !== roleOf(ref));
}
