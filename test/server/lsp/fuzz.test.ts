import assert from 'node:assert/strict';
import fc from 'fast-check';
import { liveAndCompare } from './fuzz/compare.js';
import { Desk } from './fuzz/fake-editor.js';
import { FILES, inFolder } from './fuzz/files.js';
import { keptResults } from './fuzz/kept-results.js';
import { server } from './fuzz/server.js';
import { step } from './fuzz/steps.js';

/** SEED=n begins elsewhere, RUNS=n goes on for longer than is fit for every build. */
const seed = Number(process.env.SEED ?? 4);
const runs = Number(process.env.RUNS ?? 6);

describe('The language server, while files are edited at random,', () => {
  const log: string[] = [];
  const { error, warn } = console;
  before(() => {
    console.error = console.warn = (...message: unknown[]) => void log.push(message.map(String).join(' '));
  });
  after(() => {
    Object.assign(console, { error, warn });
  });

  it('complains of nothing, and knows in the end what a fresh server knows', async () => {
    const results = await keptResults();
    const sequence = fc.array(step, { minLength: 1, maxLength: 120, size: 'max' });
    const lived = fc.asyncProperty(sequence, (steps) =>
      inFolder(async (folder) => {
        log.length = 0;
        const begin = () => Desk.at(server(), folder, results(folder));
        await liveAndCompare(await begin(), steps, FILES, begin);
        assert.deepEqual(log, []);
      }),
    );
    // A run that takes this long waits for an answer that never comes; shortening a failing sequence ends sometime, too.
    await fc.assert(lived, { seed, numRuns: runs, timeout: 60_000, interruptAfterTimeLimit: 200_000 });
  });
});
