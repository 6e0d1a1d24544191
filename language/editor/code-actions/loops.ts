import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { memoryAt, orderHolds } from '../../model/index.js';
import { printName } from '../../print/print.js';
import { addToBlock, indentOf, removeAllFromList, removeStatement } from './edits.js';
import { type Edit, insert, replace } from './fix.js';
import { ordered } from './ordered.js';
import type { Judged } from './violation-fixes.js';

/** New numbers of iterations for a mapping: on a level by its name, of a dimension by its name. */
export type Changes = readonly Change[];

export interface Change {
  readonly level: string;
  readonly dimension: string;
  readonly iterations: number;
}

/** The edits that give a mapping other iterations. A loop with one is left out, one that is missing is put in. */
export function setLoops(judged: Judged, changes: Changes): Edit[] {
  const lists = judged.problem.levels.map((level) => {
    const own = changes.filter((change) => change.level === level.name);
    return [level.name, level.type === 'memory' ? (inOrder(own, level.order) ?? own) : own] as const;
  });
  if (judged.node.levels.length > 0)
    return lists.flatMap(([level, list]) => (list.length > 0 ? setLevel(judged, level, list) : []));
  const lines = lists.flatMap(([level, list]) => line(level, list));
  return lines.length > 0 ? addToBlock(judged.node, undefined, lines, '; ') : [];
}

/**
 * The edits that write all loops of a level again, in the order that its constraint wants; undefined where there is none.
 *
 * @param factors as in a tiling
 */
export function rewriteLevel(judged: Judged, l: number, factors: ArrayLike<number>): Edit[] | undefined {
  const { node, problem, tiling } = judged;
  const { name, order } = memoryAt(problem, l);
  const D = problem.dimensions.length;
  const loops = Array.from(tiling.order.subarray(l * D, l * D + D))
    .map((d): Change => ({ level: name, dimension: problem.dimensions[d]!, iterations: factors[l * D + d]! }))
    .filter(({ iterations }) => iterations > 1);
  const list = inOrder(loops, order);
  const entry = node.levels.find((one) => one.level?.ref?.name === name);
  const [first, last] = [entry?.loops[0]?.$cstNode, entry?.loops.at(-1)?.$cstNode];
  if (!list || !entry || !first || !last) return list && setLoops(judged, list);
  return replace(entry, { offset: first.offset, end: last.end }, list.map(text).join(', '));
}

/** Loops as an order constraint wants them. */
function inOrder(changes: Changes, order: readonly (string | null)[]): Changes | undefined {
  return ordered(order, changes, ({ dimension, iterations }) => (iterations > 1 ? dimension : undefined));
}

/** What must change for a mapping to have these iterations. */
export function changesTo({ problem, tiling }: Judged, factors: ArrayLike<number>): Change[] {
  const D = problem.dimensions.length;
  return problem.levels.flatMap(({ name: level }, l) =>
    problem.dimensions.flatMap((dimension, d) => {
      const iterations = factors[l * D + d]!;
      return iterations === tiling.factors[l * D + d] ? [] : [{ level, dimension, iterations }];
    }),
  );
}

function setLevel(judged: Judged, level: string, changes: Changes): Edit[] {
  const entry = judged.node.levels.find((one) => one.level?.ref?.name === level);
  if (!entry) return addLevel(judged.node, level, changes);
  const changeOf = (loop: ast.Loop) => changes.find(({ dimension }) => dimension === loop.dimension?.ref?.name);
  // A loop with one iteration may stand anywhere; with more it has its place.
  const counts = new Set(countingLoops(judged, level));
  const stays = (loop: ast.Loop, change = changeOf(loop)) =>
    change === undefined || (change.iterations > 1 && counts.has(change.dimension));
  const kept = entry.loops.filter((loop) => stays(loop));
  const added = changes.filter((change) => change.iterations > 1 && !kept.some((loop) => changeOf(loop) === change));
  if (kept.length + added.length === 0) return removeStatement(entry);
  const [first, last] = [entry.loops[0]?.$cstNode, entry.loops.at(-1)?.$cstNode];
  if (kept.length === 0 || !first || !last) {
    const texts = added.map(text).join(', ');
    if (first && last) return replace(entry, { offset: first.offset, end: last.end }, texts);
    return [insert(entry, entry.$cstNode?.end ?? 0, ` ${texts}`)];
  }
  const gone = entry.loops.filter((loop) => !kept.includes(loop));
  const changed = kept.flatMap((loop) => {
    const change = changeOf(loop);
    return change && !isAlready(loop, change) ? replace(loop, loop.$cstNode, text(change)) : [];
  });
  return [...putIn(added, kept, level, judged), ...changed, ...removeAllFromList(gone, entry.loops)];
}

/** Loops between others, as far in as the order of the level allows. */
function putIn(added: Changes, kept: readonly ast.Loop[], name: string, { problem, tiling }: Judged): Edit[] {
  const l = problem.levels.findIndex((level) => level.name === name);
  const level = problem.levels[l];
  const order = level?.type === 'memory' ? level.order : [];
  const counting = new Set(countingLoops({ problem, tiling }, name));
  const counts = (dimension: string) => counting.has(dimension);
  const names = kept.map(({ dimension }) => dimension?.ref?.name ?? '');
  const byPlace = new Map<number, string[]>();
  for (const change of added) {
    const places = [...Array(kept.length + 1).keys()].reverse();
    const place =
      places.find((i) =>
        orderHolds(order, [...names.slice(0, i).filter(counts), change.dimension, ...names.slice(i).filter(counts)]),
      ) ?? kept.length;
    byPlace.set(place, [...(byPlace.get(place) ?? []), text(change)]);
  }
  return [...byPlace].flatMap(([place, texts]) => {
    const before = kept[place - 1]?.$cstNode;
    const after = kept[place]?.$cstNode;
    if (before) return [insert(kept[0]!, before.end, `, ${texts.join(', ')}`)];
    return after ? [insert(kept[0]!, after.offset, `${texts.join(', ')}, `)] : [];
  });
}

/** The dimensions that a level iterates more than once. */
function countingLoops({ problem, tiling }: Pick<Judged, 'problem' | 'tiling'>, name: string): string[] {
  const l = problem.levels.findIndex((level) => level.name === name);
  return problem.dimensions.filter((_, d) => tiling.factors[l * problem.dimensions.length + d]! > 1);
}

function isAlready({ $cstNode }: ast.Loop, change: Change): boolean {
  return $cstNode?.text === text(change);
}

/** A line for a level that has none yet, where it belongs by the order of the levels. */
function addLevel(mapping: ast.Mapping, level: string, changes: Changes): Edit[] {
  const lines = line(level, changes);
  if (lines.length === 0) return [];
  const order = mapping.architecture?.ref?.levels.map(({ name }) => name) ?? [];
  const place = ({ level: one }: ast.LevelLoops) => order.indexOf(one?.ref?.name ?? '');
  const before = mapping.levels.findLast((entry) => place(entry) < order.indexOf(level));
  const after = mapping.levels.find((entry) => place(entry) > order.indexOf(level))?.$cstNode;
  if (before || !after) return addToBlock(mapping, before ?? mapping.levels.at(-1), lines, '; ');
  const open = GrammarUtils.findNodeForKeyword(mapping.$cstNode, '{');
  const separator = open?.range.start.line === after.range.start.line ? '; ' : `\n${indentOf(mapping.levels[0]!)}`;
  return [insert(mapping, after.offset, `${lines.join(separator)}${separator}`)];
}

/** `PEs: M 4, K 2`, or nothing where no loop is above one iteration. */
function line(level: string, changes: Changes): string[] {
  const loops = changes.filter(({ iterations }) => iterations > 1).map(text);
  return loops.length > 0 ? [`${printName(level)}: ${loops.join(', ')}`] : [];
}

function text({ dimension, iterations }: Change): string {
  return `${printName(dimension)} ${iterations}`;
}

/** The mapping that a node is part of. */
export function mappingAround(at: AstNode): ast.Mapping | undefined {
  return AstUtils.getContainerOfType(at, ast.isMapping);
}
