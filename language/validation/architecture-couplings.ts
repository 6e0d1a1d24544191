import type { AstNode } from 'langium';
import type { Source } from '../domain/index.js';
import * as ast from '../generated/ast.js';
import { sourceOfProperty } from '../lower/index.js';
import { operandsOf } from '../lower/operands.js';
import { referencesIn } from '../parser/syntax-tree.js';
import type { Related, Report } from './report.js';

/**
 * All couplings of an architecture have the dimensions and the operands that it names, operands in the same roles. Names
 * are looked up in the first, so only the others are in question.
 */
export function checkCouplings(node: ast.Architecture, report: Report): void {
  const [first, ...others] = node.couplings.map(({ ref }) => ref);
  const seen = new Set([first]);
  const named = first && others.length > 0 ? namesIn(node) : [];
  others.forEach((coupling, i) => {
    const place = { node, property: 'couplings', index: i + 1 };
    if (!coupling) return;
    if (seen.has(coupling)) {
      const first = node.couplings.findIndex(({ ref }) => ref === coupling);
      const source = sourceOfProperty(node, 'couplings', first);
      report('ffarch/repeated-coupling', { coupling: coupling.name }, place, [
        { message: `The first \`${coupling.name}\`.`, source },
      ]);
      return;
    }
    seen.add(coupling);
    const lacking = named.filter(({ target }) => !has(coupling, target));
    if (lacking.length === 0) return;
    const missing = lacking.map(({ target }) => target.name);
    report('ffarch/coupling-lacks', { coupling: coupling.name, missing }, place, lacking.map(mention));
  });
}

/** A dimension or an operand, and where it is named. */
interface Named {
  readonly target: ast.Dimension | ast.Operand;
  readonly source: Source;
}

/** The dimensions and operands that the levels of an architecture name, where they are named first. */
export function namesIn(node: ast.Architecture): Named[] {
  const named = new Map<AstNode, Named>();
  for (const { container, property, index, reference } of referencesIn(node)) {
    const target = 'ref' in reference ? reference.ref : undefined;
    if ((!ast.isDimension(target) && !ast.isOperand(target)) || named.has(target)) continue;
    named.set(target, { target, source: sourceOfProperty(container, property, index) });
  }
  return [...named.values()];
}

function mention({ target: { name }, source }: Named): Related {
  return { message: `\`${name}\` is named here.`, source };
}

/** Whether a coupling has the same dimension, or the same operand in the same role. */
export function has(coupling: ast.Coupling, one: ast.Dimension | ast.Operand): boolean {
  if (ast.isDimension(one)) return coupling.dimensions.some(({ name }) => name === one.name);
  const { computation } = coupling;
  // A coupling that is not complete says so itself.
  if (!computation) return true;
  return operandsOf(computation).some(
    ({ name, $containerProperty }) => name === one.name && $containerProperty === one.$containerProperty,
  );
}
