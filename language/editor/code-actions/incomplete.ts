import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { quoted } from '../../wording.js';
import { addToBlock, removeFromList, removeStatement } from './edits.js';
import { type Fix, insert, replace } from './fix.js';

/** The lines of a coupling that it cannot do without. */
export function couplingIncomplete(at: AstNode): Fix[] {
  const coupling = AstUtils.getContainerOfType(at, ast.isCoupling);
  if (!coupling || coupling.computation) return [];
  const names = coupling.dimensions.map(({ name }) => printName(name));
  const [first, second = first, third = second] = names.length > 0 ? names : ['M', 'K', 'N'];
  const axes = (...list: readonly string[]) => [...new Set(list)].map((name) => `[${name}]`).join('');
  const computation = `Out${axes(first!, third!)} += W${axes(first!, second!)} * In${axes(second!, third!)}`;
  const lines = names.length > 0 ? [computation] : [`dims ${first}, ${second}, ${third}`, computation];
  const last = coupling.strides.at(-1) ?? coupling.dimensions.at(-1);
  return [{ title: `Add ${quoted(lines)}`, edits: addToBlock(coupling, last, lines, '; '), preferred: true }];
}

/** The least that an architecture consists of. */
export function noLevels(at: AstNode): Fix[] {
  const architecture = AstUtils.getContainerOfType(at, ast.isArchitecture);
  if (!architecture) return [];
  const lines = ['memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }', 'compute MAC { energy: 0.2 pJ }'];
  return [
    {
      title: 'Add a memory and a compute level',
      edits: addToBlock(architecture, undefined, lines, ' '),
      preferred: true,
    },
  ];
}

/** The workload and the architecture that a mapping does not name: the last ones of the document. */
export function mappingIncomplete(at: AstNode): Fix[] {
  const mapping = AstUtils.getContainerOfType(at, ast.isMapping);
  const name = GrammarUtils.findNodeForProperty(mapping?.$cstNode, 'name');
  if (!mapping || !name) return [];
  const { declarations } = mapping.$container;
  const workload = declarations.findLast(ast.isWorkload)?.name ?? 'MB6';
  const architecture = declarations.findLast(ast.isArchitecture)?.name ?? 'Eyeriss';
  const of = mapping.workload ? undefined : `of ${printName(workload)}`;
  const on = mapping.architecture ? undefined : `on ${printName(architecture)}`;
  const edits = [
    ...(of ? [insert(mapping, name.end, ` ${of}`)] : []),
    ...(on ? [insert(mapping, mapping.workload?.$cstNode?.end ?? name.end, ` ${on}`)] : []),
  ];
  return [{ title: `Add ${quoted([of, on].filter((part) => part !== undefined))}`, edits }];
}

/** The direction that a property lacks, with what the other one has; one that is given twice as the other, or not at all. */
export function oneDirection(at: AstNode): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isDirectedProperty);
  const [part, second] = property?.parts ?? [];
  const value = part?.quantity?.$cstNode;
  if (!property || !value) return [];
  const other = part.direction === 'read' ? 'write' : 'read';
  if (!second) {
    const title = `Add \`${other} ${value.text}\``;
    return [{ title, edits: [insert(property, value.end, `, ${other} ${value.text}`)], preferred: true }];
  }
  const written = second.$cstNode?.text;
  if (property.parts.some(({ direction }) => direction === other)) {
    return [{ title: `Remove \`${written}\``, edits: removeFromList(second, second.$cstNode), preferred: true }];
  }
  const keyword = GrammarUtils.findNodeForProperty(second.$cstNode, 'direction');
  const title = `Change \`${written}\` to \`${other}\``;
  return [{ title, edits: replace(second, keyword, other), preferred: true }];
}

/** One energy for a MAC. */
export function oneEnergy(at: AstNode): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isDirectedProperty);
  const [first, last] = [property?.parts[0], property?.parts.at(-1)];
  const value = first?.quantity?.$cstNode?.text;
  if (!property || !first?.$cstNode || !last?.$cstNode || value === undefined) return [];
  const edits = replace(property, { offset: first.$cstNode.offset, end: last.$cstNode.end }, value);
  return [{ title: `Change to \`${value}\``, edits, preferred: true }];
}

/** Brackets without a dimension. */
export function emptyAxis(at: AstNode): Fix[] {
  const axis = AstUtils.getContainerOfType(at, ast.isAxis);
  return axis ? [{ title: 'Remove `[]`', edits: replace(axis, axis.$cstNode, '') }] : [];
}

/** A level that has no part in anything. */
export function removeLevel(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  return level ? [{ title: `Remove \`${level.name}\``, edits: removeStatement(level) }] : [];
}
