import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { numberOf } from '../../lower/expression.js';
import { converted, type Reading } from '../../lower/foreign-units.js';
import type { Lowering } from '../../lower/index.js';
import { foreignReadings, literalOf, redundant, suppositions } from '../../lower/quantity.js';
import { writtenUnit } from '../../lower/written.js';
import { exampleOf, rowOf, unitName, wordsOf } from '../../schema/index.js';
import { type DiagnosticWith, type Fix, type FixContext, insert, replace } from './fix.js';
import { type Suggested, suggestion } from './names.js';

/** A value for what was begun without one. */
export function missingValue(at: AstNode, _: Diagnostic, { lowering }: FixContext): Fix[] {
  const text = usual(at, lowering);
  const end = at.$cstNode?.end;
  if (text === undefined || end === undefined) return [];
  const edits = [insert(at, end, ` ${text}`)];
  return [{ title: `Write \`${at.$cstNode?.text.trimEnd()} ${text}\``, edits, preferred: true }];
}

/** A number for what cannot be without bound. */
export function unbounded(at: AstNode, _: Diagnostic, { lowering }: FixContext): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isProperty);
  const text = property && usual(property, lowering);
  const word = GrammarUtils.findNodeForKeyword(property?.$cstNode, 'unbounded');
  if (!property || !word || text === undefined) return [];
  return [{ title: `Change \`${word.text}\` to \`${text}\``, edits: replace(property, word, text) }];
}

function usual(node: AstNode, lowering: Lowering): string | undefined {
  if (ast.isFactorConstraint(node)) return node.operator ? '1' : '= 1';
  if (ast.isLoop(node)) return String(left(node, lowering));
  if (ast.isWidth(node)) return '8';
  if (ast.isConstant(node) || ast.isSize(node) || ast.isDimension(node)) return '1';
  if (ast.isDirectedPart(node)) return node.$container.keyword === 'energy' ? '1 pJ' : '4';
  if (!ast.isProperty(node)) return undefined;
  const row = rowOf(node);
  return row && exampleOf(row);
}

/** What the other loops of a mapping leave of a dimension; 1 where they leave nothing whole. */
function left(loop: ast.Loop, lowering: Lowering): number {
  const mapping = AstUtils.getContainerOfType(loop, ast.isMapping);
  const name = loop.dimension?.ref?.name ?? '';
  let rest = lowering.named(mapping?.workload)?.value?.sizes[name] ?? 1;
  for (const other of mapping?.levels.flatMap(({ loops }) => loops) ?? []) {
    const value = other.dimension?.ref?.name === name ? numberOf(other.iterations, lowering) : undefined;
    rest /= value ?? 1;
  }
  return Number.isInteger(rest) ? rest : 1;
}

/** The nearest number that is allowed, in place of one that is written out. */
export function notPositive(at: AstNode, _: Diagnostic, { lowering }: FixContext): Fix[] {
  const value = literal(at) ? numberOf(at, lowering) : undefined;
  if (value === undefined || value > 0 || !at.$cstNode) return [];
  const positive = value < 0 ? -value : 1;
  return [
    { title: `Change \`${at.$cstNode.text}\` to ${positive}`, edits: replace(at, at.$cstNode, String(positive)) },
  ];
}

/** The whole numbers beside a fraction that is written out. */
export function notAnInteger(at: AstNode, _: Diagnostic, { lowering }: FixContext): Fix[] {
  const value = literal(at) ? numberOf(at, lowering) : undefined;
  if (value === undefined) return [];
  return [Math.ceil(value), Math.floor(value)]
    .filter((n) => n >= 1)
    .map((n) => ({ title: `Change \`${at.$cstNode?.text}\` to ${n}`, edits: replace(at, at.$cstNode, String(n)) }));
}

/** A unit that the quantity can have, or none. */
export function unknownUnit(at: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] {
  const meant = suggestion(at, diagnostic, context);
  const quantity = AstUtils.getContainerOfType(at, ast.isQuantity);
  const value = quantity?.value.$cstNode;
  if (meant.length > 0 || !quantity?.$cstNode || !value) return meant;
  const readings = foreignReadings(quantity, context.lowering);
  if (readings.length > 0) return readings.map((reading) => convert(quantity, reading, context.lowering));
  const unit = unitName(quantity) ?? '';
  const isMultiple = /^(?:[KMG]i?|k)$/.test(unit) && ast.isNumberLiteral(quantity.value);
  const text = isMultiple ? `${value.text}${unit[0]!.toUpperCase()}i` : value.text;
  const title = isMultiple ? `Change to \`${text}\`` : `Remove \`${writtenUnit(quantity)}\``;
  return [{ title, edits: replace(quantity, quantity.$cstNode, text), preferred: isMultiple }];
}

/** A quantity in a unit of this language; the title says what that supposes. */
function convert(quantity: ast.Quantity, reading: Reading, lowering: Lowering): Fix {
  const { factor, unit } = reading;
  const number = literalOf(quantity, lowering);
  const value = quantity.value.$cstNode?.text ?? '';
  const scaled =
    factor === 1
      ? value
      : number !== undefined
        ? String(converted(number, reading))
        : factor < 1 && Number.isInteger(1 / factor)
          ? `(${value}) / ${1 / factor}`
          : `(${value}) * ${factor}`;
  const text = unit === '' ? scaled : `${scaled} ${unit}`;
  const left = redundant(writtenUnit(quantity), reading);
  const title = left === undefined ? `Change to \`${text}\`` : `Remove \`${left}\``;
  const supposed = suppositions(reading);
  return {
    title: [title, ...supposed].join(' '),
    edits: replace(quantity, quantity.$cstNode, text),
    preferred: supposed.length === 0,
  };
}

/** A unit for a clock that would be in Hz, which may be meant after all. */
export function clockWithoutUnit(at: AstNode, { data }: DiagnosticWith<{ meant: readonly string[] }>): Fix[] {
  const end = at.$cstNode?.end;
  if (end === undefined) return [];
  return [...(data.meant ?? []), 'Hz'].map((unit, rank) => ({
    title: `Change to \`${at.$cstNode?.text} ${unit}\``,
    edits: [insert(at, end, ` ${unit}`)],
    preferred: rank === 0 && unit !== 'Hz',
  }));
}

/** The words that a property takes. */
export function unknownWord(at: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] {
  const meant = suggestion(at, diagnostic, context);
  const property = AstUtils.getContainerOfType(at, ast.isWordProperty);
  const word = GrammarUtils.findNodeForProperty(property?.$cstNode, 'word');
  if (meant.length > 0 || !property || !word) return meant;
  const known = Object.keys(wordsOf(rowOf(property)) ?? {});
  const words = /^(n|off)/i.test(word.text) && known.includes('false') ? known.reverse() : known;
  return words.map((one) => ({
    title: `Change \`${word.text}\` to \`${one}\``,
    edits: replace(property, word, one),
  }));
}

function literal(at: AstNode): at is ast.Expression {
  return ast.isNumberLiteral(at) || (ast.isNegation(at) && ast.isNumberLiteral(at.operand));
}
