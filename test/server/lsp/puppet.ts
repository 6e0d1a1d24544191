import assert from 'node:assert/strict';
import { evaluate } from '../../../language/model/index.js';
import type { SearchRunner } from '../../../server/mapper/job.js';
import type { MapRequest, MapResult, Progress, SearchOptions } from '../../../server/mapper/request.js';
import type { MapParams } from '../../../server/protocol/index.js';
import { mappingFrom, publishedBest } from '../../golden/load.js';
import { Editor } from './editor.js';
import { library } from './library.js';

export const FILE = 'file:///work/mine.ffarch';
export const LIBRARY = 'ffarch-library:/';

export const options = { bias: false, freeDrains: false, timeloopBounds: false };
const search: SearchOptions = {
  objective: 'wart',
  strategy: 'factorflow',
  pad: false,
  ragged: false,
  timeLimit: null,
  gap: null,
  threads: 1,
  seed: 1,
};

/** A mapper that answers with the published mapping of MB6 on Eyeriss, or waits until it is cancelled. */
export class Puppet implements SearchRunner {
  readonly requests: MapRequest[] = [];
  disposed = false;
  started: () => void = () => {};

  constructor(private readonly waits = false) {}

  map(request: MapRequest, { progress, signal }: Parameters<SearchRunner['map']>[1]): Promise<MapResult> {
    this.requests.push(request);
    const at: Progress = {
      phase: 'descending',
      evaluations: 7,
      seconds: 0.1,
      best: { value: 3, mapping: [] },
      bound: 4.5,
    };
    progress?.(at);
    this.started();
    if (!this.waits) return Promise.resolve(answer(request, 'finished'));
    return new Promise((resolve) => signal!.addEventListener('abort', () => resolve(answer(request, 'cancelled'))));
  }

  dispose(): void {
    this.disposed = true;
  }
}

function answer({ architecture, workload, options, search }: MapRequest, stopped: 'finished' | 'cancelled'): MapResult {
  const best = publishedBest().find(({ architecture, layer }) => architecture === 'Eyeriss' && layer === 'MB6')!;
  const report = evaluate(architecture, workload, mappingFrom(best.mapping), options);
  const { objective, strategy, threads, seed, ragged } = search;
  const found = { value: report.wart, bound: null, gap: null, proven: false, evaluations: 7, seconds: 0.1 };
  return {
    kind: 'mapped',
    report: { ...report, search: { objective, strategy, threads, seed, ragged, ...found } },
    stopped,
  };
}

export const mb6 = 'workload mine : gemm { M: 512, K: 256, N: 256 }\n';

export const mine = (change: Partial<MapParams> = {}): MapParams => ({
  job: 'one',
  uri: FILE,
  architecture: library('Eyeriss'),
  workload: { uri: FILE, name: 'mine' },
  options,
  search,
  ...change,
});

/** A server for each test of a suite, with a puppet for a mapper. It must log no error, and end the mapper in the end. */
export function served(): { readonly editor: Editor; readonly mapper: Puppet } {
  const session = {} as { editor: Editor; mapper: Puppet };
  beforeEach(async () => {
    session.mapper = new Puppet();
    session.editor = await Editor.start(session.mapper);
  });
  afterEach(async () => {
    await session.editor.stop();
    assert.deepEqual(
      session.editor.log.filter((message) => /error|failed/i.test(message)),
      [],
    );
    assert.ok(session.mapper.disposed);
  });
  return session;
}
