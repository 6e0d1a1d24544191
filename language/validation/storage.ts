import type { Role } from '../domain/index.js';
import * as ast from '../generated/ast.js';
import { levelName, sourceOfProperty } from '../lower/index.js';
import { operandsOf, roleOf } from '../lower/operands.js';
import { storedNowhere } from '../model/index.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

/** Each operand is stored by at least one memory (model.md section 2, rule 6). */
export function checkStorage(node: ast.Architecture, report: Report, { lowering }: Context): void {
  const { levels, couplings } = lowering.architecture(node).value ?? {};
  const memories = node.levels.filter(ast.isMemory);
  if (!levels || !couplings || memories.length === 0) return;
  for (const { role, code, params } of storedNowhere(levels, couplings[0]!)) {
    const places = memories.flatMap((memory) => listedOn(memory, 'bypass', role) ?? []);
    const related = places.slice(0, -1).map(({ node, property, index }) => ({
      message: `Bypassed here, too.`,
      source: sourceOfProperty(node, property, index),
    }));
    report(code, params, places.at(-1)!, related);
  }
}

/** A list of operands names each once; of a mapping or of a level. */
export function checkRepeatedOperands(list: ast.LevelLoops | ast.OperandsProperty, report: Report): void {
  list.operands.forEach((operand, index) => {
    const ref = operand?.ref;
    const first = list.operands.findIndex((other) => ref && other?.ref && roleOf(other.ref) === roleOf(ref));
    if (!ref || first === index) return;
    const related = { message: `The first \`${ref.name}\`.`, source: sourceOfProperty(list, 'operands', first) };
    report('ffarch/repeated-bypass', { operand: ref.name }, { node: list, property: 'operands', index }, [related]);
  });
}

/** A memory stores something. What it always bypasses, no mapping is asked about. */
export function checkBypass(property: ast.OperandsProperty, report: Report): void {
  const level = property.$container;
  const operands = property.operands.flatMap((operand) => operand?.ref ?? []);
  if (property.keyword === 'bypass') {
    const computation = operands[0]?.$container;
    if (computation && new Set(operands.map(roleOf)).size === operandsOf(computation).length) {
      report('ffarch/bypasses-everything', { memory: levelName(level) }, { node: property });
    }
    return;
  }
  property.operands.forEach((operand, index) => {
    const always = operand?.ref && ast.isMemory(level) && listedOn(level, 'bypass', roleOf(operand.ref));
    if (!always) return;
    const related = {
      message: 'Always bypassed here.',
      source: sourceOfProperty(always.node, 'operands', always.index),
    };
    const params = { memory: levelName(level), operand: operand.ref!.name, mapping: false };
    report('ffarch/always-bypassed', params, { node: property, property: 'operands', index }, [related]);
  });
}

/** Where a list of a memory names an operand. */
function listedOn(memory: ast.Memory, keyword: ast.OperandsProperty['keyword'], role: Role) {
  for (const node of memory.properties.filter(ast.isOperandsProperty)) {
    const index =
      node.keyword === keyword ? node.operands.findIndex((one) => one?.ref && roleOf(one.ref) === role) : -1;
    if (index >= 0) return { node, property: 'operands', index };
  }
  return undefined;
}

/** Where a memory tells the bits of its operands apart, the bits of any word say nothing. */
export function checkBits({ $container: level }: ast.BitsProperty, report: Report): void {
  const property = level.properties.find(({ keyword }) => keyword === 'valueBits');
  if (property) report('ffarch/value-bits-unused', { memory: levelName(level) }, { node: property });
}
