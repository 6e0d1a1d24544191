import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS, prepare } from '../../../../language/model/index.js';
import { distributionOf, histogram } from '../../../../server/mapper/explore/distribution.js';
import { explore } from '../../../../server/mapper/explore/explore.js';
import { exploreInWorker } from '../../../../server/mapper/explore/job.js';
import type { Explored, ExploreRequest, Source } from '../../../../server/mapper/explore/request.js';
import { libraryPair } from '../../../golden/load.js';
import { exhaust } from '../exhaustive.js';

function request(source: Source, count: number, seed = 1): ExploreRequest {
  const [architecture, workload] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
  return { architecture, workload, options: DEFAULT_OPTIONS, source, count, seed };
}

function explored(of: ExploreRequest): Explored {
  const result = explore(of);
  assert.ok(result.kind === 'explored', JSON.stringify(result));
  return result;
}

describe('exploration', () => {
  it('gives the same points for the same seed, and others for another', () => {
    const { points } = explored(request('random', 200));
    assert.equal(points.length, 200);
    assert.deepEqual(explored(request('random', 200)).points, points);
    assert.notDeepEqual(explored(request('random', 200, 2)).points, points);
  });

  it('finds nothing better than the optimum, and greedy descents come near it', () => {
    for (const source of ['random', 'starts'] as const) {
      const result = explored(request(source, 30));
      assert.equal(result.optimum.proven, true);
      for (const edp of result.points) assert.ok(edp >= result.optimum.edp_pJ_cycles);
    }
    const random = distributionOf(explored(request('random', 30)));
    const starts = distributionOf(explored(request('starts', 30)));
    assert.ok(starts.quantiles[4].edp_pJ_cycles < random.quantiles[4].edp_pJ_cycles);
  });

  it('samples the best and the worst of a small problem in the end', () => {
    const [architecture, { coupling }] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const workload = { name: 'small', coupling, sizes: { M: 4, K: 4, N: 2 }, strides: {} };
    const all = exhaust(prepare(architecture, workload, DEFAULT_OPTIONS), 100_000);
    const { points } = explored({
      architecture,
      workload,
      options: DEFAULT_OPTIONS,
      source: 'random',
      count: 4000,
      seed: 3,
    });
    assert.ok(Math.abs(Math.min(...points) / all!.best!.edp - 1) < 1e-12);
  });

  it('is cut off by cancellation, with the points so far', async () => {
    const stop = new AbortController();
    const result = await exploreInWorker(request('random', 50_000_000), {
      progress: () => stop.abort(),
      signal: stop.signal,
    });
    assert.ok(result.kind === 'explored', JSON.stringify(result));
    assert.equal(result.cut, true);
    assert.ok(result.points.length < 50_000_000);
  });

  it('says why there is nothing to explore', () => {
    const [architecture, workload] = libraryPair('TPUv1Conv', 'BenchmarkConvs', 'XI');
    const result = explore({ architecture, workload, options: DEFAULT_OPTIONS, source: 'random', count: 10, seed: 1 });
    assert.equal(result.kind, 'infeasible');
  });
});

describe('distribution', () => {
  const of = (points: number[], edp_pJ_cycles: number): Explored => ({
    kind: 'explored',
    points: Float64Array.from(points),
    optimum: { edp_pJ_cycles, proven: true },
    cut: false,
  });

  it('has quantiles, and shares near the optimum', () => {
    const { quantiles, within, best_pJ_cycles } = distributionOf(of([100, 101, 104, 109, 200], 100));
    assert.equal(best_pJ_cycles, 100);
    assert.deepEqual(
      quantiles.map(({ edp_pJ_cycles }) => edp_pJ_cycles),
      [100, 100, 100, 101, 104, 109, 200, 200, 200],
    );
    assert.deepEqual(
      within.map(({ share }) => share),
      [0.4, 0.6, 0.8],
    );
  });

  it('puts every point into one bin, also when all cost the same', () => {
    for (const explored of [of([100, 1000, 10_000], 100), of([5, 5, 5], 5)]) {
      const bins = histogram(explored, 8);
      assert.equal(bins.length, 8);
      assert.equal(
        bins.reduce((sum, { count }) => sum + count, 0),
        explored.points.length,
      );
    }
  });
});
