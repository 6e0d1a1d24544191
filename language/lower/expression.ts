import * as ast from '../generated/ast.js';
import type { Lowerings } from './lowerings.js';
import { Problems } from './problems.js';
import type { Rational } from './rational.js';
import * as rational from './rational.js';

/**
 * The exact value of an expression. Undefined where it has none: the reason is in `problems`, unless it is a missing
 * piece or an unresolved name, which parser and linker report, or in the text of a constant, which is reported there.
 */
export function evaluate(
  expression: ast.Expression | undefined,
  problems: Problems,
  lowering: Lowerings,
): Rational | undefined {
  if (expression === undefined || isBegun(expression)) {
    problems.incomplete();
    return undefined;
  }
  const value = (operand: ast.Expression | undefined) => evaluate(operand, problems, lowering);
  switch (expression.$type) {
    case ast.NumberLiteral.$type:
      return bounded(rational.parse(expression.value), expression, problems);
    case ast.ConstantReference.$type:
      return constant(expression, problems, lowering);
    case ast.Parenthesized.$type:
      return value(expression.inner);
    case ast.Call.$type:
      return call(expression, expression.arguments.map(value), problems);
    case ast.Negation.$type: {
      const operand = value(expression.operand);
      return operand && rational.negate(operand);
    }
    case ast.BinaryExpression.$type: {
      const { left, operator, right } = expression;
      // A sign binds less tightly than `**`: -2 ** 2 is -4, although the sign was read first.
      if (operator === '**' && ast.isNegation(left)) {
        const result = apply(expression, value(left.operand), value(right), problems);
        return result && rational.negate(result);
      }
      return apply(expression, value(left), value(right), problems);
    }
  }
}

/** The value of an expression as a number, as far as it has one yet; what is wrong with it is said where it is lowered. */
export function numberOf(expression: ast.Expression | undefined, lowering: Lowerings): number | undefined {
  const value = evaluate(expression, new Problems(), lowering);
  return value && rational.toNumber(value);
}

/** Whether an operator follows an operand, and nothing that: the parser makes `4 *` a 4. */
function isBegun(expression: ast.Expression): boolean {
  if (!ast.isNumberLiteral(expression) && !ast.isConstantReference(expression)) return false;
  const text = expression.$cstNode?.text ?? '';
  return '+-*/%'.includes(text.at(-1) ?? ' ');
}

function apply(
  expression: ast.BinaryExpression,
  left: Rational | undefined,
  right: Rational | undefined,
  problems: Problems,
): Rational | undefined {
  if (!left || !right) {
    return undefined;
  }
  switch (expression.operator) {
    case '+':
      return bounded(rational.add(left, right), expression, problems);
    case '-':
      return bounded(rational.subtract(left, right), expression, problems);
    case '*':
      return bounded(rational.multiply(left, right), expression, problems);
    case '/':
      if (rational.isZero(right)) {
        problems.add('ffarch/division-by-zero', { divisor: expression.right?.$cstNode?.text ?? '0' }, expression);
        return undefined;
      }
      return bounded(rational.divide(left, right), expression, problems);
    case '%':
      if (rational.isZero(right)) {
        problems.add('ffarch/division-by-zero', { divisor: expression.right?.$cstNode?.text ?? '0' }, expression);
        return undefined;
      }
      return bounded(rational.remainder(left, right), expression, problems);
    case '**':
      if (rational.isZero(left) && right.numerator < 0n) {
        problems.add('ffarch/division-by-zero', {}, expression);
        return undefined;
      }
      if (left.numerator < 0n && !rational.isInteger(right)) {
        problems.add('ffarch/not-a-number', {}, expression);
        return undefined;
      }
      return bounded(rational.power(left, right), expression, problems);
  }
}

/** `ceil` and `floor` round one number; `min` and `max` choose one of any. */
function call(node: ast.Call, values: readonly (Rational | undefined)[], problems: Problems): Rational | undefined {
  if (!node.$cstNode?.text.endsWith(')')) {
    problems.incomplete();
    return undefined;
  }
  const rounds = node.function === 'ceil' || node.function === 'floor';
  if (values.length === 0 || (rounds && values.length > 1)) {
    problems.add('ffarch/argument-count', { name: node.function, count: values.length, most: rounds ? 1 : null }, node);
    return undefined;
  }
  const numbers = values.filter((value) => value !== undefined);
  if (numbers.length < values.length) return undefined;
  switch (node.function) {
    case 'ceil':
      return rational.ceil(numbers[0]!);
    case 'floor':
      return rational.floor(numbers[0]!);
    case 'min':
      return numbers.reduce((least, one) => (rational.isLess(one, least) ? one : least));
    case 'max':
      return numbers.reduce((most, one) => (rational.isLess(most, one) ? one : most));
  }
}

function bounded(value: Rational | undefined, expression: ast.Expression, problems: Problems): Rational | undefined {
  if (!value) {
    problems.add('ffarch/number-too-large', {}, expression);
  }
  return value;
}

function constant(reference: ast.ConstantReference, problems: Problems, lowering: Lowerings): Rational | undefined {
  const declaration = reference.constant?.ref;
  if (!declaration) {
    problems.incomplete();
    return undefined;
  }
  const { value, sound } = lowering.constant(declaration);
  if (!sound) {
    problems.incomplete();
  }
  return value;
}
