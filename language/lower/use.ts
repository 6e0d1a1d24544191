import { exact } from '../figures.js';
import { evaluate } from './expression.js';
import type { Lowerings } from './lowerings.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { ceil, multiply, parse, toNumber } from './rational.js';

/** The fewest instances of a mesh that a mapping uses: 1 where nothing is said. */
export function lowerUse(properties: Properties, mesh: number, problems: Problems, lowering: Lowerings): number {
  const property = properties.use();
  if (!property) return 1;
  if (property.operator !== '>=') {
    problems.add('ffarch/use-operator', { operator: property.operator }, property, 'operator');
    return 1;
  }
  const share = evaluate(property.value, problems, lowering);
  if (!share) return 1;
  const value = toNumber(share);
  if (value <= 0 || value > 1) {
    problems.add('ffarch/use-out-of-range', { use: exact(value) }, property, 'value');
    return 1;
  }
  const least = multiply(share, parse(String(mesh))!);
  return least ? Math.max(1, toNumber(ceil(least))) : 1;
}
