import { OBJECTIVES } from '../../server/mapper/objective.js';
import { anneal } from './annealing.js';
import { convolutionPairs, gemmPairs, nameOf, type Pair } from './pairs.js';
import { foundBy, problemOf, timed } from './searching.js';
import { geometricMean } from './statistics.js';
import { printTable, show, type Verdict } from './table.js';

/** The searches after two seconds against simulated annealing, by EDP and by WART. 1 is as good, more is better. */
export function yardstick(annealingSeconds: number, every: number): Verdict[] {
  const pairs = [...gemmPairs(), ...convolutionPairs()].filter((_, i) => i % every === 0);
  const rows: { pair: Pair; objective: 'edp' | 'wart'; optimal: number; factorflow: number; random: number }[] = [];
  for (const pair of pairs) {
    for (const objective of ['edp', 'wart'] as const) {
      const annealed = anneal(problemOf(pair), OBJECTIVES[objective], annealingSeconds, 1);
      if (annealed === null) continue;
      const against = (strategy: 'optimal' | 'factorflow' | 'random'): number => {
        const value = foundBy(timed(pair, { strategy, objective, timeLimit: 2 }).result);
        return objective === 'wart' ? value / annealed : annealed / value;
      };
      rows.push({
        pair,
        objective,
        optimal: against('optimal'),
        factorflow: against('factorflow'),
        random: against('random'),
      });
    }
  }
  printTable(
    `After 2 s, against ${annealingSeconds} s of simulated annealing: how many times better`,
    ['pair', 'by', 'optimal', 'factorflow', 'random'],
    rows.map(({ pair, objective, optimal, factorflow, random }) => [
      nameOf(pair),
      objective,
      optimal,
      factorflow,
      random,
    ]),
  );
  const worst = Math.min(...rows.map(({ optimal }) => optimal));
  console.log(
    `  geometric means: optimal ${show(geometricMean(rows.map(({ optimal }) => optimal)))}, factorflow ${show(geometricMean(rows.map(({ factorflow }) => factorflow)))}, random ${show(geometricMean(rows.map(({ random }) => random)))}`,
  );
  return [
    {
      what: `after 2 s / annealing of ${annealingSeconds} s, worst of ${rows.length}`,
      target: '≥ 0.999',
      measured: show(worst),
      met: worst >= 0.999,
    },
  ];
}
