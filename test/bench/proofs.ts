import { convolutionPairs, gemmPairs, nameOf, type Pair } from './pairs.js';
import { timed } from './searching.js';
import { median } from './statistics.js';
import { atMost, printTable, show, type Verdict } from './table.js';

interface Proof {
  readonly pair: Pair;
  readonly seconds: number;
  /** Percent; 0 is proven. Null where there is no mapping at all. */
  readonly gap: number | null;
}

/** Seconds after which a search is given up. */
const LIMIT = 120;

/** How long proofs of optimality take on one thread. */
export function proofs(runs: number): Verdict[] {
  const gemms = prove(gemmPairs(), runs);
  const convolutions = prove(convolutionPairs(), runs);
  const seconds = (all: readonly Proof[]): number[] => all.map(({ seconds }) => seconds);
  const slowest = (all: readonly Proof[]): number =>
    Math.max(...all.map(({ seconds, gap }) => (gap === null || gap === 0 ? seconds : Number.POSITIVE_INFINITY)));
  return [
    atMost('GEMM proofs, median', median(seconds(gemms)), 0.01),
    atMost('GEMM proofs, slowest', slowest(gemms), 0.5),
    atMost('convolution proofs, median', median(seconds(convolutions)), 0.04),
    atMost('convolution proofs, slowest', slowest(convolutions), 2),
  ];
}

function prove(pairs: readonly Pair[], runs: number): Proof[] {
  const proofs = pairs.map((pair): Proof => {
    const all = Array.from({ length: runs }, () => timed(pair, { timeLimit: LIMIT }));
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
