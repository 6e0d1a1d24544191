import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { NodeFileSystemProvider } from 'langium/node';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { DEFAULT_OPTIONS } from '../../../language/model/index.js';
import { EditorFiles } from '../../../server/lsp/files.js';
import { keep } from '../../../server/lsp/results/kept.js';
import { ResultStore } from '../../../server/lsp/results/store.js';
import { startServer } from '../../../server/lsp/server.js';
import { DEFAULT_SEARCH } from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';
import { lower } from '../../language/language.js';
import { withoutExpectations } from '../../language/services/expected.js';
import { Desk, type Wires } from './fuzz/desk.js';
import { REQUESTS, type RequestName } from './fuzz/requests.js';
import { type Step, step, take } from './fuzz/steps.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const SAMPLES = ['imports', 'imported', 'cycle', 'mappings', 'pairs', 'capacity', 'levels', 'couplings'];

/** SEED=n begins elsewhere, RUNS=n goes on for longer than is fit for every build. */
const seed = Number(process.env.SEED ?? 4);
const runs = Number(process.env.RUNS ?? 12);

/** The examples, and samples that have something to say or import each other. */
const FILES: ReadonlyMap<string, string> = new Map([
  ...readdirSync(path.join(root, 'examples'))
    .filter((name) => name.endsWith('.ffarch'))
    .map((name): [string, string] => [name, readFileSync(path.join(root, 'examples', name), 'utf8')]),
  ...SAMPLES.map((sample): [string, string] => {
    const name = `${sample}.ffarch`;
    const text = readFileSync(path.join(root, 'test/language/services/samples', name), 'utf8');
    return [name, withoutExpectations(text)];
  }),
]);

/** A server in this process, as the editor's end of its streams. */
function server(): Wires {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const nothing = () => Promise.reject(new Error('Nothing is mapped here.'));
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  const files = new EditorFiles(connection, new NodeFileSystemProvider());
  startServer(connection, { mapper: { map: nothing, dispose: () => {} }, explore: nothing, files });
  return { said: toEditor, heard: toServer };
}

/** What an editor has kept of a session in which the example was mapped. */
async function keptResults(folder: string): Promise<unknown> {
  const example = 'eyeriss.ffarch';
  const [{ value }] = (await lower(FILES.get(example)!)).mappings;
  const { architecture, workload } = value!;
  const result = search({ architecture, workload, options: DEFAULT_OPTIONS, search: DEFAULT_SEARCH });
  assert.ok(result.kind === 'mapped');
  const uri = pathToFileURL(path.join(folder, example)).toString();
  const names = { uri, architecture: { uri, name: architecture.name }, workload: { uri, name: workload.name } };
  const store = new ResultStore();
  store.add({ architecture, workload, options: DEFAULT_OPTIONS, names }, { ...result, finished: 0 });
  return keep(store);
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
    this.timeout(600_000);
    const sequence = fc.array(step, { minLength: 1, maxLength: 120, size: 'max' });
    await fc.assert(fc.asyncProperty(sequence, live), {
      seed,
      numRuns: runs,
      timeout: 30_000,
      interruptAfterTimeLimit: 120_000,
    });
  });

  async function live(steps: readonly Step[]): Promise<void> {
    log.length = 0;
    const folder = mkdtempSync(path.join(tmpdir(), 'ffarch-fuzz-'));
    for (const [name, text] of FILES) writeFileSync(path.join(folder, name), text);
    try {
      const results = await keptResults(folder);
      const worn = await Desk.at(server(), folder, results);
      for (const taken of steps) await take(worn, taken, FILES);
      await worn.settle();
      const fresh = await Desk.at(server(), folder, results);
      for (const [name, text] of worn.texts) fresh.openFile(name, text);
      await fresh.settle();
      assert.deepEqual([...worn.complaints, ...fresh.complaints, ...log], []);
      assert.deepEqual(worn.findings(), fresh.findings());
      for (const [name, text] of worn.texts) {
        for (const request of Object.keys(REQUESTS) as RequestName[]) {
          const offset = Math.floor(text.length / 2);
          const answers = await Promise.all([worn, fresh].map((desk) => desk.ask(request, name, offset)));
          assert.deepEqual(comparable(answers[0]), comparable(answers[1]), `${request} in ${name}`);
        }
      }
      assert.deepEqual([...worn.complaints, ...fresh.complaints, ...log], []);
      await Promise.all([worn.leave(), fresh.leave()]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});

/** Files are read in any order, so that what is listed of several has none. Semantic tokens have a number that tells nothing. */
function comparable(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map((one) => JSON.stringify(one)).sort();
  if (answer === null || typeof answer !== 'object') return answer;
  if ('items' in answer) return comparable(answer.items);
  return { ...answer, resultId: undefined };
}
