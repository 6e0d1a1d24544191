import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { printName } from '../../lower/print.js';
import { indentOf, removeFromList, removeStatement } from './edits.js';
import { type Edit, insert, replace } from './fix.js';

/** New numbers of iterations for a mapping: on a level by its name, of a dimension by its name. */
export type Changes = readonly { readonly level: string; readonly dimension: string; readonly iterations: number }[];

/** The edits that give a mapping other iterations. A loop with one is left out, one that is missing is put in. */
export function setLoops(mapping: ast.Mapping, changes: Changes): Edit[] {
  const byLevel = new Map<string, Changes>();
  for (const change of changes) byLevel.set(change.level, [...(byLevel.get(change.level) ?? []), change]);
  return [...byLevel].flatMap(([level, list]) => setLevel(mapping, level, list));
}

function setLevel(mapping: ast.Mapping, level: string, changes: Changes): Edit[] {
  const entry = mapping.levels.find((one) => one.level?.ref?.name === level);
  if (!entry) return addLevel(mapping, level, changes);
  const kept = entry.loops.filter(
    ({ dimension }) => !changes.some((change) => change.dimension === dimension?.ref?.name && change.iterations === 1),
  );
  const added = changes.filter(
    ({ dimension, iterations }) =>
      iterations > 1 && !entry.loops.some((loop) => loop.dimension?.ref?.name === dimension),
  );
  if (kept.length + added.length === 0) return removeStatement(entry);
  const changed = entry.loops.flatMap((loop) => {
    const change = changes.find(({ dimension }) => dimension === loop.dimension?.ref?.name);
    if (!change) return [];
    if (change.iterations === 1 && kept.length > 0) return removeFromList(loop, loop.$cstNode);
    return replace(loop, loop.$cstNode, text(change));
  });
  const last = entry.$cstNode?.end;
  const separator = kept.length > 0 ? ', ' : ' ';
  return added.length > 0 && last !== undefined
    ? [...changed, insert(entry, last, `${separator}${added.map(text).join(', ')}`)]
    : changed;
}

/** A line for a level that has none yet, where it belongs by the order of the levels. */
function addLevel(mapping: ast.Mapping, level: string, changes: Changes): Edit[] {
  const loops = changes.filter(({ iterations }) => iterations > 1).map(text);
  if (loops.length === 0) return [];
  const order = mapping.architecture?.ref?.levels.map(({ name }) => name) ?? [];
  const place = ({ level: one }: ast.LevelLoops) => order.indexOf(one?.ref?.name ?? '');
  const next = mapping.levels.find((entry) => place(entry) > order.indexOf(level));
  const line = `${printName(level)}: ${loops.join(', ')}`;
  if (next?.$cstNode) return [insert(mapping, next.$cstNode.offset, `${line}\n${indentOf(next)}`)];
  const last = mapping.levels.at(-1);
  if (last?.$cstNode) return [insert(mapping, last.$cstNode.end, `\n${indentOf(last)}${line}`)];
  const open = GrammarUtils.findNodeForKeyword(mapping.$cstNode, '{');
  const indent = indentOf(mapping);
  if (open) return [insert(mapping, open.end, `\n${indent}  ${line}`)];
  return mapping.$cstNode ? [insert(mapping, mapping.$cstNode.end, ` {\n${indent}  ${line}\n${indent}}`)] : [];
}

function text({ dimension, iterations }: Changes[number]): string {
  return `${printName(dimension)} ${iterations}`;
}

export function mappingAround(at: AstNode): ast.Mapping | undefined {
  return AstUtils.getContainerOfType(at, ast.isMapping);
}
