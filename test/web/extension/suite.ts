import type { Report } from './report.js';

declare const self: { origin: string };

/** Runs the tests that were bundled with this; called by VS Code in its web extension host. */
export async function run(): Promise<void> {
  const report: Report = { passed: [], failed: [] };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => report.passed.push(test.fullTitle()))
      .on('fail', (test, error) => report.failed.push(`${test.fullTitle()}: ${error.stack ?? error.message}`));
  });
  await fetch(`${self.origin}/report`, { method: 'POST', body: JSON.stringify(report) });
}
