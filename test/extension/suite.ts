import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import Reporter from '../reporter.js';

/**
 * Runs the tests of this folder; called by VS Code in the extension host, from the bundle of this file. An extension
 * host's console reaches nobody for certain, so the report goes to the file `FACTORFLOW_RESULT` + `.txt` and the counts
 * to `.json`. `FACTORFLOW_GREP` picks tests by title. Rejects when a test fails, which is how VS Code gets its exit status.
 */
export async function run(): Promise<void> {
  const result = process.env.FACTORFLOW_RESULT;
  if (!result) throw new Error('FACTORFLOW_RESULT must name the file for the results.');
  const report: string[] = [];
  Mocha.reporters.Base.consoleLog = (...line: unknown[]) => report.push(format(...line));
  const mocha = new Mocha({
    reporter: Reporter,
    reporterOptions: { result: `${result}.json` },
    timeout: 60_000,
    color: false,
    grep: process.env.FACTORFLOW_GREP,
  });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'))) {
    mocha.addFile(path.join(__dirname, file));
  }
  const failed = await new Promise<number>((resolve) => mocha.run(resolve)).finally(() =>
    writeFileSync(`${result}.txt`, report.join('\n')),
  );
  if (failed > 0) throw new Error(`${failed} of the extension's tests failed.`);
}
