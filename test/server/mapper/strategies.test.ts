import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Coupling } from '../../../language/domain/index.js';
import {
  DEFAULT_OPTIONS,
  evaluate,
  type ModelOptions,
  prepare,
  tilingOf,
  violationsOf,
} from '../../../language/model/index.js';
import { OBJECTIVES } from '../../../server/mapper/objective.js';
import {
  DEFAULT_SEARCH,
  type MapReport,
  type MapResult,
  OBJECTIVE_NAMES,
  type SearchOptions,
  STRATEGY_NAMES,
} from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';
import * as arbitrary from '../../arbitraries.js';
import { libraryPair, publishedBest } from '../../golden/load.js';
import { exhaust } from './exhaustive.js';

type Pair = ReturnType<typeof libraryPair>;

const map = (
  [architecture, workload]: Pair,
  own: Partial<SearchOptions> = {},
  options: ModelOptions = DEFAULT_OPTIONS,
) => search({ architecture, workload, options, search: { ...DEFAULT_SEARCH, ...own } });

function mapped(result: MapResult): MapReport {
  assert.ok(result.kind === 'mapped', JSON.stringify(result));
  return result.report;
}

const loopsOf = ({ mapping }: MapReport) =>
  mapping.map(({ level, loops }) => ({
    level,
    loops: loops.map(([dimension, iterations]) => ({ dimension, iterations })),
  }));

const withoutTime = (report: MapReport) => ({ ...report, search: { ...report.search, seconds: 0 } });

describe('every strategy', () => {
  it('gives legal mappings, at what they cost, no better than the best there is, and the same again', () => {
    const problems = fc.tuple(arbitrary.pair(undefined, { largest: 8, constrained: 4 }), arbitrary.options);
    let compared = 0;
    for (const [pair, options] of fc.sample(problems, { seed: 5, numRuns: 30 })) {
      const problem = prepare(...pair, options);
      const all = exhaust(problem, 5_000);
      if (all === null) continue;
      for (const strategy of STRATEGY_NAMES) {
        // A sample of 20,000 mappings is the same for every objective.
        for (const objective of strategy === 'random' ? (['edp'] as const) : OBJECTIVE_NAMES) {
          const result = map(pair, { strategy, objective }, options);
          const where = () => JSON.stringify({ strategy, objective, pair, options });
          if (all.best === null) {
            assert.equal(result.kind, 'infeasible', where());
            continue;
          }
          const report = mapped(result);
          const mapping = loopsOf(report);
          assert.deepEqual(violationsOf(problem, tilingOf(problem, mapping)), [], where());
          const evaluated = evaluate(...pair, mapping, options);
          assert.equal(report.energy_pJ, evaluated.energy_pJ);
          assert.equal(report.latency_cycles, evaluated.latency_cycles);
          const { higherIsBetter } = OBJECTIVES[objective];
          const best = all.best[objective];
          const { value } = report.search;
          const worse = higherIsBetter ? best / value - 1 : value / best - 1;
          assert.ok(worse >= -1e-10, `${value} beats ${best}: ${where()}`);
          if (strategy === 'optimal') assert.ok(worse <= 1e-10, `${value}, not ${best}: ${where()}`);
          assert.deepEqual(withoutTime(mapped(map(pair, { strategy, objective }, options))), withoutTime(report));
          compared++;
        }
      }
    }
    assert.ok(compared > 150, `${compared} compared`);
  });
});

describe('a search that starts from a mapping', () => {
  const [architecture, workload] = libraryPair('Simba', 'MaestroBlas', 'MB6');
  const request = { architecture, workload, options: DEFAULT_OPTIONS, search: DEFAULT_SEARCH };
  const found = mapped(search(request));
  const start = loopsOf(found);

  it('never ends with a worse one, however early it is stopped', () => {
    for (const strategy of STRATEGY_NAMES) {
      const stopped = { ...request, search: { ...DEFAULT_SEARCH, strategy } };
      const report = mapped(search({ ...stopped, start }, { cancelled: () => true }));
      assert.deepEqual(loopsOf(report), start);
      assert.ok(mapped(search(stopped, { cancelled: () => true })).wart < report.wart);
    }
  });

  it('proves with less work that nothing is better', () => {
    const report = mapped(search({ ...request, start }));
    assert.deepEqual([report.search.proven, loopsOf(report)], [true, start]);
    assert.ok(report.search.evaluations < found.search.evaluations);
  });

  it('leaves a mapping aside that is not legal: of other sizes, with broken rules, with unknown names', () => {
    const factor = (n: number) =>
      start.map((level, l) => (l === 0 ? { ...level, loops: [...level.loops, ...extra(n)] } : level));
    const extra = (iterations: number) => [{ dimension: 'M', iterations }];
    const outermost = [{ level: start[0].level, loops: [] }];
    const innermost = start.at(-2)!.level;
    const all = Object.entries(workload.sizes).map(([dimension, iterations]) => ({ dimension, iterations }));
    for (const other of [
      factor(2),
      outermost,
      [{ level: innermost, loops: all }],
      [...start, { level: 'Gone', loops: [] }],
    ])
      assert.deepEqual(withoutTime(mapped(search({ ...request, start: other }))), withoutTime(found));
  });

  it('takes one with grown sizes only where sizes may grow', () => {
    const [on, of] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const odd = { ...request, architecture: on, workload: { ...of, sizes: { ...of.sizes, M: 509 } } };
    const padded = { ...odd, search: { ...DEFAULT_SEARCH, pad: true } };
    const grown = mapped(search(padded));
    assert.ok(grown.padded);
    const stopped = { cancelled: () => true };
    assert.deepEqual(loopsOf(mapped(search({ ...padded, start: loopsOf(grown) }, stopped))), loopsOf(grown));
    assert.equal(mapped(search({ ...odd, start: loopsOf(grown) }, stopped)).padded, undefined);
  });
});

describe('factorflow', () => {
  it('is at least as good as the published program, in the geometric mean and nearly everywhere', () => {
    let logs = 0;
    const all = publishedBest();
    for (const best of all) {
      const pair = libraryPair(best.architecture, best.network, best.layer);
      const { wart } = mapped(map(pair, { strategy: 'factorflow' }));
      const ratio = wart / best.wart;
      assert.ok(ratio >= 0.98, `${best.layer} on ${best.architecture}: ${ratio}`);
      logs += Math.log(ratio);
    }
    assert.ok(logs / all.length >= -1e-12, `${Math.exp(logs / all.length)}`);
  });

  it('never divides what does not divide', () => {
    const report = mapped(map(libraryPair('GemminiConv', 'BenchmarkConvs', 'XII'), { strategy: 'factorflow' }));
    for (const { loops } of report.mapping) for (const [, iterations] of loops) assert.ok(Number.isInteger(iterations));
  });
});

describe('the mapper', () => {
  const [eyeriss, { coupling: gemm }] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
  const sized = (M: number, K: number, N: number): Pair => [
    eyeriss,
    { name: 'sized', coupling: gemm, sizes: { M, K, N }, strides: {} },
  ];

  it('maps primes, and sizes of 2^40', () => {
    for (const strategy of STRATEGY_NAMES) {
      const prime = mapped(map(sized(104_729, 1_299_709, 7), { strategy }));
      assert.equal(prime.levels.at(-1)?.type, 'compute');
      mapped(map(sized(2 ** 40, 2 ** 40, 2 ** 40), { strategy, timeLimit: 1 }));
    }
  });

  it('maps a coupling of twelve dimensions within its time', () => {
    const dimensions = [...'ABCDEFGHIJKL'];
    const axes = (names: string) => [...names].map((dimension) => [{ dimension, stride: null, coefficient: 1 }]);
    const coupling: Coupling = {
      name: 'twelve',
      dimensions,
      strides: [],
      defaults: {},
      operands: {
        out: { name: 'Out', axes: axes('ABCDEF') },
        w: { name: 'W', axes: axes('ABCGHI') },
        in: { name: 'In', axes: axes('DEFGHIJKL') },
      },
    };
    const architecture = {
      ...eyeriss,
      couplings: [coupling],
      levels: eyeriss.levels.map((level) => ({ ...level, factors: [], dimensions: [] })),
    };
    const sizes = Object.fromEntries(dimensions.map((dimension) => [dimension, 16]));
    for (const strategy of STRATEGY_NAMES) {
      const report = mapped(
        map([architecture, { name: 'w', coupling, sizes, strides: {} }], { strategy, timeLimit: 1 }),
      );
      assert.ok(report.search.seconds < 5, `${strategy}: ${report.search.seconds} s`);
    }
  });

  it('says what of zero, negative and broken sizes it cannot map', () => {
    for (const size of [0, -4, 1.5, Number.NaN, 2 ** 60]) {
      const result = map(sized(size, 2, 2));
      assert.ok(result.kind === 'infeasible', JSON.stringify(result));
      assert.match(result.reason.message, /size/);
    }
  });

  it('says which capacities and constraints together exclude every mapping, and what would help', () => {
    const levels = eyeriss.levels.map((level) =>
      level.name === 'WRegister'
        ? { ...level, size: 10, factors: [{ dimension: 'K', operator: '=' as const, value: 16 }] }
        : level,
    );
    const result = map([{ ...eyeriss, levels }, sized(512, 256, 256)[1]]);
    assert.ok(result.kind === 'infeasible', JSON.stringify(result));
    assert.deepEqual(result.reason.levels, ['WRegister']);
    assert.match(result.reason.message, /WRegister.*16/);
    assert.ok(
      result.reason.remedies.some(({ text }) => /16/.test(text)),
      result.reason.remedies.map(({ text }) => text).join(' '),
    );
  });

  it('pads sizes only when that is asked for, and says by how much', () => {
    const plain = mapped(map(sized(509, 256, 256)));
    const padded = mapped(map(sized(509, 256, 256), { pad: true }));
    assert.ok(padded.wart > plain.wart);
    assert.deepEqual(padded.sizes, plain.sizes);
    assert.ok(JSON.stringify(padded).includes('"padded"'), JSON.stringify(Object.keys(padded)));
  });

  it('stops at a gap that is accepted, within it', () => {
    const { search: found } = mapped(map(libraryPair('Simba', 'BertLarge', 'KQV'), { gap: 50 }));
    assert.ok(found.gap !== null && found.gap <= 50);
  });

  it('stops when it is cancelled, with the best so far', () => {
    let asked = 0;
    const [architecture, workload] = libraryPair('SimbaConv', 'BenchmarkConvs', 'XIII');
    const request = {
      architecture,
      workload,
      options: DEFAULT_OPTIONS,
      search: { ...DEFAULT_SEARCH, objective: 'latency' as const },
    };
    const result = search(request, { cancelled: () => ++asked > 500 });
    assert.ok(result.kind === 'mapped');
    assert.equal(result.stopped, 'cancelled');
    assert.equal(result.report.search.proven, false);
    assert.ok(result.report.search.gap! > 0);
  });
});
