import type { MapReport, MapRequest, MapResult } from '../mapper/request.js';
import type { Console } from './console.js';
import { noMapping } from './no-mapping.js';
import type { ProgressLines } from './progress.js';
import { Refusal } from './refusal.js';
import { STATUS } from './status.js';

/** What came of one search: a result, a reason why it is none or not the best, or both. */
export interface SearchEnd {
  readonly report: MapReport | null;
  readonly refusal: Refusal | null;
  /** Why it cannot be mapped at all, whatever is searched for. */
  readonly impossible?: string;
}

/** Runs one search, with its progress shown after the label. Ctrl-C ends it with the best so far. */
export async function search(
  request: MapRequest,
  label: string,
  lines: ProgressLines,
  { mapper, interrupted }: Console,
): Promise<SearchEnd> {
  const result = await mapper.map(request, {
    progress: (progress) => lines.show(label, progress, request.search.objective),
    signal: interrupted,
  });
  lines.end(label);
  if (result.kind === 'mapped') return { report: result.report, refusal: null };
  const refusal = new Refusal(`${label}: ${reason(result, request)}`, statusOf(result, interrupted));
  if (result.kind === 'infeasible') return { report: null, refusal, impossible: reason(result, request) };
  return { report: result.kind === 'failed' ? result.report : null, refusal };
}

type Unsuccessful = Exclude<MapResult, { kind: 'mapped' }>;

function reason(result: Unsuccessful, { search }: MapRequest): string {
  switch (result.kind) {
    case 'infeasible':
      return noMapping(result.reason, search);
    case 'cancelled': {
      const limit = search.timeLimit === null ? '' : ` (the time limit is ${search.timeLimit} s)`;
      return `stopped before a legal mapping was found${limit}.`;
    }
    case 'failed':
      return `the search failed${result.report ? '; this is its best until then' : ''}. ${result.message}`;
  }
}

function statusOf(result: Unsuccessful, interrupted: AbortSignal): number {
  if (result.kind === 'failed') return STATUS.bug;
  return result.kind === 'cancelled' && interrupted.aborted ? STATUS.interrupted : STATUS.noMapping;
}
