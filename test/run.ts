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
let running: ChildProcess | undefined;
atEnd(() => running && signalGroup(running, 'SIGTERM'));

/** Runs a script of package.json with its output on ours, and tells whether it succeeded. */
async function script(name: string): Promise<boolean> {
  const started = performance.now();
  console.log(`\n— npm run ${name}`);
  running = spawn('npm', ['run', '--silent', name], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    // The shell between npm and a command passes no signals on; a group gets them whole.
    detached: process.platform !== 'win32',
  });
  const [status] = await once(running, 'exit');
  running = undefined;
  console.log(`— ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return status === 0;
}

/** The counts of a suite. One that fails without saying which test did counts as one failure. */
async function suite(name: string): Promise<SuiteResult> {
  const file = path.join(testResults, `${name}.json`);
  rmSync(file, { force: true });
  const succeeded = await script(`test:${name}`);
  const result: SuiteResult = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, pending: 0, retried: [] };
  if (!succeeded || result.passed === 0) result.failed = Math.max(result.failed, 1);
  return result;
}

const steps: boolean[] = [];
for (const name of ['build', 'check']) steps.push(await script(name));
const results: SuiteResult[] = [];
for (const name of ['unit', 'extension', 'ui', 'web']) results.push(await suite(name));
const { text, failed } = closing(results, steps.filter((succeeded) => !succeeded).length);
console.log(`\n${text}`);
process.exitCode = failed === 0 ? 0 : 1;
