import { type AstNode, AstUtils } from 'langium';
import { keptRoles } from '../../domain/index.js';
import { significant } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import type { DerivedProperty } from '../../lower/derived.js';
import { estimateOf, type LevelEstimate } from '../../lower/estimate.js';
import { quoted } from '../../wording.js';
import { addToArchitecture } from './architectures.js';
import { addProperties } from './edits.js';
import type { Fix, FixContext } from './fix.js';

/** Digits of values that are estimated: more would say more than is known. */
const DIGITS = 5;

/** The estimated values in the place of what they follow from, so they can be changed. */
export function writeEstimates(at: AstNode, { lowering }: Pick<FixContext, 'lowering'>): Fix[] {
  const component = AstUtils.getContainerOfType(at, ast.isComponentProperty);
  const level = component?.$container;
  if (!ast.isLevel(level)) return [];
  const estimated = estimateOf(level, lowering);
  const lines = estimated?.taken.flatMap((property) => line(property, estimated, level, lowering)) ?? [];
  if (lines.length === 0) return [];
  return [{ title: `Write the estimated ${quoted(lines)}`, edits: addProperties(level, lines) }];
}

function line(
  property: DerivedProperty,
  { estimate, read, write, leakage, area, component }: LevelEstimate,
  level: ast.Level,
  lowering: FixContext['lowering'],
): string[] {
  const short = (value: number) => String(significant(value, DIGITS));
  switch (property) {
    case 'energy': {
      if (!ast.isMemory(level)) return [`energy: ${short(read.out)} pJ`];
      const memory = lowering.architecture(level.$container).value?.levels[level.$containerIndex ?? 0];
      const roles = memory?.type === 'memory' ? keptRoles(memory) : [];
      const differ = new Set(roles.map((role) => read[role])).size > 1;
      // Operands of different bits share one row.
      if (differ && component.attributes.width === undefined) {
        const { read: reads, write: writes } = estimate.energy;
        return [`energy: read ${short(reads)} pJ, write ${short(writes)} pJ per wordline`];
      }
      if (differ) return [];
      const role = roles[0] ?? 'out';
      return read[role] === write[role]
        ? [`energy: ${short(read[role])} pJ`]
        : [`energy: read ${short(read[role])} pJ, write ${short(write[role])} pJ`];
    }
    case 'leakage':
      return leakage !== null ? [`leakage: ${short(leakage)} pJ`] : [];
    case 'area':
      return area === null ? [] : [`area: ${short(area)} um2`];
  }
}

/** A process for all levels. */
export const missingTechnology = (at: AstNode): Fix[] => addToArchitecture(at, 'technology: 45nm');

/** The bits of a word. */
export function missingComponentBits(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  return level
    ? [{ title: 'Add `valueBits: 16`', edits: addProperties(level, ['valueBits: 16']), preferred: true }]
    : [];
}

/** An energy to begin with, where none can be estimated. */
export function noEstimate(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  if (!level || level.properties.some(({ keyword }) => keyword === 'energy')) return [];
  const text = `energy: ${ast.isMemory(level) ? '2 pJ' : '0.2 pJ'}`;
  return [{ title: `Add \`${text}\``, edits: addProperties(level, [text]) }];
}
