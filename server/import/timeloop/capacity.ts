import { number } from '../../../language/figures.js';
import type { DraftLevel, DraftMapping } from '../draft.js';
import type { Placed } from './levels.js';
import { type Operand, operandsOf, type Problem } from './problem.js';

/** Why the tiles of a mapping do not fit, as the rest of a sentence; null where all do. */
export function overfull(
  { levels: mapped }: DraftMapping,
  levels: readonly DraftLevel[],
  placed: readonly Placed[],
  { shape, coefficients }: Problem,
): string | null {
  const memories = new Map(placed.flatMap((each) => (each.kind === 'memory' ? [[each.level, each] as const] : [])));
  const step = (coefficient: string | null): number =>
    coefficient === null ? 1 : (coefficients.get(coefficient) ?? shape.strides.get(coefficient) ?? Number(coefficient));
  const tile = new Map<string, number>();
  for (const { level, loops, bypass } of [...mapped].reverse()) {
    for (const [dimension, n] of loops) tile.set(dimension, (tile.get(dimension) ?? 1) * n);
    const memory = memories.get(level);
    if (!memory) continue;
    const kept = operandsOf(shape).filter(({ name }) => memory.stores.has(name) && !bypass.includes(name));
    const words = kept.reduce((sum, operand) => sum + wordsOf(operand, tile, step), 0);
    const room = roomOf(levels.find(({ name }) => name === level));
    if (words > room) return `its tiles in \`${level}\` have ${number(words)} words, and it holds ${number(room)}`;
  }
  return null;
}

function roomOf(level: DraftLevel | undefined): number {
  const value = (property: string): number =>
    Number(level?.properties.find(({ name }) => name === property)?.value ?? Number.NaN);
  const size = value('size');
  return Number.isNaN(size) ? Number.POSITIVE_INFINITY : Math.floor(size / (value('buffering') || 1));
}

const wordsOf = (
  { axes }: Operand,
  tile: ReadonlyMap<string, number>,
  step: (coefficient: string | null) => number,
): number =>
  axes.reduce((words, terms) => {
    const sums = terms.map(({ dimension, coefficient }) => [tile.get(dimension) ?? 1, step(coefficient)] as const);
    return words * positions(sums.filter(([extent]) => extent > 1));
  }, 1);

/** The most sums that are listed to count those that differ; of more, those from the first to the last count. */
const MOST_SUMS = 2 ** 16;

/** How many positions of an axis sums of indices reach: strides may leave some out. */
function positions(terms: readonly (readonly [extent: number, step: number])[]): number {
  if (terms.length <= 1) return terms[0]?.[0] ?? 1;
  if (terms.reduce((product, [extent]) => product * extent, 1) > MOST_SUMS)
    return terms.reduce((reach, [extent, step]) => reach + (extent - 1) * step, 1);
  let sums = new Set([0]);
  for (const [extent, step] of terms)
    sums = new Set([...sums].flatMap((sum) => Array.from({ length: extent }, (_, i) => sum + i * step)));
  return sums.size;
}
