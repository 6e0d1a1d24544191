import { publishedBest } from '../golden/load.js';
import { coldMilestones } from './cold.js';
import { foundBy, timed } from './searching.js';
import { geometricMean, median } from './statistics.js';
import { printTable, show, type Verdict } from './table.js';

/** Against the published FactorFlow: its own search as we have it, and the optimal one, by WART and by time. */
export async function published(runs: number): Promise<Verdict[]> {
  const rows = [];
  for (const best of publishedBest()) {
    const own = Array.from({ length: runs }, () => timed(best, { strategy: 'factorflow' }));
    const cold = [];
    for (let run = 0; run < runs; run++) cold.push(await coldMilestones(best, { objective: 'wart' }, best.wart));
    const optimum = foundBy(timed(best, { strategy: 'optimal' }).result);
    rows.push({
      best,
      cpu: median(own.map(({ cpuSeconds }) => cpuSeconds)),
      wart: foundBy(own[0].result),
      first: median(cold.map(({ first }) => first)),
      reached: median(cold.map(({ reached }) => reached)),
      proven: median(cold.map(({ finished }) => finished)),
      optimum,
    });
  }
  printTable(
    `The published search: times in seconds, medians of ${runs}; "reached" is when optimal has a result as good, in a thread that has run nothing before`,
    [
      'layer',
      'on',
      'cpu',
      'WART',
      'ours: cpu',
      'WART/published',
      'optimal: reached',
      'faster',
      'proven',
      'WART/published',
    ],
    rows.map(({ best, cpu, wart, reached, proven, optimum }) => [
      `${best.network}.${best.layer}`,
      best.architecture,
      best.cpu_s,
      best.wart,
      cpu,
      wart / best.wart,
      reached,
      best.cpu_s / reached,
      proven,
      optimum / best.wart,
    ]),
  );
  const ratio = geometricMean(rows.map(({ wart, best }) => wart / best.wart));
  const worst = Math.min(...rows.map(({ wart, best }) => wart / best.wart));
  const faster = rows.map(({ reached, best }) => best.cpu_s / reached);
  const first = Math.max(...rows.map(({ first }) => first));
  const speed = geometricMean(rows.map(({ cpu, best }) => best.cpu_s / cpu));
  console.log(
    `  geometric means: factorflow ${show(speed)} times faster at ${show(ratio)} of the WART, optimal ${show(geometricMean(faster))} times faster at ${show(geometricMean(rows.map(({ optimum, best }) => optimum / best.wart)))}`,
  );
  return [
    {
      what: 'factorflow: WART / published, geometric mean',
      target: '≥ 1',
      measured: show(ratio),
      met: ratio >= 1 - 1e-9,
    },
    { what: 'factorflow: WART / published, worst', target: '≥ 0.98', measured: show(worst), met: worst >= 0.98 },
    {
      what: 'optimal: times faster to a result as good, geometric mean',
      target: '≥ 300',
      measured: show(geometricMean(faster)),
      met: geometricMean(faster) >= 300,
    },
    {
      what: 'optimal: times faster to a result as good, worst',
      target: '≥ 30',
      measured: show(Math.min(...faster)),
      met: Math.min(...faster) >= 30,
    },
    { what: 'first legal mapping, slowest', target: '≤ 0.05 s', measured: `${show(first)} s`, met: first <= 0.05 },
  ];
}
