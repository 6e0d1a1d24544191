import * as ast from '../generated/ast.js';
import { levelName, sourceOfProperty } from '../lower/index.js';
import { namedOperandsOf, operandsOf } from '../lower/operands.js';
import type { Report } from './report.js';

/** Each operand is stored by at least one memory (model.md section 2, rule 6). */
export function checkStorage({ levels, couplings }: ast.Architecture, report: Report): void {
  const computation = couplings[0]?.ref?.computation;
  const memories = levels.filter(ast.isMemory);
  if (!computation || memories.length === 0) return;
  for (const operand of namedOperandsOf(computation)) {
    const bypasses = memories.map((memory) => bypassOf(memory, operand));
    const places = bypasses.filter((place) => place !== undefined);
    if (places.length < memories.length) continue;
    const related = places.slice(0, -1).map(({ node, property, index }) => ({
      message: `Bypassed here, too.`,
      source: sourceOfProperty(node, property, index),
    }));
    const params = { operand: operand.name, memories: memories.length };
    report('ffarch/operand-stored-nowhere', params, places.at(-1)!, related);
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

function bypassOf(memory: ast.Memory, operand: ast.Operand) {
  for (const node of memory.properties.filter(ast.isBypassProperty)) {
    const index = node.operands.findIndex(({ ref }) => ref === operand);
    if (index >= 0) return { node, property: 'operands', index };
  }
  return undefined;
}
