import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** What a suite leaves in `test-results/<suite>.json` for the closing line of `npm test`. */
export interface SuiteResult {
  passed: number;
  failed: number;
  /** Tests marked as skipped or not yet written; they are in neither of the other two. */
  pending: number;
}

const { EVENT_RUN_END } = Mocha.Runner.constants;

/**
 * Mocha's spec reporter, which also writes the counts to the file that the reporter option `result` names.
 */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = (options.reporterOptions as { result: string }).result;
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const result: SuiteResult = { passed: passes, failed: failures, pending };
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(result));
    });
  }
}
