/*
 * npm run bench:cli   how long commands take from start to end, beside an empty Node process in the same run
 */
import { spawnSync } from 'node:child_process';
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
function timed(args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

const times = COMMANDS.map((): number[] => []);
for (let run = 0; run <= RUNS; run++) {
  COMMANDS.forEach(({ args }, i) => {
    const time = timed(args);
    if (run > 0) times[i].push(time);
  });
}

const [empty] = times;
printTable(
  `Commands from start to end, medians of ${RUNS} runs in turn, Node ${process.version}`,
  ['command', 'ms', '× empty process', 'target', ''],
  COMMANDS.map(({ args, target }, i) => {
    const ratio = median(times[i].map((time, run) => time / empty[run]));
    const name = args[0] === CLI ? `ffarch ${args.slice(1).join(' ').replace(checkout(''), '')}` : 'node -e 0';
    const verdict = target === undefined ? '' : ratio <= target ? 'met' : 'MISSED';
    return [name, Math.round(median(times[i])), show(ratio), target === undefined ? '' : `≤ ${target}`, verdict];
  }),
);
