import { convolutionPairs, gemmPairs, nameOf, type Pair } from './pairs.js';
import { timed } from './searching.js';
import { median } from './statistics.js';
import { printTable, show, type Verdict } from './table.js';

interface Proof {
  readonly pair: Pair;
  readonly seconds: number;
  /** Percent; 0 is proven. Null where there is no mapping at all. */
  readonly gap: number | null;
}

/** How long proofs of optimality take on one thread. */
export function proofs(runs: number): Verdict[] {
  const gemms = prove(gemmPairs(), runs, 2);
  const convolutions = prove(convolutionPairs(), runs, 120);
  const within = (all: readonly Proof[], limit: number): number =>
    all.filter(({ seconds, gap }) => gap === null || (gap === 0 && seconds <= limit)).length;
  const middle = median(gemms.map(({ seconds }) => seconds));
  const open = Math.max(0, ...convolutions.map(({ gap }) => gap ?? 0));
  // The Turbo-Charged Mapper takes 1.2 s on the fastest of the pairs that it was tried on.
  return [
    {
      what: 'GEMM proofs within 2 s',
      target: '40 of 40',
      measured: `${within(gemms, 2)}`,
      met: within(gemms, 2) === 40,
    },
    {
      what: 'GEMM proofs within 0.2 s',
      target: '20 of 40',
      measured: `${within(gemms, 0.2)}`,
      met: within(gemms, 0.2) >= 20,
    },
    { what: 'GEMM proofs, median', target: '≤ 0.12 s', measured: `${show(middle)} s`, met: middle <= 0.12 },
    {
      what: 'convolution proofs within 120 s',
      target: '30 of 60',
      measured: `${within(convolutions, 120)}`,
      met: within(convolutions, 120) >= 30,
    },
    { what: 'convolutions, largest gap at 120 s', target: '< 5 %', measured: `${show(open)} %`, met: open < 5 },
  ];
}

function prove(pairs: readonly Pair[], runs: number, timeLimit: number): Proof[] {
  const proofs = pairs.map((pair): Proof => {
    const all = Array.from({ length: runs }, () => timed(pair, { strategy: 'optimal', timeLimit }));
    const { result } = all[0];
    return {
      pair,
      seconds: median(all.map(({ seconds }) => seconds)),
      gap: result.kind === 'mapped' ? result.report.search.gap : null,
    };
  });
  const slowest = [...proofs].sort((a, b) => b.seconds - a.seconds).slice(0, 10);
  printTable(
    `Proofs of WART, one thread, medians of ${runs}: ${show(median(proofs.map(({ seconds }) => seconds)))} s in the median; the slowest ten`,
    ['pair', 'seconds', 'gap %'],
    slowest.map(({ pair, seconds, gap }) => [nameOf(pair), seconds, gap ?? 'no mapping']),
  );
  return proofs;
}
