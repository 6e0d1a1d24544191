import { Mapper } from '../../server/mapper/job.js';
import type { MapResult, ObjectiveName } from '../../server/mapper/request.js';
import { NodeThreads } from '../../server/mapper/threads/node.js';
import { nameOf, type Pair } from './pairs.js';
import { requestFor } from './searching.js';
import { geometricMean, median } from './statistics.js';
import { printTable, show, type Verdict } from './table.js';

/** Among the slowest proofs of the library, over all objectives. */
const SLOWEST: readonly { pair: Pair; objective: ObjectiveName }[] = [
  { pair: { architecture: 'SimbaConv', network: 'BenchmarkConvs', layer: 'XIII' }, objective: 'latency' },
  { pair: { architecture: 'SimbaConv', network: 'BenchmarkConvs', layer: 'XIII' }, objective: 'edp' },
  { pair: { architecture: 'SimbaConv', network: 'BenchmarkConvs', layer: 'XIV' }, objective: 'energy' },
];

/** Two threads against one, in turns, in workers that are warm. */
export async function threads(runs: number): Promise<Verdict[]> {
  const mapper = new Mapper(new NodeThreads());
  const run = async (
    pair: Pair,
    objective: ObjectiveName,
    count: number,
  ): Promise<{ seconds: number; result: MapResult }> => {
    const started = performance.now();
    const result = await mapper.map(requestFor(pair, { objective, threads: count }));
    return { seconds: (performance.now() - started) / 1000, result };
  };
  const rows = [];
  for (const { pair, objective } of SLOWEST) {
    await run(pair, objective, 2);
    const one: number[] = [];
    const two: number[] = [];
    let same = true;
    for (let i = 0; i < runs; i++) {
      const alone = await run(pair, objective, 1);
      const together = await run(pair, objective, 2);
      one.push(alone.seconds);
      two.push(together.seconds);
      same &&= mappingOf(alone.result) === mappingOf(together.result);
    }
    rows.push({ pair, objective, one: median(one), two: median(two), same });
  }
  await mapper.dispose();
  printTable(
    `Threads on slow proofs, seconds, medians of ${runs}`,
    ['pair', 'by', 'one', 'two', 'faster', 'same mapping'],
    rows.map(({ pair, objective, one, two, same }) => [
      nameOf(pair),
      objective,
      one,
      two,
      one / two,
      same ? 'yes' : 'NO',
    ]),
  );
  const faster = geometricMean(rows.map(({ one, two }) => one / two));
  return [
    { what: 'two threads, times faster, geometric mean', target: '≥ 1.7', measured: show(faster), met: faster >= 1.7 },
    {
      what: 'two threads find the same mapping',
      target: 'always',
      measured: rows.every(({ same }) => same) ? 'always' : 'not always',
      met: rows.every(({ same }) => same),
    },
  ];
}

const mappingOf = (result: MapResult): string =>
  result.kind === 'mapped' ? JSON.stringify([result.report.mapping, result.report.search.value]) : result.kind;
