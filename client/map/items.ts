import type { Candidate, Candidates, Origin } from '../../server/protocol/index.js';
import type { Choice } from './choose.js';

/** A row of the quick pick, or the heading of the rows below it. */
export type Item =
  | { kind: 'separator'; label: string }
  /** With the number of layers that cannot run if it is chosen. */
  | { kind: 'candidate'; index: number; candidate: Candidate; leftOut: number };

const ORIGINS: readonly Origin[] = ['file', 'import', 'library'];
const HEADINGS: Readonly<Record<Origin, string>> = { file: 'this file', import: 'imports', library: 'library' };

/** The options of a choice, grouped: this file, imports, library, and there by network. What runs all layers comes first. */
export function items(candidates: Candidates, choice: Extract<Choice, { kind: 'ask' }>): Item[] {
  const list = choice.side === 'workload' ? candidates.workloads : candidates.architectures;
  const groups = new Map<string, Item[]>();
  for (const origin of ORIGINS) {
    for (const { index, leftOut } of choice.options.toSorted((a, b) => a.leftOut - b.leftOut)) {
      const candidate = list[index]!;
      if (candidate.origin !== origin) continue;
      const heading = candidate.network ? `${HEADINGS[origin]}: ${candidate.network}` : HEADINGS[origin];
      const group = groups.get(heading) ?? [{ kind: 'separator', label: heading }];
      group.push({ kind: 'candidate', index, candidate, leftOut });
      groups.set(heading, group);
    }
  }
  return [...groups.values()].flat();
}
