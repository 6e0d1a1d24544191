import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS, Evaluator, prepare } from '../../../../language/model/index.js';
import { curveOf, distributionOf, histogram, worstOf } from '../../../../server/mapper/explore/distribution.js';
import { explore } from '../../../../server/mapper/explore/explore.js';
import { exploreIn } from '../../../../server/mapper/explore/job.js';
import type { Explored, ExploreProgress, ExploreRequest } from '../../../../server/mapper/explore/request.js';
import { Salvage } from '../../../../server/mapper/explore/salvage.js';
import { NodeThreads } from '../../../../server/mapper/threads/node.js';
import { libraryPair } from '../../../golden/load.js';
import { exhaust } from '../exhaustive.js';
import { SeparateThreads } from '../separate-threads.js';

const pair = (...names: [string, string, string]): Pick<ExploreRequest, 'architecture' | 'workload'> => {
  const [architecture, workload] = libraryPair(...names);
  return { architecture, workload };
};

const request = (own: Partial<ExploreRequest>): ExploreRequest => ({
  ...pair('Eyeriss', 'MaestroBlas', 'MB6'),
  options: DEFAULT_OPTIONS,
  random: 0,
  starts: 0,
  timeLimit: 10,
  seed: 1,
  ...own,
});

function explored(of: ExploreRequest): Explored {
  const result = explore(of);
  assert.ok(result.kind === 'explored', JSON.stringify(result));
  return result;
}

describe('exploration', () => {
  it('gives the same points for the same seed, with or without another source, and others for another', () => {
    const [random, starts] = explored(request({ random: 200, starts: 3 })).points;
    assert.equal(random.edp_pJ_cycles.length, 200);
    assert.equal(starts.edp_pJ_cycles.length, 3);
    assert.deepEqual(explored(request({ random: 200 })).points, [random]);
    assert.deepEqual(explored(request({ starts: 3 })).points, [starts]);
    assert.notDeepEqual(explored(request({ random: 200, seed: 2 })).points, [random]);
  });

  it('finds nothing better than the optimum, and greedy descents come near it', () => {
    const { mappings, sampling, optimum, points } = explored(request({ random: 30, starts: 30 }));
    assert.deepEqual([mappings, sampling, optimum.proven], [5_597_030, 'counted', true]);
    for (const { edp_pJ_cycles, energy_pJ, latency_cycles } of points) {
      edp_pJ_cycles.forEach((edp, i) => {
        assert.ok(edp >= optimum.edp_pJ_cycles);
        assert.equal(edp, energy_pJ[i] * latency_cycles[i]);
      });
    }
    const [random, starts] = points.map(({ edp_pJ_cycles }) => distributionOf(edp_pJ_cycles, optimum));
    assert.ok(starts.quantiles[4].edp_pJ_cycles < random.quantiles[4].edp_pJ_cycles);
    assert.ok(starts.within[2].share > 0.8 && random.within[2].share < 0.2);
  });

  it('samples the distribution of a small problem as enumeration has it', () => {
    const { architecture, workload: large } = pair('Eyeriss', 'MaestroBlas', 'MB6');
    const workload = { ...large, sizes: { M: 4, K: 4, N: 2 } };
    const problem = prepare(architecture, workload, DEFAULT_OPTIONS);
    const evaluator = new Evaluator(problem);
    const all: number[] = [];
    const exhausted = exhaust(problem, 100_000, (tiling) => {
      evaluator.evaluate(tiling);
      all.push(evaluator.edp);
    });
    const { mappings, optimum, points } = explored(request({ workload, random: 20_000 }));
    assert.equal(mappings, exhausted!.mappings);
    assert.ok(Math.abs(optimum.edp_pJ_cycles / exhausted!.best!.edp - 1) < 1e-12);
    const share = (of: Iterable<number>, most: number): number => {
      const values = [...of];
      return values.filter((edp) => edp <= most * (1 + 1e-12)).length / values.length;
    };
    for (const edp of new Set(all)) {
      // Kolmogorov and Smirnov: beyond 1.95 / √20,000 once in a thousand seeds.
      assert.ok(Math.abs(share(points[0].edp_pJ_cycles, edp) - share(all, edp)) < 1.95 / Math.sqrt(20_000));
    }
  });

  it('says what stands in for an optimum that takes too long', () => {
    const { optimum, cut } = explored(
      request({ ...pair('SimbaConv', 'BenchmarkConvs', 'XIII'), random: 100, timeLimit: 0.001 }),
    );
    assert.deepEqual([optimum.proven, cut], [false, false]);
    assert.ok(optimum.gap === null || optimum.gap > 0);
  });

  for (const threads of [new NodeThreads(), new SeparateThreads()])
    it(`is cut off by cancellation, with the points so far, ${threads.sharedMemory ? 'with' : 'without'} shared memory`, async () => {
      for (const asked of [request({ random: 1_000_000 }), request({ random: 10, starts: 1_000_000 })]) {
        const stop = new AbortController();
        const shown: ExploreProgress[] = [];
        const result = await exploreIn(threads)(asked, {
          progress: (at) => {
            shown.push(at);
            if (at.count === 1_000_000 && at.done! > 0) stop.abort();
          },
          signal: stop.signal,
        });
        assert.ok(result.kind === 'explored', JSON.stringify(result));
        assert.equal(result.cut, true);
        assert.equal(result.optimum.proven, false);
        const { length } = result.points.at(-1)!.edp_pJ_cycles;
        assert.ok(length > 0 && length < 1_000_000);
        assert.ok(shown.length > 0);
      }
    });

  it('tells of all its points as it finds them, for when it is ended before its result', () => {
    const salvage = new Salvage();
    assert.deepEqual(salvage.result(), { kind: 'cancelled' });
    let told = 0;
    const result = explore(request({ random: 100_000, starts: 20 }), {
      sampled: (sampled) => {
        salvage.add(sampled);
        told = sampled.points.source === 'random' ? told + sampled.points.edp_pJ_cycles.length : told;
      },
      progress: ({ phase, done }) => assert.ok(phase !== 'sampling' || told === done, `${done} shown, ${told} told`),
    });
    const salvaged = salvage.result();
    assert.ok(result.kind === 'explored' && salvaged.kind === 'explored');
    assert.deepEqual(salvaged.points, result.points);
    assert.deepEqual([salvaged.mappings, salvaged.sampling, salvaged.cut], [result.mappings, result.sampling, true]);
    const best = Math.min(...result.points.map(({ edp_pJ_cycles }) => edp_pJ_cycles.reduce((a, b) => Math.min(a, b))));
    assert.deepEqual(salvaged.optimum, { edp_pJ_cycles: best, gap: null, proven: false });
  });

  it('was cancelled, if it is ended before it has found anything', () => {
    const salvage = new Salvage();
    const none = new Float64Array();
    const points = { source: 'random', edp_pJ_cycles: none, energy_pJ: none, latency_cycles: none } as const;
    salvage.add({ sampling: 'counted', mappings: 1, points });
    assert.deepEqual(salvage.result(), { kind: 'cancelled' });
  });

  it('says why there is nothing to explore', () => {
    const result = explore(request({ ...pair('TPUv1Conv', 'BenchmarkConvs', 'XI'), random: 10 }));
    assert.equal(result.kind, 'infeasible');
  });
});

describe('distribution', () => {
  const of = (...points: number[]): Float64Array => Float64Array.from(points);

  it('has quantiles, and shares near the optimum', () => {
    const optimum = { edp_pJ_cycles: 100, gap: 0, proven: true };
    const { quantiles, within, best_pJ_cycles } = distributionOf(of(200, 101, 104, 109, 100), optimum);
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

  it('has a curve from the best to the worst, whose points get rarer', () => {
    assert.deepEqual(curveOf(of(3, 1, 2)), [
      { share: 1 / 3, edp_pJ_cycles: 1 },
      { share: 2 / 3, edp_pJ_cycles: 2 },
      { share: 1, edp_pJ_cycles: 3 },
    ]);
    const curve = curveOf(Float64Array.from({ length: 100_000 }, (_, i) => i));
    assert.ok(curve.length < 120);
    assert.deepEqual(
      [curve[0], curve.at(-1)],
      [
        { share: 1e-5, edp_pJ_cycles: 0 },
        { share: 1, edp_pJ_cycles: 99_999 },
      ],
    );
  });

  it('puts every point into one bin, also when all cost the same', () => {
    for (const [points, optimum] of [
      [of(100, 1000, 10_000), 100],
      [of(5, 5, 5), 5],
    ] as const) {
      const worst = worstOf({ points: [{ edp_pJ_cycles: points }] } as unknown as Explored);
      const bins = histogram(points, optimum, worst, 8);
      assert.equal(bins.length, 8);
      assert.equal(
        bins.reduce((sum, { count }) => sum + count, 0),
        points.length,
      );
    }
  });
});
