import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { NodeFileSystemProvider } from 'langium/node';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { EditorFiles } from '../../../server/lsp/files.js';
import { startServer } from '../../../server/lsp/server.js';
import { liveAndCompare } from './fuzz/compare.js';
import { Desk, type Wires } from './fuzz/desk.js';
import { FILES, inFolder } from './fuzz/files.js';
import { keptResults } from './fuzz/kept-results.js';
import { step } from './fuzz/steps.js';

/** SEED=n begins elsewhere, RUNS=n goes on for longer than is fit for every build. */
const seed = Number(process.env.SEED ?? 4);
const runs = Number(process.env.RUNS ?? 12);

/** A server in this process, as the editor's end of its streams. */
function server(): Wires {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const nothing = () => Promise.reject(new Error('Nothing is mapped here.'));
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  const mapper = { map: nothing, dispose: () => {} };
  startServer(connection, {
    mapper,
    explore: nothing,
    files: new EditorFiles(connection, new NodeFileSystemProvider()),
  });
  return { said: toEditor, heard: toServer };
}

describe('The language server, while files are edited at random,', () => {
  const log: string[] = [];
  const { error, warn } = console;
  before(() => {
    console.error = console.warn = (...message: unknown[]) => void log.push(message.map(String).join(' '));
  });
  after(() => {
    Object.assign(console, { error, warn });
  });

  it('complains of nothing, and knows in the end what a fresh server knows', async function () {
    this.timeout(300_000);
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
    await fc.assert(lived, { seed, numRuns: runs, timeout: 30_000, interruptAfterTimeLimit: 200_000 });
  });
});
