import type * as ast from '../generated/ast.js';
import { evaluate } from './expression.js';
import type { Lowerings } from './lowerings.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import type { Rational } from './rational.js';

/** @param cycle Called after evaluation: the constants through which this one is defined by itself, itself first. */
export function lowerConstant(
  node: ast.Constant,
  lowering: Lowerings,
  cycle: () => readonly ast.Constant[] | undefined,
): Lowered<Rational> {
  const problems = new Problems();
  if (!node.value) {
    problems.add(
      'ffarch/value-missing',
      { what: `Constant \`${node.name}\``, example: `const ${node.name} = 16Ki` },
      node,
    );
    return problems.result<Rational>(undefined);
  }
  const value = evaluate(node.value, problems, lowering);
  const through = cycle();
  if (through) {
    const params = { name: node.name, through: through.map(({ name }) => name) };
    problems.add('ffarch/constant-cycle', params, node, 'value');
  }
  return problems.result(value);
}
