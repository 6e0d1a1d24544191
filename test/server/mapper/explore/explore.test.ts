import assert from 'node:assert/strict';
import type { Architecture } from '../../../../language/domain/index.js';
import { DEFAULT_OPTIONS, Evaluator, evaluate, prepare } from '../../../../language/model/index.js';
import { distributionOf, histogram } from '../../../../server/mapper/explore/distribution.js';
import { explore } from '../../../../server/mapper/explore/explore.js';
import { exploreIn } from '../../../../server/mapper/explore/job.js';
import { mappingOfNumbers, type Point } from '../../../../server/mapper/explore/point.js';
import type { Explored, ExploreProgress, ExploreRequest, Points } from '../../../../server/mapper/explore/request.js';
import { Salvage } from '../../../../server/mapper/explore/salvage.js';
import { type Kept, Scatter } from '../../../../server/mapper/explore/scatter.js';
import { better, OBJECTIVES } from '../../../../server/mapper/objective.js';
import { prng } from '../../../../server/mapper/prng.js';
import { OBJECTIVE_NAMES, type ObjectiveName } from '../../../../server/mapper/request.js';
import { NodeThreads } from '../../../../server/mapper/threads/node.js';
import { libraryPair } from '../../../golden/load.js';
import { exhaust } from '../exhaustive.js';
import { SeparateThreads } from '../separate-threads.js';

const pair = (...names: [string, string, string]): Pick<ExploreRequest, 'architecture' | 'workload'> => {
  const [architecture, workload] = libraryPair(...names);
  return { architecture, workload };
};

/** Eyeriss, whose global buffer may leave the input to its neighbours. */
function withChoice(): Architecture {
  const { architecture } = pair('Eyeriss', 'MaestroBlas', 'MB6');
  const levels = architecture.levels.map((level) =>
    level.type === 'memory' && level.name === 'GlobalBuffer' ? { ...level, mayBypass: ['in' as const] } : level,
  );
  return { ...architecture, levels };
}

const request = (own: Partial<ExploreRequest>): ExploreRequest => ({
  ...pair('Eyeriss', 'MaestroBlas', 'MB6'),
  options: DEFAULT_OPTIONS,
  random: 0,
  starts: 0,
  objective: 'edp',
  ragged: false,
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
    assert.equal(random.value.length, 200);
    assert.equal(starts.value.length, 3);
    assert.deepEqual(explored(request({ random: 200 })).points, [random]);
    assert.deepEqual(explored(request({ starts: 3 })).points, [starts]);
    assert.notDeepEqual(explored(request({ random: 200, seed: 2 })).points, [random]);
  });

  it('finds nothing better than the optimum, and greedy descents come near it', () => {
    const all = explored(request({ random: 30, starts: 30 }));
    const { mappings, sampling, optimum, points } = all;
    assert.deepEqual([mappings, sampling, optimum.proven], [5_597_030, 'counted', true]);
    for (const { value, energy_pJ, latency_cycles } of points) {
      value.forEach((edp, i) => {
        assert.ok(edp >= optimum.value);
        assert.equal(edp, energy_pJ[i] * latency_cycles[i]);
      });
    }
    const [random, starts] = points.map((own) => distributionOf(own, all));
    assert.ok(starts.quantiles[4].value < random.quantiles[4].value);
    assert.ok(starts.within[2].share > 0.8 && random.within[2].share < 0.2);
  });

  it('draws mappings whose loops divide, and says where the optimum is ragged', () => {
    const even = explored(request({ random: 50 }));
    const ragged = explored(request({ random: 50, ragged: true }));
    assert.deepEqual([even.optimum.ragged, ragged.optimum.ragged], [false, true]);
    assert.ok(ragged.optimum.value < even.optimum.value);
    assert.deepEqual(ragged.points, even.points);
  });

  it('says of a pair with nothing but ragged mappings that these are not drawn', () => {
    const without = (ragged: boolean): string => {
      const result = explore(request({ ...pair('TPUv1Conv', 'BenchmarkConvs', 'XI'), random: 10, ragged }));
      assert.equal(result.kind, 'infeasible');
      return result.kind === 'infeasible' ? result.reason.message : '';
    };
    assert.match(without(true), /^Only mappings whose loops divide are drawn, .* does not divide/);
    assert.match(without(false), /^The constraint/);
  });

  it('goes by the objective, of which the best is at hand for each', () => {
    for (const name of OBJECTIVE_NAMES) {
      const objective = OBJECTIVES[name];
      const { optimum, points } = explored(request({ random: 200, starts: 2, objective: name }));
      assert.equal(optimum.proven, true);
      for (const { value } of points) for (const one of value) assert.ok(!better(objective, one, optimum.value), name);
    }
  });

  it('keeps the mappings of some points, which cost what the points do', () => {
    for (const own of [
      pair('Eyeriss', 'MaestroBlas', 'MB6'),
      pair('SimbaConv', 'BenchmarkConvs', 'I'),
      { architecture: withChoice(), workload: pair('Eyeriss', 'MaestroBlas', 'MB6').workload },
    ]) {
      const { architecture, workload } = own;
      const { points, front, optimum, names } = explored(request({ ...own, random: 300, starts: 2 }));
      for (const { energy_pJ, latency_cycles, mapping } of [
        optimum,
        ...front,
        ...points.flatMap(({ marks }) => marks),
      ]) {
        const report = evaluate(architecture, workload, mappingOfNumbers(names, mapping), DEFAULT_OPTIONS);
        assert.deepEqual(report.violations, []);
        assert.deepEqual([report.energy_pJ, report.latency_cycles], [energy_pJ, latency_cycles]);
      }
    }
  });

  it('has all that nothing beats in energy and latency on its front, and counts each point in one mark', () => {
    const { points, front, optimum } = explored(request({ random: 5000, starts: 10 }));
    const all = points.flatMap(({ energy_pJ, latency_cycles }) =>
      Array.from(energy_pJ, (energy, i) => [energy, latency_cycles[i]] as const),
    );
    all.push([optimum.energy_pJ, optimum.latency_cycles]);
    for (const [energy, latency] of all) {
      const beaten = front.some((one) => one.energy_pJ <= energy * (1 + 1e-12) && one.latency_cycles <= latency);
      assert.ok(beaten, `${energy} ${latency}`);
    }
    for (const [i, one] of front.entries()) {
      assert.ok(all.some(([energy, latency]) => energy === one.energy_pJ && latency === one.latency_cycles));
      const before = front[i - 1];
      assert.ok(!before || (before.latency_cycles < one.latency_cycles && before.energy_pJ > one.energy_pJ));
    }
    for (const { marks, value } of points) {
      assert.ok(marks.length <= 600);
      assert.equal(
        marks.reduce((sum, { count }) => sum + count, 0),
        value.length,
      );
    }
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
    assert.ok(Math.abs(optimum.value / exhausted!.best!.edp - 1) < 1e-12);
    const share = (of: Iterable<number>, most: number): number => {
      const values = [...of];
      return values.filter((edp) => edp <= most * (1 + 1e-12)).length / values.length;
    };
    for (const edp of new Set(all)) {
      // Kolmogorov and Smirnov: beyond 1.95 / √20,000 once in a thousand seeds.
      assert.ok(Math.abs(share(points[0].value, edp) - share(all, edp)) < 1.95 / Math.sqrt(20_000));
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
        const { length } = result.points.at(-1)!.value;
        assert.ok(length > 0 && length < 1_000_000);
        assert.ok(shown.length > 0);
      }
    });

  it('tells of all its points as it finds them, for when it is ended before its result', () => {
    const salvage = new Salvage(OBJECTIVES.edp);
    assert.deepEqual(salvage.result(), { kind: 'cancelled' });
    let told = 0;
    const result = explore(request({ random: 100_000, starts: 20 }), {
      sampled: (sampled) => {
        salvage.add(sampled);
        told = sampled.points.source === 'random' ? told + sampled.points.value.length : told;
      },
      progress: ({ phase, done }) => assert.ok(phase !== 'sampling' || told === done, `${done} shown, ${told} told`),
    });
    const salvaged = salvage.result();
    assert.ok(result.kind === 'explored' && salvaged.kind === 'explored');
    assert.deepEqual(salvaged.points, result.points);
    assert.deepEqual([salvaged.mappings, salvaged.sampling, salvaged.cut], [result.mappings, result.sampling, true]);
    const best = Math.min(...result.points.map(({ value }) => value.reduce((a, b) => Math.min(a, b))));
    const { value, gap, proven } = salvaged.optimum;
    assert.deepEqual([value, gap, proven], [best, null, false]);
  });

  it('was cancelled, if it is ended before it has found anything', () => {
    const salvage = new Salvage(OBJECTIVES.edp);
    const none = new Float64Array();
    const costs = { value: none, energy_pJ: none, latency_cycles: none };
    const points = { source: 'random', ...costs, front: [], marks: [] } as const;
    const names = { levels: [], dimensions: [] };
    salvage.add({ objective: 'edp', sampling: 'counted', mappings: 1, names, points });
    assert.deepEqual(salvage.result(), { kind: 'cancelled' });
  });

  it('says why there is nothing to explore', () => {
    const result = explore(request({ ...pair('TPUv1Conv', 'BenchmarkConvs', 'XI'), random: 10 }));
    assert.equal(result.kind, 'infeasible');
  });
});

describe('distribution', () => {
  const of = (objective: ObjectiveName, best: number, ...values: number[]): [Points, Explored] => {
    const points = { value: Float64Array.from(values) } as unknown as Points;
    return [points, { objective, optimum: { value: best }, points: [points] } as unknown as Explored];
  };

  it('has quantiles, and shares near the optimum', () => {
    const { quantiles, within } = distributionOf(...of('edp', 100, 200, 101, 104, 109, 100));
    assert.deepEqual(
      quantiles.map(({ value }) => value),
      [100, 100, 100, 101, 104, 109, 200, 200, 200],
    );
    assert.deepEqual(
      within.map(({ share }) => share),
      [0.4, 0.6, 0.8],
    );
  });

  it('begins with the highest where higher is better', () => {
    const { quantiles, within } = distributionOf(...of('wart', 100, 50, 100, 99.5, 92));
    assert.deepEqual([quantiles[0].value, quantiles.at(-1)!.value], [100, 50]);
    assert.deepEqual(
      within.map(({ share }) => share),
      [0.5, 0.5, 0.75],
    );
  });

  it('puts every point into one bin, also when all cost the same or the best costs nothing', () => {
    for (const [own, all] of [of('edp', 100, 100, 1000, 10_000), of('edp', 5, 5, 5, 5), of('edp', 0, 0, 7)]) {
      const bins = histogram(own, all, 8);
      assert.equal(bins.length, 8);
      assert.equal(
        bins.reduce((sum, { count }) => sum + count, 0),
        own.value.length,
      );
    }
  });
});

describe('a scatter', () => {
  it('keeps the same marks and front however its points come together', () => {
    const random = prng(7);
    const points = Array.from({ length: 20_000 }, (_, index): Point => {
      const [energy_pJ, latency_cycles] = [1 + Math.floor(random() * 1e6), 1 + Math.floor(random() * 1e4)];
      return {
        source: 'random',
        index,
        energy_pJ,
        latency_cycles,
        value: energy_pJ * latency_cycles,
        mapping: { loops: [] },
      };
    });
    const whole = new Scatter(OBJECTIVES.edp);
    for (const point of points) whole.add(point, () => point);
    const merged = new Scatter(OBJECTIVES.edp);
    for (let from = 0; from < points.length; from += 777) {
      const part = new Scatter(OBJECTIVES.edp);
      for (const point of points.slice(from, from + 777)) part.add(point, () => point);
      merged.merge(part.kept);
    }
    const byIndex = ({ front, marks }: Kept) => [front, [...marks].sort((a, b) => a.index - b.index)];
    assert.deepEqual(byIndex(merged.kept), byIndex(whole.kept));
  });
});
