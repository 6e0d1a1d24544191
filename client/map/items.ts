import type { Candidate, Candidates, Origin } from '../../server/protocol/index.js';
import type { Choice } from './choose.js';

/** A row of the quick pick, or the heading of the rows below it. */
export type Item = { kind: 'separator'; label: string } | { kind: 'candidate'; index: number; candidate: Candidate };

const ORIGINS: readonly Origin[] = ['file', 'import', 'library'];
const HEADINGS: Readonly<Record<Origin, string>> = { file: 'this file', import: 'imports', library: 'library' };

/** The options of a choice, grouped: this file, imports, library, and there by network. */
export function items(candidates: Candidates, choice: Extract<Choice, { kind: 'ask' }>): Item[] {
  const list = choice.side === 'workload' ? candidates.workloads : candidates.architectures;
  const groups = new Map<string, Item[]>();
  for (const origin of ORIGINS) {
    for (const index of choice.options) {
      const candidate = list[index]!;
      if (candidate.origin !== origin) continue;
      const heading = candidate.network ? `${HEADINGS[origin]}: ${candidate.network}` : HEADINGS[origin];
      const group = groups.get(heading) ?? [{ kind: 'separator', label: heading }];
      group.push({ kind: 'candidate', index, candidate });
      groups.set(heading, group);
    }
  }
  return [...groups.values()].flat();
}
