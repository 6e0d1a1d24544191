import type { AstNode } from 'langium';
import * as ast from '../generated/ast.js';
import { referencesIn } from '../parser/syntax-tree.js';
import { evaluate } from './expression.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import { isInteger, type Rational } from './rational.js';

/** What constants are where a network gives them other values. */
export type Values = ReadonlyMap<ast.Constant, Lowered<Rational>>;

/**
 * The values that a network gives to constants. Where a constant is a positive whole number, its other value must be one, too:
 * it counts something.
 */
export function valuesOf({ bindings }: ast.Network, problems: Problems, lowering: Lowerings): Values {
  const values = new Map<ast.Constant, Lowered<Rational>>();
  for (const binding of bindings) {
    const name = binding.constant?.$refText ?? '';
    const constant = binding.constant?.ref;
    if (!binding.value) {
      problems.add('ffarch/value-missing', { what: `\`${name}\``, lacks: 'value', example: `${name} = 64` }, binding);
      continue;
    }
    if (!constant) {
      problems.incomplete();
      continue;
    }
    if (values.has(constant)) problems.add('ffarch/repeated-size', { name }, binding);
    const usual = lowering.constant(constant).value;
    const counts = usual !== undefined && isInteger(usual) && usual.numerator > 0n;
    const fits = !counts || positiveInteger(binding.value, `\`${name}\``, problems, lowering) !== undefined;
    const value = evaluate(binding.value, counts ? new Problems() : problems, lowering);
    values.set(constant, { value: fits ? value : undefined, problems: [], sound: fits && value !== undefined });
  }
  return values;
}

/**
 * The constants that a network or a workload may be had with other values of: those on which its sizes and repeats depend.
 *
 * @param around a network whose values are being asked for, so what it does is not known yet
 */
export function constantsOf(node: ast.Runnable, around?: ast.Network): ReadonlySet<ast.Constant> {
  return collect(node, new Map(around ? [[around, new Set()]] : []));
}

/** @param known what is known already; of what is being looked at, nothing yet */
function collect(node: AstNode, known: Map<AstNode, Set<ast.Constant>>): Set<ast.Constant> {
  const before = known.get(node);
  if (before) return before;
  const found = new Set<ast.Constant>();
  known.set(node, found);
  const add = (target: AstNode | undefined) => {
    if (ast.isConstant(target)) found.add(target);
    if (ast.isConstant(target) || ast.isRunnable(target)) for (const each of collect(target, known)) found.add(each);
  };
  if (ast.isNetwork(node) && node.base) {
    add(node.base.ref);
    for (const { constant } of node.bindings) if (constant?.ref) found.delete(constant.ref);
    for (const { value } of node.bindings) if (value) for (const target of targetsIn(value)) add(target);
    return found;
  }
  for (const target of targetsIn(node)) add(target);
  return found;
}

/** What the names in a node stand for. Of a path such as `BertLarge.KQV` that is the layer, or a network that gives it values. */
function targetsIn(node: AstNode): AstNode[] {
  return referencesIn(node).flatMap(({ container, property, reference }) => {
    const target = 'ref' in reference ? reference.ref : undefined;
    if (!target) return [];
    if (!ast.isWorkloadReference(container) || !container.network) return [target];
    const givesValues = container.network.ref?.base !== undefined;
    return (property === ast.WorkloadReference.network) === givesValues ? [target] : [];
  });
}
