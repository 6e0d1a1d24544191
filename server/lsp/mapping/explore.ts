import { curveOf, distributionOf, histogram, worstOf } from '../../mapper/explore/distribution.js';
import type { Explore } from '../../mapper/explore/job.js';
import { type ExploreProgress, OPTIMUM_SECONDS } from '../../mapper/explore/request.js';
import type { ExploreOutcome, ExploreParams } from '../../protocol/index.js';
import { basisOf } from '../results/basis.js';
import { explain } from './map.js';
import type { Pair } from './pair.js';

const BINS = 80;

/** Explores the mappings of a pair, in a worker. The histograms of all sources share a scale. */
export async function explorePair(
  explore: Explore,
  { architecture: on, workload: of, options, random, starts, seed }: ExploreParams,
  { architecture, workload, nodes }: Pair,
  progress: (progress: ExploreProgress) => void,
  signal: AbortSignal,
): Promise<ExploreOutcome> {
  const request = { architecture, workload, options, random, starts, timeLimit: OPTIMUM_SECONDS, seed };
  const result = await explore(request, { progress, signal });
  if (result.kind === 'infeasible') return explain(result.reason, architecture, nodes.architecture);
  if (result.kind !== 'explored') return result;
  const { mappings, optimum, points } = result;
  const worst = worstOf(result);
  return {
    kind: 'explored',
    mappings,
    basis: basisOf({ reference: on, value: architecture }, [{ reference: of, value: workload }], options),
    explorations: points.map(({ source, edp_pJ_cycles }) => ({
      source,
      seed,
      distribution: distributionOf(edp_pJ_cycles, optimum),
      bins: histogram(edp_pJ_cycles, optimum.edp_pJ_cycles, worst, BINS),
      curve: curveOf(edp_pJ_cycles),
    })),
  };
}
