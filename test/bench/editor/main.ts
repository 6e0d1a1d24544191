/*
 * npm run bench:editor                      everything, some minutes
 * npm run bench:editor -- --only typing     one part: typing, requests, start, search, burst
 * npm run bench:editor -- --runs 3          how often each is measured, with a server of its own; medians are shown
 * npm run bench:editor -- --profile DIR     a profile of each server in DIR, for Chrome's developer tools
 *
 * The server is the one that is shipped, spawned with its messages on stdio, as an editor does. Where the system tells it,
 * the processor time of its main thread stands beside: what an answer takes while the machine has nothing else to do.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_OPTIONS } from '../../../language/model/index.js';
import { DEFAULT_SEARCH } from '../../../server/mapper/request.js';
import type { MapParams } from '../../../server/protocol/index.js';
import { median, percentile } from '../statistics.js';
import { printMarkdown, show } from '../table.js';
import { example, large, smallest } from './documents.js';
import { BenchEditor, nodeOptions } from './editor.js';
import { requests } from './requests.js';
import { burst, type Typing, typing } from './typing.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    runs: { type: 'string', default: '3' },
    profile: { type: 'string' },
  },
});
const runs = Number(values.runs);
if (values.profile !== undefined) nodeOptions.push('--cpu-prof', `--cpu-prof-dir=${values.profile}`);
const TARGETS = { example: 16, thousand: 50, tenThousand: 250, request: 15, start: 500 };
const FILES = { example: example(), thousand: large(1000, 16), tenThousand: large(10_000, 200) };

/** Starts of the server that are measured together. */
interface Starts {
  readonly name: string;
  readonly times: number[];
  readonly cpu: number[];
  /** Where what was compiled is kept. */
  readonly compiled?: string;
}

const parts: Readonly<Record<string, () => Promise<void>>> = {
  typing: async () => {
    const baseline = await typing(smallest(), runs);
    const measured: (readonly [Typing, number | undefined])[] = [[baseline, undefined]];
    for (const file of ['example', 'thousand', 'tenThousand'] as const) {
      measured.push([await typing(FILES[file], runs), TARGETS[file]]);
    }
    printMarkdown(
      'From a keystroke to its diagnostics, ms',
      ['file', 'lines', 'keystrokes', 'p50', '× smallest', 'p95', 'target', '', 'CPU p50', 'p95'],
      measured.map(([{ file, lines, keystrokes, p50, p95, cpu50, cpu95 }, target]) => [
        file.name,
        lines,
        keystrokes,
        ms(p50),
        show(Number((p50 / baseline.p50).toPrecision(2))),
        ms(p95),
        ...judged(p95, target),
        ms(cpu50),
        ms(cpu95),
      ]),
    );
  },
  requests: async () => {
    const measured = await requests(FILES.thousand, 40 * runs);
    const required = ['hover', 'completion', 'code lens'];
    printMarkdown(
      `Requests on ${FILES.thousand.name}, ms`,
      ['request', 'at rest, p50', 'p95', 'after a keystroke, p50', 'p95', 'target', '', 'CPU p50', 'p95'],
      measured.map(({ request, rest, edited }) => [
        request,
        ms(rest.p50),
        ms(rest.p95),
        ms(edited.p50),
        ms(edited.p95),
        ...judged(Math.max(rest.p95, edited.p95), required.includes(request) ? TARGETS.request : undefined),
        ms(edited.cpu50),
        ms(edited.cpu95),
      ]),
    );
  },
  start: async () => {
    const compiled = mkdtempSync(path.join(tmpdir(), 'ffarch-compiled-'));
    const node: number[] = [];
    const first: Starts = { name: 'for the first time', times: [], cpu: [] };
    const later: Starts = { name: 'after another', times: [], cpu: [], compiled };
    try {
      // The first one there compiles for the others, and counts with those that have nothing compiled.
      await start({ ...first, compiled });
      for (let i = 0; i < 5 * runs; i++) {
        node.push(elapsed(() => spawnSync(process.execPath, ['--eval', '0'])));
        await start(first);
        await start(later);
      }
    } finally {
      rmSync(compiled, { recursive: true });
    }
    printMarkdown(
      'From spawning the server to the first diagnostics, ms',
      ['start', 'p50', '× Node alone', 'p95', 'target', '', 'CPU p50'],
      [first, later].map(({ name, times, cpu }) => {
        const [p50, p95] = [median(times), percentile(times, 0.95)];
        const ratio = show(Number((p50 / median(node)).toPrecision(2)));
        return [name, ms(p50), ratio, ms(p95), ...judged(p95, TARGETS.start), ms(median(cpu))];
      }),
    );
  },
  search: async () => {
    const quiet = await typing(FILES.example, runs);
    const busy = await typing(FILES.example, runs, (editor) => void search(editor));
    printMarkdown(
      'From a keystroke to its diagnostics while the mapper searches, ms',
      ['file', 'p50', 'p95', 'p50 searching', 'p95 searching', 'target', ''],
      [
        [
          FILES.example.name,
          ms(quiet.p50),
          ms(quiet.p95),
          ms(busy.p50),
          ms(busy.p95),
          ...judged(busy.p95, TARGETS.example),
        ],
      ],
    );
  },
  burst: async () => {
    const rows: (string | number)[][] = [];
    for (const file of Object.values(FILES)) {
      const { keystrokes, answers, milliseconds, cpu } = await burst(file);
      rows.push([file.name, keystrokes, answers, ms(milliseconds), ms(cpu)]);
    }
    printMarkdown('A burst of keystrokes', ['file', 'keystrokes', 'answers', 'ms until the last', 'CPU'], rows);
  },
};

/** Starts a server, waits for the diagnostics of the example, and ends it. */
async function start({ times, cpu, compiled }: Starts): Promise<void> {
  const started = performance.now();
  const editor = await BenchEditor.open(FILES.example, compiled);
  times.push(performance.now() - started);
  cpu.push(editor.cpu());
  await editor.close();
}

/** Lets the server's mapper search for as long as it runs. */
function search(editor: BenchEditor): Promise<unknown> {
  const params: MapParams = {
    job: 'bench',
    uri: editor.uri,
    workload: { uri: 'ffarch-library:/benchmarks.ffarch', name: 'ResNet18.L5' },
    architecture: { uri: 'ffarch-library:/architectures.ffarch', name: 'SimbaConv' },
    options: DEFAULT_OPTIONS,
    search: { ...DEFAULT_SEARCH, strategy: 'random', timeLimit: null },
  };
  // It ends with the server.
  return editor.connection.sendRequest('factorflow/map', params).catch(() => {});
}

const ms = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(1));

const judged = (p95: number, target: number | undefined): string[] =>
  target === undefined ? ['', ''] : [`≤ ${target}`, p95 <= target ? 'met' : 'MISSED'];

function elapsed(action: () => void): number {
  const started = performance.now();
  action();
  return performance.now() - started;
}

const unknown = values.only?.find((part) => !(part in parts));
if (unknown !== undefined) {
  console.error(`There is no part ${unknown}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
const load = () => loadavg()[0].toFixed(1);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${load()}`);
for (const [name, run] of Object.entries(parts)) {
  if (values.only === undefined || values.only.includes(name)) await run();
}
console.log(`\nLoad at the end: ${load()}`);
