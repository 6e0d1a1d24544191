import { accepts } from '../domain/index.js';
import * as ast from '../generated/ast.js';
import { sourceOfProperty } from '../lower/index.js';
import { couplingsOf, type NamingDimension } from '../references/dimensions.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

/** An architecture names each of its couplings once. */
export function checkCouplings(node: ast.Architecture, report: Report): void {
  node.couplings.forEach((coupling, index) => {
    const ref = coupling?.ref;
    const first = node.couplings.findIndex((other) => ref && other?.ref === ref);
    if (!ref || first === index) return;
    const related = { message: `The first \`${ref.name}\`.`, source: sourceOfProperty(node, 'couplings', first) };
    report('ffarch/repeated-coupling', { coupling: ref.name }, { node, property: 'couplings', index }, [related]);
  });
}

/** A coupling that a level speaks of is one of its architecture's, or one whose workloads that accepts, too. */
export function checkNamedCoupling(
  node: NamingDimension | ast.OrderProperty,
  report: Report,
  { lowering }: Context,
): void {
  const coupling = node.coupling?.ref;
  const level = ast.isUnrolledDimension(node)
    ? node.$container
    : ast.isOrderProperty(node)
      ? node.$container
      : node.$container.$container;
  const couplings = couplingsOf(level.$container);
  if (!coupling || couplings.length === 0 || couplings.includes(coupling)) return;
  const [architecture, own] = [lowering.architecture(level.$container).value, lowering.coupling(coupling).value];
  if (!architecture || !own || accepts(architecture, own)) return;
  const params = {
    architecture: level.$container.name,
    coupling: coupling.name,
    couplings: couplings.map(({ name }) => name),
  };
  report('ffarch/coupling-not-named', params, { node, property: 'coupling' });
}
