import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, setPriority } from 'node:os';
import path from 'node:path';
import { closing } from './closing.js';
import { testResults } from './host/checkout.js';
import { atEnd, endWithParent, signalGroup } from './host/lifetime.js';
import type { SuiteResult } from './reporter.js';

/*
 * `npm test`: packages once what every suite runs, checks, and runs all suites side by side, whatever becomes of each; closes
 * with one line for all.
 */
endWithParent();
const running = new Set<ChildProcess>();
atEnd(() => {
  for (const child of running) signalGroup(child, 'SIGTERM');
});

/** A script of package.json with its arguments. */
type Script = readonly [name: string, ...args: string[]];

/** How much less than others a script gets that runs beside them: a third of a processor that both want. */
const BESIDE = 5;

/** Runs a script and tells whether it succeeded. What it prints is shown as a whole when it has ended, since others run beside it. */
async function script([name, ...args]: Script, niceness = 0): Promise<boolean> {
  const title = ['npm run', name, ...args].join(' ');
  const started = performance.now();
  console.log(`\n— ${title}`);
  const child = spawn('npm', ['run', '--silent', name, '--', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    // The shell between npm and a command passes no signals on; a group gets them whole.
    detached: process.platform !== 'win32',
  });
  running.add(child);
  if (niceness > 0 && child.pid !== undefined) setPriority(child.pid, niceness);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [status] = await once(child, 'close');
  running.delete(child);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${output}— ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  return status === 0;
}

/** The counts of a suite, which it leaves in a file. One that fails without saying which test did counts as one failure. */
async function suite(run: Script, result: string, niceness = 0): Promise<SuiteResult> {
  const file = path.join(testResults, `${result}.json`);
  rmSync(file, { force: true });
  const succeeded = await script(run, niceness);
  const counts: SuiteResult = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, pending: 0, retried: [] };
  if (!succeeded || counts.passed === 0) counts.failed = Math.max(counts.failed, 1);
  return counts;
}

/** A part of the tests in a window of the workbench: those of files that begin with some letters. */
const ui = (letters: string) => () =>
  suite(
    ['ui', '--reporter-option', `result=test-results/ui-${letters}.json`, '--ignore', `test/ui/[!${letters}]*`],
    `ui-${letters}`,
  );

const steps = [await script(['package'])];
const results: SuiteResult[] = [];

/** Those in windows wait more than they compute, so more of them run side by side than there are processors; the longest begin. */
const inWindows = [
  ui('a-c'),
  ui('p'),
  ui('d-o'),
  ui('q-z'),
  () => suite(['web'], 'web'),
  () => suite(['extension'], 'extension'),
];
const takeWindows = async (): Promise<void> => {
  for (let part = inWindows.shift(); part; part = inWindows.shift()) results.push(await part());
};
const windows = Array.from({ length: availableParallelism() + 1 }, takeWindows);

/** Those that only compute get what the windows leave. */
const compute = async (): Promise<void> => {
  for (const name of ['types', 'lint']) steps.push(await script([name], BESIDE));
  results.push(await suite(['test:unit'], 'unit', BESIDE));
};
await Promise.all([...windows, compute()]);
const { text, failed } = closing(results, steps.filter((succeeded) => !succeeded).length);
console.log(`\n${text}`);
process.exitCode = failed === 0 ? 0 : 1;
