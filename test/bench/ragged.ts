import type { MapReport } from '../../server/mapper/request.js';
import { convolutionPairs, gemmPairs, nameOf, type Pair } from './pairs.js';
import { timed } from './searching.js';
import { median } from './statistics.js';
import { printTable, show, type Verdict } from './table.js';

/** What ragged fanouts gain on a pair, by EDP. */
interface Gain {
  readonly pair: Pair;
  /** Of the search over all loops, those that divide included. */
  readonly seconds: number;
  /** Percent; 0 is proven. */
  readonly gap: number;
  readonly report: MapReport;
  /** With loops that divide; null where none are legal. */
  readonly perfect: MapReport | null;
}

/** What the space of ragged fanouts costs to search, and what it gains over loops that divide. */
export function ragged(runs: number): Verdict[] {
  const gemms = gains(gemmPairs(), runs, 30);
  const convolutions = gains(convolutionPairs(), runs, 30);
  const middle = (all: readonly Gain[]): number => median(all.map(({ seconds }) => seconds));
  const slowest = Math.max(...gemms.map(({ seconds, gap }) => (gap === 0 ? seconds : Number.POSITIVE_INFINITY)));
  const open = Math.max(...convolutions.map(({ gap }) => gap));
  const better = gemms.flatMap(({ pair, report, perfect }) =>
    pair.architecture === 'Eyeriss' && perfect !== null ? [perfect.edp_pJ_cycles / report.edp_pJ_cycles] : [],
  );
  const mean = Math.exp(better.reduce((sum, factor) => sum + Math.log(factor), 0) / better.length);
  return [
    {
      what: 'ragged GEMM proofs, median',
      target: '≤ 0.1 s',
      measured: `${show(middle(gemms))} s`,
      met: middle(gemms) <= 0.1,
    },
    { what: 'ragged GEMM proofs, slowest', target: '≤ 5 s', measured: `${show(slowest)} s`, met: slowest <= 5 },
    { what: 'ragged GEMMs, EDP on Eyeriss', target: '≥ 1.5 × better', measured: `${show(mean)} ×`, met: mean >= 1.5 },
    {
      what: 'ragged convolution proofs, median',
      target: '≤ 1 s',
      measured: `${show(middle(convolutions))} s`,
      met: middle(convolutions) <= 1,
    },
    { what: 'ragged convolutions, largest gap at 30 s', target: '≤ 2 %', measured: `${show(open)} %`, met: open <= 2 },
  ];
}

function gains(pairs: readonly Pair[], runs: number, timeLimit: number): Gain[] {
  const all = pairs.flatMap((pair): Gain[] => {
    const { result: without } = timed(pair, { objective: 'edp', timeLimit });
    const times = Array.from({ length: runs }, () => timed(pair, { objective: 'edp', ragged: true, timeLimit }));
    const { result } = times[0];
    if (result.kind !== 'mapped') return [];
    const { report } = result;
    const perfect = without.kind === 'mapped' ? without.report : null;
    return [
      { pair, seconds: median(times.map(({ seconds }) => seconds)), gap: report.search.gap ?? 100, report, perfect },
    ];
  });
  const times = (one: number, other: number | undefined): number | string =>
    other === undefined ? 'no mapping' : other / one;
  printTable(
    `EDP with ragged fanouts, one thread, medians of ${runs}; times better than with loops that divide`,
    ['pair', 'seconds', 'gap %', 'EDP ×', 'latency ×', 'array used, from', 'to'],
    all.map(({ pair, seconds, gap, report, perfect }) => [
      nameOf(pair),
      seconds,
      gap,
      times(report.edp_pJ_cycles, perfect?.edp_pJ_cycles),
      times(report.latency_cycles, perfect?.latency_cycles),
      perfect === null ? 'no mapping' : perfect.utilization,
      report.utilization,
    ]),
  );
  return all;
}
