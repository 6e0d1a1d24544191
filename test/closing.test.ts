import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Mocha from 'mocha';
import { closing } from './closing.js';
import Reporter, { type SuiteResult } from './reporter.js';

/** Runs a suite of three tests that may be tried twice, and gives what its reporter leaves. */
async function flakySuite(): Promise<SuiteResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'factorflow-closing-'));
  const result = path.join(folder, 'result.json');
  const { consoleLog } = Mocha.reporters.Base;
  try {
    Mocha.reporters.Base.consoleLog = () => {};
    const mocha = new Mocha({ reporter: Reporter, reporterOptions: { result }, retries: 1 });
    const suite = Mocha.Suite.create(mocha.suite, 'A suite');
    let tries = 0;
    suite.addTest(new Mocha.Test('passes', () => {}));
    suite.addTest(new Mocha.Test('passes the second time', () => assert.equal(++tries, 2)));
    suite.addTest(new Mocha.Test('never passes', () => assert.fail()));
    await new Promise<number>((end) => mocha.run(end));
    return JSON.parse(readFileSync(result, 'utf8'));
  } finally {
    Mocha.reporters.Base.consoleLog = consoleLog;
    rmSync(folder, { recursive: true });
  }
}

describe('The end of npm test', () => {
  it('knows which tests needed their retry', async () => {
    assert.deepEqual(await flakySuite(), {
      passed: 2,
      failed: 1,
      pending: 0,
      retried: ['A suite passes the second time'],
    });
  });

  it('counts and names those, and has the counts by themselves in the last line', () => {
    const unit = { passed: 10, failed: 0, pending: 2, retried: [] };
    const ui = { passed: 3, failed: 1, pending: 0, retried: ['A panel opens', 'Typing types'] };
    assert.deepEqual(closing([unit, ui], 1), {
      text: '2 passed only when tried again:\n  A panel opens\n  Typing types\n2 skipped\n13 passed, 2 failed',
      failed: 2,
    });
  });

  it('is the counts alone when all went well', () =>
    assert.deepEqual(closing([{ passed: 10, failed: 0, pending: 0, retried: [] }], 0), {
      text: '10 passed, 0 failed',
      failed: 0,
    }));
});
