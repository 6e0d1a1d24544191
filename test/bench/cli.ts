/*
 * npm run bench:cli   how long commands take from start to end, beside an empty Node process in the same run, on each Node
 *                     in the PATH: scripts run on the one that comes with VS Code, `ffarch` on the one of the system
 */
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkout } from '../host/checkout.js';
import { median } from './statistics.js';
import { printTable, show } from './table.js';

/** How often each is run, in turn, after one run that does not count. */
const RUNS = 15;

const CLI = checkout('dist/cli/main.js');

/** What is run, and how many times as long as an empty process it may take. */
const COMMANDS: readonly { readonly args: readonly string[]; readonly target?: number }[] = [
  { args: ['-e', '0'] },
  { args: [CLI, 'list'], target: 2.5 },
  { args: [CLI, 'map', 'Eyeriss', 'MB6'], target: 4 },
  { args: [CLI, 'check', checkout('examples/eyeriss.ffarch')] },
  { args: [CLI, 'evaluate', checkout('examples/eyeriss.ffarch')] },
];

/** Milliseconds by the clock. */
function timed(node: string, args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(node, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

const files = [process.execPath, ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'))];
const nodes = new Set(files.filter((file) => existsSync(file)).map((file) => realpathSync(file)));

for (const node of nodes) {
  const times = COMMANDS.map((): number[] => []);
  for (let run = 0; run <= RUNS; run++) {
    COMMANDS.forEach(({ args }, i) => {
      const time = timed(node, args);
      if (run > 0) times[i].push(time);
    });
  }
  const [empty] = times;
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  printTable(
    `Commands from start to end, medians of ${RUNS} runs in turn, Node ${version}`,
    ['command', 'ms', '× empty process', 'target', ''],
    COMMANDS.map(({ args, target }, i) => {
      const ratio = median(times[i].map((time, run) => time / empty[run]));
      const name = args[0] === CLI ? `ffarch ${args.slice(1).join(' ').replace(checkout(''), '')}` : 'node -e 0';
      const verdict = target === undefined ? '' : ratio <= target ? 'met' : 'MISSED';
      return [name, Math.round(median(times[i])), show(ratio), target === undefined ? '' : `≤ ${target}`, verdict];
    }),
  );
}
