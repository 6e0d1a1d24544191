import { AstUtils } from 'langium';
import { keptRoles, type Link, type Memory } from '../../domain/index.js';
import { exact, number, ofOperands } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { numberOf } from '../../lower/expression.js';
import type { Lowering } from '../../lower/index.js';
import { measureIn } from '../../lower/written.js';
import { bareUnitOf, measureOf, rowOf, unitName, writableUnitOf } from '../../schema/index.js';
import { result } from './expressions.js';
import { after, type Hint } from './hint.js';

/** What a quantity comes to, with its unit: `= 131,072 words`, or `= 40 pJ per word` for an energy per wordline. */
export function quantityHints(node: ast.Quantity, lowering: Lowering): Hint[] {
  const property = propertyOf(node);
  if (!property) return [];
  const words = inWords(node, property, lowering);
  if (words !== undefined) return after('values', node, `= ${words}`);
  const value = result(node.value, lowering);
  const unit = unitName(node) ?? bareUnit(property);
  if (value !== undefined) return after('values', node, [`= ${number(value)}`, unit].filter(Boolean).join(' '));
  if (node.unit !== undefined || unit === undefined || numberOf(node.value, lowering) === undefined) return [];
  if (isCommented(node)) return [];
  const halves = property.keyword === 'bandwidth' && ast.isDirectedProperty(node.$container) && !node.$container.shared;
  const hints = after('units', node, unit, halves ? 'Half of it for reads and half for writes.' : undefined);
  const written = writableUnitOf(rowOf(property));
  // Such a unit may be written: a double click puts it in.
  return hints.map((hint) =>
    written === undefined || node.perWordline
      ? hint
      : { ...hint, textEdits: [{ range: { start: hint.position, end: hint.position }, newText: ` ${written}` }] },
  );
}

/** Whether a comment follows on the same line, which says what the number is. */
function isCommented(node: ast.Quantity): boolean {
  const comment = /[ \t]*[;,]?[ \t]*\/[/*]/y;
  comment.lastIndex = node.$cstNode?.end ?? 0;
  return comment.test(AstUtils.getDocument(node).textDocument.getText());
}

function propertyOf({ $container }: ast.Quantity): ast.QuantityProperty | ast.DirectedProperty | undefined {
  if (ast.isDirectedPart($container)) return $container.$container;
  return ast.isQuantityAttribute($container) ? undefined : $container;
}

/** What a number is in that has no unit: data are in bits where their memory gives the bits of each operand. */
function bareUnit(property: ast.Property): string | undefined {
  const unit = bareUnitOf(rowOf(property));
  const counts = measureOf(rowOf(property)) === 'data' && property.$container.properties.some(ast.isBitsProperty);
  return counts ? unit?.replace('words', 'bits') : unit;
}

/** Data in bits or bytes as what the level counts, an energy per wordline or per bit as one per word, what is per second per cycle. */
function inWords(node: ast.Quantity, property: ast.Property, lowering: Lowering): string | undefined {
  const level = property.$container;
  const measure = measureIn(node);
  const isWordline = property.keyword === 'energy' && wordlines(node);
  const converts = measure === 'data' || measure === 'data rate' || measure === 'energy of data' || measure === 'power';
  if (!(isWordline || converts) || !ast.isLevel(level)) return undefined;
  const architecture = lowering.architecture(level.$container).value;
  const lowered = architecture?.levels[level.$containerIndex ?? 0];
  if (!lowered || lowered.type === 'fanout') return undefined;
  if (measure === 'power') return lowered.leakage > 0 ? `${number(lowered.leakage)} pJ/cycle` : undefined;
  if (lowered.type === 'compute') return undefined;
  if (measure === 'data') return counted(node, property, lowered);
  if (measure === 'data rate') return perCycle(node, lowered);
  const energy = isWrite(node) ? lowered.writeEnergy : lowered.readEnergy;
  const { operands } = architecture!.couplings[0]!;
  const energies = keptRoles(lowered).map((role) => [operands[role].name, energy[role]] as const);
  return energies.some(([, value]) => value > 0) ? `${ofOperands(energies)} pJ per word` : undefined;
}

/** A size or a bandwidth in words or bits, unless that is what is written. */
function counted(node: ast.Quantity, property: ast.Property, level: Memory | Link): string | undefined {
  if (level.bits ? node.unit === 'b' : level.type === 'memory' && level.valueBits === null) return undefined;
  if (property.keyword !== 'size') return perCycle(node, level);
  return level.type === 'memory' && level.size !== null
    ? `${exact(level.size)} ${level.bits ? 'bits' : 'words'}`
    : undefined;
}

/** All of a bandwidth, which may be that of reads and writes together. */
function perCycle({ $container }: ast.Quantity, level: Memory | Link): string | undefined {
  const one =
    ast.isDirectedPart($container) && $container.direction === 'write' ? level.writeBandwidth : level.readBandwidth;
  const halves = ast.isDirectedProperty($container) && !$container.shared;
  return Number.isFinite(one) ? `${number(halves ? 2 * one : one)} ${level.bits ? 'bits' : 'words'}/cycle` : undefined;
}

/** Whether an energy is per wordline, where `per wordline` at the end goes for reads and writes. */
function wordlines({ perWordline, $container }: ast.Quantity): boolean {
  return (
    perWordline ||
    (ast.isDirectedPart($container) && ($container.$container.parts.at(-1)?.quantity?.perWordline ?? false))
  );
}

function isWrite({ $container }: ast.Quantity): boolean {
  return ast.isDirectedPart($container) && $container.direction === 'write';
}
