import type { AstNode } from 'langium';
import { AstUtils, GrammarUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { evaluate } from '../../lower/expression.js';
import { Problems } from '../../lower/problems.js';
import { divide, multiply, type Rational, toNumber } from '../../lower/rational.js';
import { quoted } from '../../wording.js';
import { addProperties } from './edits.js';
import { type Edit, type Fix, type FixContext, insert, replace } from './fix.js';

/** Bits that are put in where a memory has none. */
const USUAL = { wordBits: 64, valueBits: 16 } as const;

/** An energy per word as one per wordline, or the other way round: the model sees the same. */
export function convertEnergy(at: AstNode, context: FixContext): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isDirectedProperty);
  const level = property?.$container;
  if (property?.keyword !== 'energy' || !ast.isMemory(level)) return [];
  const quantities = property.quantity ? [property.quantity] : property.parts.map(({ quantity }) => quantity);
  // Operands of different bits have different shares of a wordline.
  const values = level.properties.some(ast.isBitsProperty) ? undefined : valuesPerWord(level, context);
  if (quantities.length === 0 || !values) return [];
  const { words, missing } = values;
  const wordline = quantities.at(-1)?.perWordline === true;
  const edits = quantities.flatMap((quantity) =>
    quantity ? convert(quantity, words, wordline, context) : [undefined],
  );
  if (edits.includes(undefined) || (wordline && missing.length > 0)) return [];
  const whole = [...(edits as Edit[]), ...(wordline ? withoutWordline(property) : withWordline(property))];
  const lines = missing.map((keyword) => `${keyword}: ${USUAL[keyword]}`);
  const adding = missing.length > 0 ? `, with ${quoted(lines)}` : '';
  return [
    {
      title: `Convert energy to per ${wordline ? 'word' : 'wordline'}${adding}`,
      edits: [...whole, ...(missing.length > 0 ? addProperties(level, lines) : [])],
    },
  ];
}

/** How many values a wordline holds, and the properties that this supposes. */
function valuesPerWord(level: ast.Memory, { lowering }: FixContext) {
  const bits = (keyword: keyof typeof USUAL) => {
    const property = level.properties.filter(ast.isQuantityProperty).find((one) => one.keyword === keyword);
    const value = property?.quantity && evaluate(property.quantity.value, new Problems(), lowering);
    return property ? (value ? toNumber(value) : Number.NaN) : undefined;
  };
  const [word, value] = [bits('wordBits'), bits('valueBits')];
  const words = Math.floor((word ?? USUAL.wordBits) / (value ?? USUAL.valueBits));
  const missing = (['wordBits', 'valueBits'] as const).filter((_, i) => [word, value][i] === undefined);
  return words >= 1 && Number.isFinite(words) ? { words, missing } : undefined;
}

function convert(
  quantity: ast.Quantity,
  words: number,
  wordline: boolean,
  { lowering }: FixContext,
): (Edit | undefined)[] {
  const value = evaluate(quantity.value, new Problems(), lowering);
  const factor: Rational = { numerator: BigInt(words), denominator: 1n };
  const converted = value && (wordline ? divide(value, factor) : multiply(value, factor));
  // A unit is written out, so it is clear what is per wordline.
  const unit = quantity.unit === undefined ? ' pJ' : '';
  return converted ? replace(quantity, quantity.value.$cstNode, `${toNumber(converted)}${unit}`) : [undefined];
}

function withWordline(property: ast.DirectedProperty): Edit[] {
  const end = property.$cstNode?.end;
  return end === undefined ? [] : [insert(property, end, ' per wordline')];
}

function withoutWordline(property: ast.DirectedProperty): Edit[] {
  const quantities = [property.quantity, ...property.parts.map(({ quantity }) => quantity)];
  const text = AstUtils.getDocument(property).textDocument.getText();
  return quantities.flatMap((quantity) => {
    const start = GrammarUtils.findNodeForKeyword(quantity?.$cstNode, 'per')?.offset;
    const end = GrammarUtils.findNodeForKeyword(quantity?.$cstNode, 'wordline')?.end;
    if (start === undefined || end === undefined) return [];
    const space = /\s*$/.exec(text.slice(0, start))![0].length;
    return replace(property, { offset: start - space, end }, '');
  });
}
