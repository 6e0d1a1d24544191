import type { EvaluationReport } from '../model/report.js';

type Line = EvaluationReport['mapping'][number];

/** The loops of the level of that name in another result; null where it has no such level. */
export const lineOf = ({ mapping }: EvaluationReport, level: string): Line | null =>
  mapping.find((line) => line.level === level) ?? null;

/**
 * Which loops of a level are not the same in another result: there is none over that dimension with as many iterations at the
 * same place among those that both have.
 *
 * @returns for each loop, whether it moved
 */
export function moved({ loops }: Line, other: Line | null): boolean[] {
  const kept = common(loops.map(text), (other?.loops ?? []).map(text));
  return loops.map((_, i) => !kept.has(i));
}

const text = ([dimension, iterations]: Line['loops'][number]): string => `${dimension} ${iterations}`;

/** The indices in `these` of the longest common subsequence. */
function common(these: readonly string[], those: readonly string[]): Set<number> {
  const lengths = Array.from({ length: these.length + 1 }, () => new Array<number>(those.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = these.length - 1; i >= 0; i--)
    for (let j = those.length - 1; j >= 0; j--)
      lengths[i]![j] = these[i] === those[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const kept = new Set<number>();
  for (let i = 0, j = 0; i < these.length && j < those.length; ) {
    if (these[i] === those[j]) {
      kept.add(i);
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return kept;
}
