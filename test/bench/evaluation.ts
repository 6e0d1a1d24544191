import { Evaluator, type Problem, type Tiling, tilingOf } from '../../language/model/index.js';
import { search } from '../../server/mapper/search.js';
import type { Pair } from './pairs.js';
import { problemOf, requestFor } from './searching.js';
import { median } from './statistics.js';
import { printTable, show, type Verdict } from './table.js';

const RUNS = 7;
const EVALUATIONS = 200_000;

/** Full evaluations of a mapping per second, for a GEMM and a strided convolution. */
export function evaluation(): Verdict[] {
  const cases: { what: string; pair: Pair; target: number }[] = [
    { what: 'GEMM', pair: { architecture: 'Eyeriss', network: 'MaestroBlas', layer: 'MB6' }, target: 1.5e6 },
    { what: 'convolution', pair: { architecture: 'EyerissConv', network: 'ResNet18', layer: 'L5' }, target: 5e5 },
  ];
  const measured = cases.map(({ what, pair, target }) => {
    const problem = problemOf(pair);
    const result = search(requestFor(pair, {}));
    if (result.kind !== 'mapped') throw new Error(`${pair.layer} has no mapping`);
    const mapping = result.report.mapping.map(({ level, loops }) => ({
      level,
      loops: loops.map(([dimension, iterations]) => ({ dimension, iterations })),
    }));
    const tiling = tilingOf(problem, mapping);
    const rates = Array.from({ length: RUNS }, () => rate(problem, tiling));
    return { what, pair, target, rate: median(rates) };
  });
  printTable(
    'Full evaluations per second',
    ['what', 'on', 'median', 'target'],
    measured.map(({ what, pair, rate, target }) => [
      `${what} ${pair.layer}`,
      pair.architecture,
      Math.round(rate),
      target,
    ]),
  );
  return measured.map(({ what, rate, target }) => ({
    what: `evaluations a second, ${what}`,
    target: `≥ ${show(target)}`,
    measured: show(Math.round(rate)),
    met: rate >= target,
  }));
}

function rate(problem: Problem, tiling: Tiling): number {
  const evaluator = new Evaluator(problem);
  const started = performance.now();
  for (let i = 0; i < EVALUATIONS; i++) evaluator.evaluate(tiling);
  return EVALUATIONS / ((performance.now() - started) / 1000);
}
