import * as ast from '../../generated/ast.js';
import { referencesIn } from '../syntax-tree.js';
import * as diagnostics from './diagnostics.js';
import type { Report } from './finding.js';
import { operandsOf } from './operands.js';

/**
 * All couplings of an architecture have the dimensions and the operands that it names, operands in the same roles. Names
 * are looked up in the first, so that only the others are in question.
 */
export function checkCouplings(node: ast.Architecture, report: Report): void {
  const [first, ...others] = node.couplings.map(({ ref }) => ref);
  const seen = new Set([first]);
  const named = first && others.length > 0 ? namesIn(node) : [];
  others.forEach((coupling, i) => {
    const place = { node, property: 'couplings', index: i + 1 };
    if (!coupling) return;
    if (seen.has(coupling)) {
      report(diagnostics.repeatedCoupling(coupling.name), place);
      return;
    }
    seen.add(coupling);
    const missing = named.filter((one) => !has(coupling, one)).map(({ name }) => name);
    if (missing.length > 0) report(diagnostics.couplingLacks(coupling.name, missing), place);
  });
}

/** The dimensions and operands that the levels of an architecture name, each once. */
function namesIn(node: ast.Architecture): (ast.Dimension | ast.Operand)[] {
  const named = new Set<ast.Dimension | ast.Operand>();
  for (const { reference } of referencesIn(node)) {
    const target = 'ref' in reference ? reference.ref : undefined;
    if (ast.isDimension(target) || ast.isOperand(target)) named.add(target);
  }
  return [...named];
}

function has(coupling: ast.Coupling, one: ast.Dimension | ast.Operand): boolean {
  if (ast.isDimension(one)) return coupling.dimensions.some(({ name }) => name === one.name);
  const { computation } = coupling;
  // A coupling that is not complete says so itself.
  if (!computation) return true;
  return operandsOf(computation).some(
    ({ name, $containerProperty }) => name === one.name && $containerProperty === one.$containerProperty,
  );
}
