import type { Sharing } from '../domain/architecture.js';
import { forEachRole, type Role } from '../domain/coupling.js';
import { roleOf } from './operands.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerWord } from './property-value.js';

/** How far instances share what they receive, by operand: one that `for` names may differ from the others. */
export function lowerMulticast(properties: Properties, problems: Problems): Readonly<Record<Role, Sharing>> {
  const only = operandOf(properties, 'multicast', problems);
  const sharing = lowerWord(properties, 'multicast', problems) as Sharing;
  const otherwise = properties.row('multicast').default as Sharing;
  return forEachRole((role) => (only === undefined || only === role ? sharing : otherwise));
}

/** How far instances combine what they send, which only the output is. */
export function lowerReduction(properties: Properties, problems: Problems): Sharing {
  const only = operandOf(properties, 'reduction', problems);
  const sharing = lowerWord(properties, 'reduction', problems) as Sharing;
  if (only === undefined || only === 'out') return sharing;
  const property = properties.word('reduction')!;
  const operand = property.operand!.ref!;
  const params = { keyword: 'reduction', operand: operand.name, output: operand.$container.out.name };
  problems.add('ffarch/misplaced-operand', params, property, 'operand');
  return properties.row('reduction').default as Sharing;
}

/** The operand that a property is said of alone. */
function operandOf(properties: Properties, keyword: 'multicast' | 'reduction', problems: Problems): Role | undefined {
  const written = properties.word(keyword)?.operand;
  if (written && !written.ref) problems.incomplete();
  return written?.ref && roleOf(written.ref);
}
