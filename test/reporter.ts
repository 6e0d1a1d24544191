import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** What a suite leaves in `test-results/<suite>.json` for the closing line of `npm test`. */
export interface SuiteResult {
  passed: number;
  failed: number;
  /** Tests marked as skipped or not yet written; they are in neither of the other two. */
  pending: number;
  /** Titles of the tests that failed and passed when they were tried again; they are in `passed`. */
  retried: string[];
}

const { EVENT_RUN_END, EVENT_TEST_PASS, EVENT_TEST_RETRY } = Mocha.Runner.constants;

/**
 * Mocha's spec reporter, which also writes a {@link SuiteResult} to the file that the reporter option `result` names.
 */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = (options.reporterOptions as { result: string }).result;
    const again = new Set<string>();
    const retried: string[] = [];
    runner.on(EVENT_TEST_RETRY, (test) => again.add(test.fullTitle()));
    runner.on(EVENT_TEST_PASS, (test) => {
      if (again.has(test.fullTitle())) retried.push(test.fullTitle());
    });
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const result: SuiteResult = { passed: passes, failed: failures, pending, retried };
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(result));
    });
  }
}
