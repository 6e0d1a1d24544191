import { AstUtils } from 'langium';
import * as ast from '../generated/ast.js';
import { sourceOf } from '../lower/index.js';
import type { Report } from './report.js';

/** An order names a dimension once; with `_` it is positional and as long as the coupling has dimensions. */
export function checkOrder(order: ast.OrderProperty, report: Report): void {
  const firsts = new Map<string, ast.OrderEntry>();
  for (const entry of order.entries) {
    const name = entry.dimension?.ref?.name;
    if (name === undefined) continue;
    const first = firsts.get(name);
    if (first) {
      const related = { message: `The first \`${name}\`.`, source: sourceOf(first) };
      report('ffarch/repeated-in-order', { dimension: name }, { node: entry }, [related]);
    }
    firsts.set(name, first ?? entry);
  }
  if (!order.entries.some(({ placeholder }) => placeholder)) return;
  const couplings = AstUtils.getContainerOfType(order, ast.isArchitecture)?.couplings.flatMap(({ ref }) => ref ?? []);
  const unequal = couplings?.find(({ dimensions }) => dimensions.length !== order.entries.length);
  if (!couplings || !unequal) return;
  const dimensions = unequal.dimensions.map(({ name }) => name);
  const agree = couplings.every((coupling) => coupling.dimensions.length === dimensions.length);
  const params = { coupling: unequal.name, dimensions, entries: order.entries.length, agree };
  report('ffarch/order-length', params, { node: order });
}
