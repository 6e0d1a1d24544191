import type { SuiteResult } from './reporter.js';

/**
 * What `npm test` says at its end of all suites. The last line is the counts, by themselves.
 *
 * @param broken how many steps before the suites failed; each counts as a failure
 */
export function closing(results: readonly SuiteResult[], broken: number): { text: string; failed: number } {
  const sum = (of: (result: SuiteResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const failed = sum((result) => result.failed) + broken;
  const pending = sum((result) => result.pending);
  const retried = results.flatMap((result) => result.retried);
  const lines = [
    ...(retried.length > 0 ? [`${retried.length} passed only when tried again:`] : []),
    ...retried.map((title) => `  ${title}`),
    ...(pending > 0 ? [`${pending} skipped`] : []),
    `${sum((result) => result.passed)} passed, ${failed} failed`,
  ];
  return { text: lines.join('\n'), failed };
}
