import { distributionOf, histogram, worstOf } from '../mapper/explore/distribution.js';
import { exploreInWorker } from '../mapper/explore/job.js';
import type { Explored } from '../mapper/explore/request.js';
import type { ExploreOutcome, ExploreParams } from '../protocol.js';
import { explain } from './map.js';
import type { Pair } from './pair.js';

const BINS = 80;

/** Explores the mappings of a pair, in workers. Both kinds share the scale of their histograms. */
export async function explorePair(
  { options, random, starts, seed }: ExploreParams,
  { architecture, workload }: Pair,
  signal: AbortSignal,
): Promise<ExploreOutcome> {
  const found: { source: 'random' | 'starts'; explored: Explored }[] = [];
  for (const [source, count] of [
    ['random', random],
    ['starts', starts],
  ] as const) {
    if (count === 0) continue;
    const result = await exploreInWorker({ architecture, workload, options, source, count, seed }, { signal });
    if (result.kind === 'infeasible') return explain(result.reason, architecture);
    if (result.kind === 'failed') return result;
    if (result.kind === 'explored' && result.points.length > 0) found.push({ source, explored: result });
  }
  if (found.length === 0) return { kind: 'cancelled' };
  const worst = Math.max(...found.map(({ explored }) => worstOf(explored.points)));
  return {
    kind: 'explored',
    explorations: found.map(({ source, explored }) => ({
      source,
      seed,
      distribution: distributionOf(explored),
      bins: histogram(explored, BINS, worst),
    })),
  };
}
