import { type LevelLoops, type Memory, ROLES } from '../domain/index.js';
import type * as ast from '../generated/ast.js';
import { roleOf } from '../lower/operands.js';
import type { Context } from './context.js';
import type { Place, Report } from './report.js';

/** A mapping decides of what memories leave to it, and leaves a memory for each operand (model.md section 2, rule 6). */
export function checkMappingBypass(node: ast.Mapping, report: Report, { lowering }: Context): void {
  const { architecture, mapping } = lowering.mapping(node).value ?? {};
  if (!architecture || !mapping) return;
  const memories = architecture.levels.filter((level) => level.type === 'memory');
  const places = node.levels.flatMap(placesOf);
  for (const { entry, operand, place } of places) {
    const name = entry.level?.ref?.name;
    const level = architecture.levels.find((one) => one.name === name);
    if (!level) continue;
    if (level.type !== 'memory') {
      report('ffarch/mapping-bypass', { level: level.name, stores: false }, place);
    } else if (level.bypass.includes(roleOf(operand))) {
      report('ffarch/always-bypassed', { memory: level.name, operand: operand.name, mapping: true }, place);
    } else if (!level.mayBypass.includes(roleOf(operand))) {
      const askable = level !== memories[0];
      report('ffarch/mapping-bypass', { level: level.name, stores: true, operand: operand.name, askable }, place);
    }
  }
  for (const role of ROLES) {
    const last = places.findLast(({ operand }) => roleOf(operand) === role);
    if (last && memories.every((memory) => [...memory.bypass, ...bypassOf(memory, mapping)].includes(role))) {
      const { operand, entry, place } = last;
      const params = { operand: operand.name, memories: memories.length, last: entry.level.$refText };
      report('ffarch/mapping-stored-nowhere', params, place);
    }
  }
}

/** What a mapping does not keep on a memory. */
function bypassOf({ name }: Memory, mapping: readonly LevelLoops[]): LevelLoops['bypass'] & object {
  return mapping.filter(({ level }) => level === name).flatMap(({ bypass = [] }) => bypass);
}

function placesOf(entry: ast.LevelLoops) {
  return entry.operands.flatMap((operand, index) => {
    const place: Place = { node: entry, property: 'operands', index };
    return operand?.ref ? [{ entry, operand: operand.ref, place }] : [];
  });
}
