import type { Architecture } from '../../../language/domain/index.js';
import { gapOf, OBJECTIVES } from '../../mapper/objective.js';
import type { Infeasible, MapRequest, ObjectiveName, Progress } from '../../mapper/request.js';
import type { LayerOutcome, MapOutcome, MapParams, MapProgress } from '../../protocol/index.js';
import { basisOf } from '../results/basis.js';
import type { ResultStore } from '../results/store.js';
import { type Pair, pairKey } from './pair.js';
import type { Searches } from './searches.js';

/** Searches for the best mapping of a pair. What it takes is plain data: edits and deletions do not disturb it. */
export async function mapPair(
  searches: Searches,
  results: ResultStore,
  params: MapParams,
  { architecture, workload }: Pair,
  progress: (progress: Progress) => void,
  cancelled: AbortSignal,
): Promise<MapOutcome> {
  const { uri, options, search } = params;
  const request: MapRequest = { architecture, workload, options, search };
  const result = await searches.run(pairKey(params), request, progress, cancelled);
  if (result.kind === 'mapped') {
    const names = { uri, architecture: params.architecture, workload: params.workload };
    results.add({ architecture, workload, options, names }, { ...result, finished: Date.now() });
  }
  if (result.kind === 'superseded') return result;
  const on = { reference: params.architecture, value: architecture };
  const basis = basisOf(on, [{ reference: params.workload, value: workload }], options);
  return { ...(result.kind === 'infeasible' ? explain(result.reason, architecture) : result), basis };
}

/** What the editor is told of a search that runs. */
export function progressOf(
  objective: ObjectiveName,
  { phase, evaluations, seconds, best, bound }: Progress,
): Omit<MapProgress, 'job'> {
  const value = best?.value ?? null;
  const gap = value === null || bound === null ? null : gapOf(OBJECTIVES[objective], value, bound);
  return { phase, evaluations, seconds, best: value, bound, gap };
}

/** The reason with its places; where a fact has none, it is the architecture's. */
export function explain(
  { message, remedies, culprits }: Infeasible,
  { source: whole, nameSource }: Architecture,
): Extract<LayerOutcome, { kind: 'infeasible' }> {
  const located = culprits.flatMap(({ message, source = nameSource ?? whole }) =>
    source ? [{ message, location: { uri: source.uri, range: { start: source.start, end: source.end } } }] : [],
  );
  return { kind: 'infeasible', message: [message, ...remedies].join(' '), culprits: located };
}
