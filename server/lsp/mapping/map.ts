import type { Architecture } from '../../../language/domain/index.js';
import type * as ast from '../../../language/generated/ast.js';
import { gapOf, OBJECTIVES } from '../../mapper/objective.js';
import { mappingOfReport } from '../../mapper/reported.js';
import type * as mapper from '../../mapper/request.js';
import type { MapRequest, ObjectiveName, Progress } from '../../mapper/request.js';
import type { Infeasible, MapOutcome, MapParams, MapProgress } from '../../protocol/index.js';
import { basisOf } from '../results/basis.js';
import type { ResultStore } from '../results/store.js';
import { offersOf } from './offers.js';
import { type Pair, pairKey } from './pair.js';
import type { Searches } from './searches.js';

/** Searches for the best mapping of a pair. What it takes is plain data: edits and deletions do not disturb it. */
export async function mapPair(
  searches: Searches,
  results: ResultStore,
  params: MapParams,
  { architecture, workload, nodes }: Pair,
  progress: (progress: Progress) => void,
  cancelled: AbortSignal,
): Promise<MapOutcome> {
  const { uri, options, search } = params;
  const start = params.start && mappingOfReport(params.start, workload);
  const request: MapRequest = { architecture, workload, options, search, start };
  const result = await searches.run(pairKey(params), request, progress, cancelled);
  if (result.kind === 'mapped') {
    const names = { uri, architecture: params.architecture, workload: params.workload };
    results.add({ architecture, workload, options, names }, { ...result, finished: Date.now() });
  }
  if (result.kind === 'superseded') return result;
  const on = { reference: params.architecture, value: architecture };
  const basis = basisOf(on, [{ reference: params.workload, value: workload }], options);
  return {
    ...(result.kind === 'infeasible' ? explain(result.reason, architecture, nodes.architecture) : result),
    basis,
  };
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

/**
 * The reason with its places, and what can be done; where a fact has no place, it is the architecture's.
 *
 * @param node of the architecture
 */
export function explain(
  { message, remedies, culprits }: mapper.Infeasible,
  { source: whole, nameSource }: Architecture,
  node: ast.Architecture,
): Infeasible {
  const located = culprits.flatMap(({ message, source = nameSource ?? whole }) =>
    source ? [{ message, location: { uri: source.uri, range: { start: source.start, end: source.end } } }] : [],
  );
  const text = [message, ...remedies.map(({ text }) => text)].join(' ');
  return { kind: 'infeasible', message: text, culprits: located, offers: offersOf(remedies, node) };
}
