import { AstUtils } from 'langium';
import { keptRoles } from '../../domain/index.js';
import { ATTRIBUTES, COMPONENTS, ERROR_CLASSES, isComponentClass } from '../../estimates/index.js';
import { number, ofOperands } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { estimateOf, type LevelEstimate } from '../../lower/estimate.js';
import type { HoverContext } from './context.js';
import { type Block, blocks, code } from './markdown.js';

/** What a component is, what follows from it here, and how far that can be trusted. */
export function componentHover(node: ast.ComponentProperty, { at, lowering }: HoverContext): Block {
  if (node.class === undefined || !isComponentClass(node.class)) return undefined;
  const row = COMPONENTS[node.class];
  const level = node.$container;
  const estimated = ast.isLevel(level) ? estimateOf(level, lowering) : undefined;
  return blocks(
    attribute(AstUtils.getContainerOfType(at, ast.isAttribute)),
    `${code(node.class)}: ${row.meaning}. Attributes: ${row.attributes.map(code).join(', ')}.`,
    estimated ? amounts(estimated, level as ast.Level, lowering) : `Its model covers ${row.domain}.`,
    estimated && trust(estimated),
  );
}

function attribute(node: ast.Attribute | undefined): Block {
  const known = Object.entries(ATTRIBUTES).find(([name]) => name === node?.keyword);
  return known && `${code(known[0])}: ${known[1].meaning}`;
}

function amounts(
  { component, estimate, read, write, leakage, cycle, area, taken }: LevelEstimate,
  level: ast.Level,
  lowering: HoverContext['lowering'],
): string {
  const lines = [`Here ${estimate.model}:`];
  const wins = (property: LevelEstimate['taken'][number]) =>
    taken.includes(property) ? '' : ` (not used: ${code(property)} is written)`;
  const row = `${number(estimate.energy.read)} pJ`;
  if (!ast.isCompute(level)) {
    const words = energyText({ read, write }, level, lowering);
    lines.push(`- energy ≈ **${words} pJ per word**${wins('energy')}`);
    if (ast.isMemory(level)) lines.push(`- of a row: read ${row}, write ${number(estimate.energy.write)} pJ`);
  } else {
    lines.push(`- energy ≈ **${row}**${wins('energy')}`);
  }
  if (leakage !== null && estimate.leakage !== null) {
    const power = `${number(estimate.leakage)} mW`;
    const per = component.class === 'dram' ? '' : `, ${number(leakage)} pJ in a cycle of ${number(cycle)} ns`;
    lines.push(`- leakage ≈ ${power}${per}${wins('leakage')}`);
  }
  if (area !== null) lines.push(`- area ≈ ${number(area)} µm²${wins('area')}`);
  return lines.join('\n');
}

/** pJ per word: one number, or those of reads and writes, of each operand where they differ. */
export function energyText(
  { read, write }: Pick<LevelEstimate, 'read' | 'write'>,
  level: ast.Level,
  lowering: HoverContext['lowering'],
  rounded: (value: number) => number = (value) => value,
): string {
  const architecture = lowering.architecture(level.$container).value;
  const memory = architecture?.levels[level.$containerIndex ?? 0];
  const operands = architecture?.couplings[0]?.operands;
  const roles = memory?.type === 'memory' || memory?.type === 'link' ? keptRoles(memory) : [];
  const text = (energy: LevelEstimate['read']) =>
    operands
      ? ofOperands(roles.map((role) => [operands[role].name, rounded(energy[role])]))
      : number(rounded(energy.out));
  const [reads, writes] = [text(read), text(write)];
  return reads === writes ? reads : `read ${reads}, write ${writes}`;
}

function trust({ estimate }: LevelEstimate): string {
  return [
    `Source: ${estimate.source}.`,
    `Error: ${estimate.error} (${ERROR_CLASSES[estimate.errorClass]}).`,
    `The model covers ${estimate.domain}.`,
    ...estimate.warnings,
  ].join('\n\n');
}
