import { forEachRole, type Role } from '../domain/coupling.js';
import * as ast from '../generated/ast.js';
import { levelName } from './level-name.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import { computationOf, namedOperandsOf, roleOf } from './operands.js';
import { givenFirst } from './problem.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { sourceOf } from './source.js';

/** How wide the words of a memory are: those of each operand, or all of them. Nothing is known where both are null. */
export interface Widths {
  readonly bits: Readonly<Record<Role, number>> | null;
  readonly valueBits: number | null;
}

/** The bits of one word of each operand; null where the memory does not tell the operands apart. */
export function lowerBits(properties: Properties, problems: Problems, lowering: Lowerings): Widths['bits'] {
  const property = properties.bits();
  if (!property) return null;
  const given = new Map<Role, number>();
  const firsts = new Map<Role, ast.Width>();
  for (const width of property.widths) {
    const operand = width.operand?.ref;
    const bits = lowerWidth(width, problems, lowering);
    if (!operand) {
      problems.incomplete();
      continue;
    }
    const first = firsts.get(roleOf(operand));
    if (first) {
      problems.add('ffarch/repeated-bits', { operand: operand.name }, width, undefined, givenFirst(sourceOf(first)));
      continue;
    }
    firsts.set(roleOf(operand), width);
    if (bits !== undefined) given.set(roleOf(operand), bits);
  }
  reportMissing(property, problems);
  // What is missing is judged as the widest of the others, until it is there.
  const widest = Math.max(1, ...given.values());
  return forEachRole((role) => given.get(role) ?? widest);
}

function lowerWidth(node: ast.Width, problems: Problems, lowering: Lowerings): number | undefined {
  const name = node.operand?.$refText;
  if (node.bits) return positiveInteger(node.bits, `The width of \`${name}\``, problems, lowering);
  problems.add('ffarch/value-missing', { what: `\`${name}\``, lacks: 'bits', example: `${name} 8` }, node);
  return undefined;
}

/** The operands that a memory stores without giving their bits; none while a name in its lists means nothing. */
export function operandsWithoutBits({ widths, $container: level }: ast.BitsProperty): ast.Operand[] {
  const bypass = level.properties.filter(ast.isOperandsProperty).filter(({ keyword }) => keyword === 'bypass');
  const named = [...widths.map(({ operand }) => operand), ...bypass.flatMap(({ operands }) => operands)];
  if (named.some((operand) => !operand?.ref)) return [];
  const architecture = ast.isArchitecture(level) ? level : level.$container;
  const operands = namedOperandsOf(computationOf(architecture.couplings[0]?.ref));
  return operands.filter((operand) => !named.some(({ ref }) => ref && roleOf(ref) === roleOf(operand)));
}

function reportMissing(property: ast.BitsProperty, problems: Problems): void {
  const missing = operandsWithoutBits(property);
  if (missing.length === 0) return;
  const params = { memory: levelName(property.$container), operands: missing.map(({ name }) => name) };
  problems.add('ffarch/missing-bits', params, property, 'keyword');
}
