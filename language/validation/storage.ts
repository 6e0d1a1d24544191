import type { Role } from '../domain/index.js';
import * as ast from '../generated/ast.js';
import { levelName, sourceOfProperty } from '../lower/index.js';
import { operandsOf } from '../lower/operands.js';
import { storedNowhere } from '../model/index.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

/** Each operand is stored by at least one memory (model.md section 2, rule 6). */
export function checkStorage(node: ast.Architecture, report: Report, { lowering }: Context): void {
  const { levels, couplings } = lowering.architecture(node).value ?? {};
  const memories = node.levels.filter(ast.isMemory);
  if (!levels || !couplings || memories.length === 0) return;
  for (const { role, code, params } of storedNowhere(levels, couplings[0])) {
    const places = memories.flatMap((memory) => bypassOf(memory, role) ?? []);
    const related = places.slice(0, -1).map(({ node, property, index }) => ({
      message: `Bypassed here, too.`,
      source: sourceOfProperty(node, property, index),
    }));
    report(code, params, places.at(-1)!, related);
  }
}

/** A memory stores something, and names what it does not store once. */
export function checkBypass(bypass: ast.BypassProperty, report: Report): void {
  const seen = new Map<ast.Operand, number>();
  bypass.operands.forEach(({ ref }, index) => {
    if (!ref) return;
    const first = seen.get(ref);
    if (first === undefined) {
      seen.set(ref, index);
      return;
    }
    const related = { message: `The first \`${ref.name}\`.`, source: sourceOfProperty(bypass, 'operands', first) };
    const place = { node: bypass, property: 'operands', index };
    report('ffarch/repeated-bypass', { operand: ref.name }, place, [related]);
  });
  const computation = [...seen.keys()][0]?.$container;
  if (computation && seen.size === operandsOf(computation).length) {
    report('ffarch/bypasses-everything', { memory: levelName(bypass.$container) }, { node: bypass });
  }
}

function bypassOf(memory: ast.Memory, role: Role) {
  for (const node of memory.properties.filter(ast.isBypassProperty)) {
    const index = node.operands.findIndex(({ ref }) => ref?.$containerProperty === role);
    if (index >= 0) return { node, property: 'operands', index };
  }
  return undefined;
}
