import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { closing } from './closing.js';
import { testResults } from './host/checkout.js';
import { atEnd, endWithParent, signalGroup } from './host/lifetime.js';
import type { SuiteResult } from './reporter.js';

/*
 * `npm test`: builds, checks and runs every suite, whatever became of those before it, and closes with one line for all.
 */
endWithParent();
const running = new Set<ChildProcess>();
atEnd(() => {
  for (const child of running) signalGroup(child, 'SIGTERM');
});

/** A script of package.json with its arguments. */
type Script = readonly [name: string, ...args: string[]];

/** Runs a script and tells whether it succeeded. Its output goes to ours as it comes, or as a whole when it has ended. */
async function script([name, ...args]: Script, whole = false): Promise<boolean> {
  const title = ['npm run', name, ...args].join(' ');
  const started = performance.now();
  console.log(`\n— ${title}`);
  const child = spawn('npm', ['run', '--silent', name, '--', ...args], {
    stdio: ['ignore', whole ? 'pipe' : 'inherit', whole ? 'pipe' : 'inherit'],
    shell: process.platform === 'win32',
    // The shell between npm and a command passes no signals on; a group gets them whole.
    detached: process.platform !== 'win32',
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
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
async function suite(run: Script, result: string, whole = false): Promise<SuiteResult> {
  const file = path.join(testResults, `${result}.json`);
  rmSync(file, { force: true });
  const succeeded = await script(run, whole);
  const counts: SuiteResult = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, pending: 0, retried: [] };
  if (!succeeded || counts.passed === 0) counts.failed = Math.max(counts.failed, 1);
  return counts;
}

/** A part of the tests in a window: those wait more than they compute, so two parts run side by side. */
const windows =
  (name: 'ui' | 'web', result: string, ...args: string[]) =>
  () =>
    suite([name, '--reporter-option', `result=test-results/${result}.json`, ...args], result, true);

const steps: boolean[] = [];
for (const name of ['build', 'check']) steps.push(await script([name]));
const results = [await suite(['test:unit'], 'unit'), await suite(['test:extension'], 'extension')];
steps.push(await script(['package']));
const parts = [
  windows('ui', 'ui-1', '--ignore', 'test/ui/[n-z]*'),
  windows('ui', 'ui-2', '--ignore', 'test/ui/[a-m]*'),
  windows('web', 'web'),
];
const takeParts = async (): Promise<void> => {
  for (let part = parts.shift(); part; part = parts.shift()) results.push(await part());
};
await Promise.all([takeParts(), takeParts()]);
const { text, failed } = closing(results, steps.filter((succeeded) => !succeeded).length);
console.log(`\n${text}`);
process.exitCode = failed === 0 ? 0 : 1;
