import type { MapReport, SearchOptions } from '../../server/mapper/request.js';
import { coldMilestones } from './cold.js';
import { convolutionPairs, gemmPairs, nameOf, type Pair } from './pairs.js';
import { timed } from './searching.js';
import { geometricMean, median } from './statistics.js';
import { atMost, printTable, show, type Verdict } from './table.js';

/** Seconds after which a search of a larger space is to be near its end. */
const LIMIT = 30;

/** A search of a larger space, by EDP. */
interface Wide {
  readonly pair: Pair;
  readonly options: Partial<SearchOptions>;
  readonly seconds: number;
  /** Percent; 0 is proven. */
  readonly gap: number;
  readonly report: MapReport;
  /** Of the pair itself with loops that divide; null where none are legal. */
  readonly perfect: MapReport | null;
}

/** What larger spaces cost to search, and what is gained over loops that divide and what the architectures keep. */
export async function spaces(runs: number): Promise<Verdict[]> {
  const bypass = (pair: Pair): Pair => ({ ...pair, variant: 'may bypass' });
  const neighbours = (pair: Pair): Pair => ({ ...pair, variant: 'peToPe' });
  const gemms = search('ragged fanouts', gemmPairs(), runs, { ragged: true });
  const convolutions = search('ragged fanouts', convolutionPairs(), runs, { ragged: true });
  const kept = search('optional bypass', gemmPairs(['Eyeriss', 'Simba', 'Gemmini']).map(bypass), runs, {});
  const chains = search('peToPe', gemmPairs(['TPUv1']).map(neighbours), runs, {});
  const onEyeriss = gemms.filter(({ pair }) => pair.architecture === 'Eyeriss');
  const better = geometricMean(onEyeriss.flatMap((each) => gainOf(each, 'edp_pJ_cycles') ?? []));
  const first = await slowestFirst([...gemms, ...convolutions, ...kept, ...chains], runs);
  return [
    atMost('ragged GEMM proofs, median', middle(gemms), 0.1),
    atMost('ragged GEMM proofs, slowest', slowest(gemms), 5),
    {
      what: 'ragged GEMMs, EDP on Eyeriss',
      target: '≥ 1.5 × better',
      measured: `${show(better)} ×`,
      met: better >= 1.5,
    },
    atMost('ragged convolution proofs, median', middle(convolutions), 1),
    atMost(`ragged convolutions, largest gap at ${LIMIT} s`, Math.max(...convolutions.map(({ gap }) => gap)), 2, '%'),
    atMost('optional bypass, median', middle(kept), 0.5),
    atMost('optional bypass, slowest', slowest(kept), 10),
    atMost('peToPe on TPUv1, slowest', slowest(chains), 2),
    atMost('first legal mapping in larger spaces, slowest', first, 0.05),
  ];
}

const middle = (all: readonly Wide[]): number => median(all.map(({ seconds }) => seconds));

/** Infinite unless all are proven. */
const slowest = (all: readonly Wide[]): number =>
  Math.max(...all.map(({ seconds, gap }) => (gap === 0 ? seconds : Number.POSITIVE_INFINITY)));

/** How many times lower a figure is than without the larger space; undefined where that has no mapping. */
const gainOf = ({ report, perfect }: Wide, figure: 'edp_pJ_cycles' | 'latency_cycles'): number | undefined =>
  perfect === null ? undefined : perfect[figure] / report[figure];

/** Seconds until any mapping was known, of searches in threads that have run nothing before. */
async function slowestFirst(all: readonly Wide[], runs: number): Promise<number> {
  let slowest = 0;
  for (const { pair, options } of all) {
    const first: number[] = [];
    for (let run = 0; run < runs; run++) {
      first.push((await coldMilestones(pair, { ...options, objective: 'edp', timeLimit: 0.2 }, 0)).first);
    }
    slowest = Math.max(slowest, median(first));
  }
  return slowest;
}

function search(what: string, pairs: readonly Pair[], runs: number, wider: Partial<SearchOptions>): Wide[] {
  const options = { ...wider, objective: 'edp', timeLimit: LIMIT } as const;
  const all = pairs.flatMap((pair): Wide[] => {
    const { variant: _, ...own } = pair;
    const { result: without } = timed(own, { objective: 'edp', timeLimit: LIMIT });
    const times = Array.from({ length: runs }, () => timed(pair, options));
    const { result } = times[0];
    if (result.kind !== 'mapped') return [];
    const { report } = result;
    const seconds = median(times.map(({ seconds }) => seconds));
    const perfect = without.kind === 'mapped' ? without.report : null;
    return [{ pair, options, seconds, gap: report.search.gap ?? 100, report, perfect }];
  });
  printTable(
    `EDP with ${what}, one thread, medians of ${runs}; times better than without`,
    ['pair', 'seconds', 'gap %', 'EDP ×', 'latency ×', 'array used, from', 'to'],
    all.map((each) => [
      nameOf(each.pair),
      each.seconds,
      each.gap,
      gainOf(each, 'edp_pJ_cycles') ?? 'no mapping',
      gainOf(each, 'latency_cycles') ?? 'no mapping',
      each.perfect?.utilization ?? 'no mapping',
      each.report.utilization,
    ]),
  );
  return all;
}
