import type { Candidates, Reference } from '../../server/protocol/index.js';

/** Indices into the candidates; null is undecided. */
export interface Chosen {
  architecture: number | null;
  workload: number | null;
}

/** What is left to do: nothing, to ask, or to give up. */
export type Choice =
  | { kind: 'pair'; architecture: number; workload: number }
  /** The user must say; `options` fit what is chosen already. */
  | { kind: 'ask'; side: 'architecture' | 'workload'; options: Option[] }
  | { kind: 'none' };

/** An index into the candidates, with the least number of layers that cannot run if it is chosen. */
export interface Option {
  index: number;
  leftOut: number;
}

/** Only pairs with layers of a network are left, and none of them is chosen by the cursor. */
export function layersOf(candidates: Candidates, network: Reference): Candidates {
  const isLayer = (workload: number): boolean => {
    const { reference, network: of } = candidates.workloads[workload]!;
    return of === network.name && reference.uri === network.uri;
  };
  const pairs = candidates.pairs.filter(([, workload]) => isLayer(workload));
  return { ...candidates, pairs, architectureAtPosition: null, workloadAtPosition: null };
}

/**
 * What follows from what is chosen already. A document (with its imports) that leaves one pair is not asked about; else
 * the workload is asked for first, and the library is among the options. With `ask`, the user is asked all the same, as where
 * that pair would leave layers out.
 */
export function choose(candidates: Candidates, chosen: Chosen, ask = false): Choice {
  const pairs = candidates.pairs.filter(
    ([architecture, workload]) =>
      (chosen.architecture === null || chosen.architecture === architecture) &&
      (chosen.workload === null || chosen.workload === workload),
  );
  const own = pairs.filter(
    ([architecture, workload]) =>
      (chosen.architecture !== null || candidates.architectures[architecture]!.origin !== 'library') &&
      (chosen.workload !== null || candidates.workloads[workload]!.origin !== 'library'),
  );
  const [first] = own;
  const only = first && own.length === 1 && first[2] === 0 && !ask ? first : pairs.length === 1 ? pairs[0]! : null;
  if (only) return { kind: 'pair', architecture: only[0], workload: only[1] };
  if (pairs.length === 0) return { kind: 'none' };
  const side = chosen.workload === null ? 'workload' : 'architecture';
  const options = new Map<number, number>();
  for (const [architecture, workload, leftOut] of pairs) {
    const index = side === 'workload' ? workload : architecture;
    options.set(index, Math.min(leftOut, options.get(index) ?? leftOut));
  }
  const inOrder = [...options].sort(([a], [b]) => a - b);
  return { kind: 'ask', side, options: inOrder.map(([index, leftOut]) => ({ index, leftOut })) };
}
