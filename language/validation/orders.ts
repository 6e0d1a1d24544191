import { AstUtils } from 'langium';
import * as ast from '../generated/ast.js';
import { sourceOf } from '../lower/index.js';
import { couplingsOf, textOf } from '../references/dimensions.js';
import type { Report } from './report.js';

/** An order names a dimension once; with `_` it is positional in one coupling, and as long as that has dimensions. */
export function checkOrder(order: ast.OrderProperty, report: Report): void {
  const firsts = new Map<string, ast.OrderEntry>();
  for (const entry of order.entries) {
    if (!entry?.dimension?.ref) continue;
    const name = textOf(entry);
    const first = firsts.get(name);
    if (first) {
      const related = { message: `The first \`${name}\`.`, source: sourceOf(first) };
      report('ffarch/repeated-in-order', { dimension: name }, { node: entry }, [related]);
    }
    firsts.set(name, first ?? entry);
  }
  if (!order.entries.some((entry) => entry?.placeholder)) return;
  const couplings = couplingsOf(AstUtils.getContainerOfType(order, ast.isArchitecture));
  if (!order.coupling && couplings.length > 1) {
    const params = {
      couplings: couplings.map(({ name }) => name),
      entries: order.entries.map((entry) => entry?.$cstNode?.text ?? ''),
    };
    report('ffarch/order-without-coupling', params, { node: order });
    return;
  }
  const coupling = order.coupling ? order.coupling.ref : couplings[0];
  if (!coupling || coupling.dimensions.length === order.entries.length) return;
  const dimensions = coupling.dimensions.map(({ name }) => name);
  report(
    'ffarch/order-length',
    { coupling: coupling.name, dimensions, entries: order.entries.length },
    { node: order },
  );
}
