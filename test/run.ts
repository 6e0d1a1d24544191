import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { testResults } from './host/checkout.js';
import type { SuiteResult } from './reporter.js';

/*
 * `npm test`: builds, checks and runs every suite, whatever became of those before it, and closes with one line for all.
 */
const suites = ['unit', 'extension', 'ui'];

/** Runs a script of package.json with its output on ours, and tells whether it succeeded. */
function script(name: string): boolean {
  const started = performance.now();
  console.log(`\n— npm run ${name}`);
  const { status } = spawnSync('npm', ['run', '--silent', name], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  console.log(`— ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return status === 0;
}

/** The counts of a suite. One that fails without saying which test did counts as one failure. */
function suite(name: string): SuiteResult {
  const file = path.join(testResults, `${name}.json`);
  rmSync(file, { force: true });
  const succeeded = script(`test:${name}`);
  const result: SuiteResult = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, pending: 0 };
  if (succeeded !== (result.failed === 0 && result.passed > 0)) result.failed = Math.max(result.failed, 1);
  return result;
}

const steps = ['build', 'check'].map(script);
const results = suites.map(suite);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, steps.filter((succeeded) => !succeeded).length);
const pending = results.reduce((sum, result) => sum + result.pending, 0);
if (pending > 0) console.log(`${pending} skipped`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
