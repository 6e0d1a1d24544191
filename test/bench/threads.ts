import { Mapper } from '../../server/mapper/job.js';
import type { MapResult, ObjectiveName } from '../../server/mapper/request.js';
import { NodeThreads } from '../../server/mapper/threads/node.js';
import { convolutionPairs, gemmPairs, nameOf, type Pair } from './pairs.js';
import { requestFor } from './searching.js';
import { geometricMean, median } from './statistics.js';
import { atMost, printTable, show, type Verdict } from './table.js';

/** Among the slowest proofs of the library, over all objectives. */
const SLOWEST: readonly { pair: Pair; objective: ObjectiveName }[] = [
  { pair: { architecture: 'SimbaConv', network: 'BenchmarkConvs', layer: 'XIII' }, objective: 'latency' },
  { pair: { architecture: 'SimbaConv', network: 'BenchmarkConvs', layer: 'XIII' }, objective: 'edp' },
  { pair: { architecture: 'SimbaConv', network: 'BenchmarkConvs', layer: 'XIV' }, objective: 'energy' },
];

/** More threads than the one that a search may do without. */
const COUNTS = [2, 4] as const;
/** Seconds by which runs of a few milliseconds differ without any reason. */
const JITTER = 0.005;

/** How many times slower more threads may be than one. */
const SLOWER = 1.1;
/** How many times as many runs a pair gets that looks slower. */
const CLOSER = 5;

interface Timed {
  readonly pair: Pair;
  readonly objective: ObjectiveName;
  /** Seconds on one thread, and on the others of {@link COUNTS}. */
  readonly one: number;
  readonly more: readonly number[];
  readonly same: boolean;
}

/** Several threads against one, in turns, in workers that are warm: the slowest proofs, and every pair. */
export async function threads(runs: number): Promise<Verdict[]> {
  const mapper = new Mapper(new NodeThreads());
  const all = [...gemmPairs(), ...convolutionPairs()].map((pair) => ({ pair, objective: 'edp' as const }));
  const slow = await measure(mapper, SLOWEST, runs);
  const once = await measure(mapper, all, runs);
  // Of a hundred runs of some milliseconds, some are slower by chance: what looks so is looked at more closely.
  const again = await measure(
    mapper,
    once.filter((timed) => ratio(timed) > SLOWER),
    CLOSER * runs,
  );
  await mapper.dispose();
  print('slow proofs', slow, runs);
  const every = [...once.filter((timed) => ratio(timed) <= SLOWER), ...again];
  const worst = every.toSorted((a, b) => ratio(b) - ratio(a));
  print('all pairs by EDP, the worst ten', worst.slice(0, 10), runs);
  const faster = geometricMean(slow.map(({ one, more: [two] }) => one / two));
  const long = [...slow, ...every].filter(({ one }) => one > 1).map(({ one, more: [two] }) => one / two);
  const same = [...slow, ...every].every((timed) => timed.same);
  return [
    { what: 'two threads, times faster, geometric mean', target: '≥ 1.7', measured: show(faster), met: faster >= 1.7 },
    {
      what: 'two threads where the proof takes more than a second, times faster, worst',
      target: '> 1',
      measured: show(Math.min(...long)),
      met: Math.min(...long) > 1,
    },
    atMost('two and four threads on every pair, times slower, worst', ratio(worst[0]), SLOWER, '×'),
    { what: 'threads find the same mapping', target: 'always', measured: same ? 'always' : 'not always', met: same },
  ];
}

function ratio({ one, more }: Timed): number {
  return Math.max(...more.map((seconds) => (seconds - one <= JITTER ? 1 : seconds / one)));
}

async function measure(
  mapper: Mapper,
  searches: readonly { pair: Pair; objective: ObjectiveName }[],
  runs: number,
): Promise<Timed[]> {
  const all: Timed[] = [];
  for (const { pair, objective } of searches) {
    const run = async (threads: number) => {
      const started = performance.now();
      const result = await mapper.map(requestFor(pair, { objective, threads }));
      return { seconds: (performance.now() - started) / 1000, found: mappingOf(result) };
    };
    await run(Math.max(...COUNTS));
    const turns: Awaited<ReturnType<typeof run>>[][] = [];
    for (let turn = 0; turn < runs; turn++) {
      const times = [await run(1)];
      for (const count of COUNTS) times.push(await run(count));
      turns.push(times);
    }
    const [one, ...more] = [1, ...COUNTS].map((_, i) => median(turns.map((times) => times[i].seconds)));
    const same = turns.every((times) => times.every(({ found }) => found === times[0].found));
    all.push({ pair, objective, one, more, same });
  }
  return all;
}

function print(what: string, all: readonly Timed[], runs: number): void {
  printTable(
    `Threads on ${what}, seconds, medians of ${runs}`,
    ['pair', 'by', 'one', 'two', 'four', 'two faster', 'same mapping'],
    all.map(({ pair, objective, one, more: [two, four], same }) => [
      nameOf(pair),
      objective,
      one,
      two,
      four,
      one / two,
      same ? 'yes' : 'NO',
    ]),
  );
}

const mappingOf = (result: MapResult): string =>
  result.kind === 'mapped' ? JSON.stringify([result.report.mapping, result.report.search.value]) : result.kind;
