import assert from 'node:assert/strict';
import { TextDocument } from 'langium';
import {
  CancellationTokenSource,
  type CodeLens,
  CodeLensRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  TextDocumentContentRequest,
} from 'vscode-languageserver/node';
import { evaluate } from '../../../language/model/index.js';
import type { SearchRunner } from '../../../server/lsp/searches.js';
import type { MapRequest, MapResult, Progress, SearchOptions } from '../../../server/mapper/request.js';
import type { Candidates, MapParams, Range } from '../../../server/protocol.js';
import { mappingFrom, publishedBest } from '../../golden/load.js';
import { Editor } from './editor.js';

const FILE = 'file:///work/mine.ffarch';
const LIBRARY = 'ffarch-library:/';

const options = { bias: false, freeDrains: false, timeloopBounds: false };
const search: SearchOptions = {
  objective: 'wart',
  strategy: 'factorflow',
  pad: false,
  timeLimit: null,
  gap: null,
  threads: 1,
  seed: 1,
};

/** A mapper that answers with the published mapping of MB6 on Eyeriss, or waits until it is cancelled. */
class Puppet implements SearchRunner {
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
  const { objective, strategy, threads, seed } = search;
  const found = { value: report.wart, bound: null, gap: null, proven: false, evaluations: 7, seconds: 0.1 };
  return { kind: 'mapped', report: { ...report, search: { objective, strategy, threads, seed, ...found } }, stopped };
}

const mb6 = 'workload mine : gemm { M: 512, K: 256, N: 256 }\n';

const mine = (change: Partial<MapParams> = {}): MapParams => ({
  job: 'one',
  uri: FILE,
  architecture: { uri: `${LIBRARY}architectures.ffarch`, name: 'Eyeriss' },
  workload: { uri: FILE, name: 'mine' },
  options,
  search,
  ...change,
});

describe('The language server', () => {
  let editor: Editor;
  let mapper: Puppet;

  beforeEach(async () => {
    mapper = new Puppet();
    editor = await Editor.start(mapper);
  });

  afterEach(async () => {
    await editor.stop();
    assert.deepEqual(
      editor.log.filter((message) => /error|failed/i.test(message)),
      [],
    );
    assert.ok(mapper.disposed);
  });

  it('publishes diagnostics for what is typed, and none once it is right', async () => {
    assert.notDeepEqual(await editor.open(FILE, 'workload mine : gem { M: 512, K: 256, N: 256 }'), []);
    assert.deepEqual(await editor.change(FILE, mb6), []);
  });

  it('forgets a document that is no file when it is closed, and judges what is opened under its name', async () => {
    const untitled = 'untitled:Untitled-1';
    await editor.open(untitled, mb6);
    await editor.open(FILE, mb6);
    await editor.close(untitled);
    assert.deepEqual(await editor.change(FILE, mb6), []);
    assert.notDeepEqual(await editor.open(untitled, 'workload mine : gem { M: 1, K: 1, N: 1 }'), []);
  });

  it('goes on with a document whose file is deleted under the editor', async () => {
    await editor.open(FILE, mb6);
    const changes: FileEvent[] = [{ uri: FILE, type: FileChangeType.Deleted }];
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    const { workloads } = await editor.request('factorflow/candidates', { uri: FILE });
    assert.equal(workloads[0].reference.name, 'mine');
    assert.notDeepEqual(await editor.change(FILE, 'workload mine : gem { M: 1, K: 1, N: 1 }'), []);
  });

  it('opens the library on go to definition', async () => {
    await editor.open(FILE, mb6);
    const position = { line: 0, character: mb6.indexOf('gemm') + 1 };
    const found = await editor.connection.sendRequest(DefinitionRequest.type, {
      textDocument: { uri: FILE },
      position,
    });
    const [{ targetUri, targetSelectionRange }] = found as { targetUri: string; targetSelectionRange: Range }[];
    assert.ok(targetUri.startsWith(LIBRARY), targetUri);
    const { text } = await editor.connection.sendRequest(TextDocumentContentRequest.type, { uri: targetUri });
    const line = text.split('\n')[targetSelectionRange.start.line];
    assert.match(line, /^coupling gemm /);
  });

  describe('lists candidates', () => {
    const names = ({ architectures, workloads, pairs }: Candidates, origin: string) =>
      pairs
        .map(([a, w]) => [architectures[a], workloads[w]])
        .filter((pair) => pair.every((candidate) => candidate.origin === origin))
        .map((pair) => pair.map(({ reference }) => reference.name).join(' '));

    it('of the document, and of the library beside it', async () => {
      await editor.open(
        FILE,
        `${mb6}
        workload conv1 : conv { M: 1, P: 1, Q: 1, C: 1, R: 1, S: 1 }
        network net { layer : gemm { M: 1, K: 2, N: 3 } x 3; mine }
        architecture tiny : gemm {
          memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
          fanout PEs[4] over M
          compute MAC { energy: 1 pJ; cycles: 1 }
        }`,
      );
      const found = await editor.request('factorflow/candidates', { uri: FILE });
      assert.deepEqual(names(found, 'file'), ['tiny mine', 'tiny net.layer']);
      assert.equal(found.architectures.filter(({ origin }) => origin === 'library').length, 8);
      assert.ok(names(found, 'library').includes('Eyeriss MaestroBlas.MB6'));
      assert.ok(!names(found, 'library').some((pair) => /^Eyeriss Vgg16/.test(pair)));
      assert.deepEqual(found.architectures[0], {
        reference: { uri: FILE, name: 'tiny' },
        origin: 'file',
        description: 'DRAM · PEs[4] · MAC',
        couplings: ['gemm'],
      });
      assert.deepEqual(found.workloads[2], {
        reference: { uri: FILE, name: 'net.layer' },
        origin: 'file',
        network: 'net',
        description: 'M 1 · K 2 · N 3',
        couplings: ['gemm'],
      });
    });

    it('under the cursor', async () => {
      await editor.open(FILE, `${mb6}workload other : gemm { M: 1, K: 1, N: 1 }`);
      const found = await editor.request('factorflow/candidates', { uri: FILE, position: { line: 1, character: 12 } });
      assert.equal(found.workloads[found.workloadAtPosition!].reference.name, 'other');
      assert.equal(found.architectureAtPosition, null);
    });

    it('of the library alone for a document that is gone', async () => {
      const found = await editor.request('factorflow/candidates', { uri: 'file:///gone.ffarch' });
      assert.ok(found.pairs.length > 0);
      assert.deepEqual(new Set(found.workloads.map(({ origin }) => origin)), new Set(['library']));
    });
  });

  it('puts a lens over each workload, network, layer and mapping', async () => {
    const text = `${mb6}network net { "L 1" : gemm { M: 1, K: 1, N: 1 }; mine }\nmapping a of mine on Eyeriss { DRAM: M 512, K 256, N 256 }`;
    await editor.open(FILE, text);
    const lenses = (await editor.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri: FILE },
    })) as CodeLens[];
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command!.title, command!.command, command!.arguments![0]]),
      [
        [0, 'Map Workload', 'factorflow.mapWorkload', { uri: FILE, workload: { uri: FILE, name: 'mine' } }],
        [1, 'Map Network', 'factorflow.mapNetwork', { uri: FILE, workload: { uri: FILE, name: 'net' } }],
        [1, 'Map Layer', 'factorflow.mapWorkload', { uri: FILE, workload: { uri: FILE, name: 'net.L 1' } }],
        [2, 'Evaluate Mapping', 'factorflow.evaluateMapping', { uri: FILE, mapping: 'a' }],
        [
          2,
          'EDP 239,841 J·cycle · 33,554,432 cycles · 0.595 % utilized',
          'factorflow.evaluateMapping',
          { uri: FILE, mapping: 'a' },
        ],
      ],
    );
  });

  describe('maps', () => {
    it('a workload of the document on an architecture of the library', async () => {
      await editor.open(FILE, mb6);
      const progress: unknown[] = [];
      editor.on('factorflow/mapProgress', (at) => progress.push(at));
      const outcome = await editor.request('factorflow/map', mine());
      assert.equal(outcome.kind, 'mapped');
      assert.equal(outcome.kind === 'mapped' && outcome.report.latency_cycles, 524288);
      assert.deepEqual(progress, [
        { job: 'one', phase: 'descending', evaluations: 7, seconds: 0.1, best: 3, bound: 4.5, gap: 50 },
      ]);
    });

    it('nothing that is gone, and says so', async () => {
      const outcome = await editor.request('factorflow/map', mine());
      assert.deepEqual(outcome, { kind: 'unavailable', message: `mine is no longer in ${FILE}.` });
    });

    it('nothing that has errors, and says which', async () => {
      await editor.open(FILE, 'workload mine : gemm { M: 512, K: 0, N: 256 }');
      const outcome = await editor.request('factorflow/map', mine());
      assert.equal(outcome.kind, 'unavailable');
      assert.match(JSON.stringify(outcome), /mine has an error in line 1: /);
    });

    it('nothing that does not fit, and says why', async () => {
      await editor.open(FILE, 'workload mine : conv { M: 1, P: 1, Q: 1, C: 1, R: 1, S: 1 }');
      const outcome = await editor.request('factorflow/map', mine());
      assert.equal(outcome.kind, 'unavailable');
      assert.match(JSON.stringify(outcome), /gemm has no dimension/);
      assert.equal(mapper.requests.length, 0);
    });
  });

  describe('inserts', () => {
    const inserted = async (text: string, change: Partial<MapParams> = {}) => {
      await editor.open(FILE, text);
      const outcome = await editor.request('factorflow/map', mine(change));
      assert.equal(outcome.kind, 'mapped');
      if (outcome.kind !== 'mapped') throw new Error();
      const { architecture, workload, uri } = mine(change);
      const { report } = outcome;
      return {
        report,
        edit: await editor.request('factorflow/insertMapping', { uri, architecture, workload, report }),
      };
    };

    for (const [name, text, change] of [
      ['of a workload of the document', mb6, {}],
      [
        'of a layer of the document',
        'network net { "mine+" : gemm { M: 512, K: 256, N: 256 } }\n',
        { workload: { uri: FILE, name: 'net.mine+' } },
      ],
      [
        'of a layer of the library',
        '// nothing yet',
        { workload: { uri: `${LIBRARY}networks.ffarch`, name: 'MaestroBlas.MB6' } },
      ],
    ] as const) {
      it(`a mapping ${name}, which evaluates to the same numbers`, async () => {
        const { report, edit } = await inserted(text, change);
        assert.equal(edit.kind, 'edit');
        if (edit.kind !== 'edit') return;
        const document = TextDocument.create(FILE, 'ffarch', 1, text);
        const after = TextDocument.applyEdits(document, [edit]);
        assert.deepEqual(await editor.change(FILE, after), []);
        const evaluated = await editor.request('factorflow/evaluate', { uri: FILE, mapping: edit.name });
        assert.equal(evaluated.kind, 'evaluated');
        if (evaluated.kind !== 'evaluated') return;
        const { search: _, ...numbers } = report;
        assert.deepEqual(evaluated.report, { ...numbers, mappingName: edit.name });
        assert.deepEqual(evaluated.architecture, mine(change).architecture);
        assert.deepEqual(evaluated.workload, mine(change).workload);
      });
    }

    it('under a name that is free', async () => {
      const { edit } = await inserted(`${mb6}const mine_Eyeriss = 1\nconst mine_Eyeriss_2 = 2`);
      assert.equal(edit.kind === 'edit' && edit.name, 'mine_Eyeriss_3');
    });

    it('nothing where a declaration of the document hides what was mapped', async () => {
      const hidden = `${mb6}architecture Eyeriss : gemm {
        memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
        compute MAC { energy: 1 pJ; cycles: 1 }
      }`;
      const { edit } = await inserted(hidden);
      assert.equal(edit.kind, 'unavailable');
      assert.match(JSON.stringify(edit), /Eyeriss means another declaration here/);
    });

    it('nothing into an open comment', async () => {
      const { edit } = await inserted(`${mb6}/* to be continued`);
      assert.equal(edit.kind, 'unavailable');
      assert.match(JSON.stringify(edit), /inside a comment or an unclosed brace/);
    });

    it('the sizes that were mapped, where the workload has others by now', async () => {
      const { report } = await inserted(mb6);
      const { architecture, uri } = mine();
      await editor.change(FILE, mb6.replace('512', '500'));
      const edit = await editor.request('factorflow/insertMapping', {
        uri,
        architecture,
        workload: mine().workload,
        report,
      });
      assert.match(JSON.stringify(edit), /workload mine_mapped : gemm \{\\n {2}M: 512, K: 256, N: 256\\n\}/);
      assert.match(JSON.stringify(edit), /mapping mine_Eyeriss of mine_mapped on Eyeriss \{/);
    });
  });

  describe('evaluates', () => {
    const two = `${mb6}mapping a of mine on Eyeriss { DRAM: M 512, K 256, N 256 }\nmapping b of mine on Eyeriss { DRAM: N 256, K 256, M 512 }\n`;

    it('the mapping under the cursor', async () => {
      await editor.open(FILE, two);
      const outcome = await editor.request('factorflow/evaluate', { uri: FILE, position: { line: 2, character: 9 } });
      assert.equal(outcome.kind === 'evaluated' && outcome.report.mappingName, 'b');
    });

    it('none where several may be meant, and names them', async () => {
      await editor.open(FILE, two);
      const outcome = await editor.request('factorflow/evaluate', { uri: FILE, position: { line: 0, character: 0 } });
      assert.deepEqual(outcome, {
        kind: 'several',
        mappings: [
          { name: 'a', description: 'mine on Eyeriss' },
          { name: 'b', description: 'mine on Eyeriss' },
        ],
      });
    });

    it('none where there is none', async () => {
      await editor.open(FILE, mb6);
      assert.equal((await editor.request('factorflow/evaluate', { uri: FILE })).kind, 'unavailable');
      assert.equal((await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' })).kind, 'unavailable');
      assert.equal((await editor.request('factorflow/evaluate', { uri: 'file:///gone.ffarch' })).kind, 'unavailable');
    });

    it('none of an architecture that stores an operand nowhere, or of another coupling, and says why', async () => {
      const levels =
        'memory D { size: unbounded; energy: 1 pJ; bandwidth: 8; bypass: W }; compute C { energy: 1 pJ; cycles: 1 }';
      const flawed = `${mb6}architecture Flawed : gemm { ${levels} }\nmapping a of mine on Flawed { D: M 512, K 256, N 256 }\nmapping b of mine on EyerissConv { }\n`;
      await editor.open(FILE, flawed);
      const stored = await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
      assert.ok(stored.kind === 'unavailable' && /stores `W`/.test(stored.message), JSON.stringify(stored));
      const other = await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'b' });
      assert.equal(other.kind, 'unavailable', JSON.stringify(other));
    });

    it('an illegal mapping, next to its violations', async () => {
      await editor.open(FILE, `${mb6}mapping a of mine on Eyeriss { DRAM: M 500, K 256, N 256 }`);
      const outcome = await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
      assert.ok(outcome.kind === 'evaluated' && outcome.report.violations.length > 0);
      assert.ok(outcome.kind === 'evaluated' && outcome.report.energy_pJ > 0);
    });
  });
});

describe('The language server, with a search that runs,', () => {
  let editor: Editor;
  const mapper = new Puppet(true);
  const started = () =>
    new Promise<void>((resolve) => {
      mapper.started = resolve;
    });

  beforeEach(async () => {
    editor = await Editor.start(mapper);
    await editor.open(FILE, mb6);
  });
  afterEach(() => editor.stop());

  it('answers with the best so far when the user cancels', async () => {
    const running = started();
    const cancel = new CancellationTokenSource();
    const outcome = editor.request('factorflow/map', mine(), cancel.token);
    await running;
    cancel.cancel();
    assert.equal(((await outcome) as { stopped?: string }).stopped, 'cancelled');
  });

  it('lets a second search of the pair supersede it', async () => {
    const first = started();
    const older = editor.request('factorflow/map', mine());
    await first;
    const cancel = new CancellationTokenSource();
    const second = started();
    const newer = editor.request('factorflow/map', mine({ job: 'two' }), cancel.token);
    await second;
    assert.deepEqual(await older, { kind: 'superseded' });
    cancel.cancel();
    assert.equal((await newer).kind, 'mapped');
  });

  it('goes on when the document changes and closes, and loses nothing', async () => {
    const running = started();
    const cancel = new CancellationTokenSource();
    const outcome = editor.request('factorflow/map', mine(), cancel.token);
    await running;
    await editor.change(FILE, 'workload other : gemm { M: 1, K: 1, N: 1 }');
    await editor.close(FILE);
    cancel.cancel();
    const { kind, ...mapped } = await outcome;
    assert.equal(kind, 'mapped');
    assert.deepEqual((mapped as { report: { sizes: unknown } }).report.sizes, { M: 512, K: 256, N: 256 });
  });
});

describe('The language server, for an editor without its commands,', () => {
  it('shows no lenses', async () => {
    const editor = await Editor.start(new Puppet(), {});
    await editor.open(FILE, mb6);
    assert.deepEqual(await editor.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: FILE } }), []);
    await editor.stop();
  });
});

describe('The settings of the model', () => {
  const mapping = `${mb6}mapping a of mine on Eyeriss { GlobalBuffer: M 512, K 256, N 256 }`;
  const evaluated = async (editor: Editor) => {
    const outcome = await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
    return outcome.kind === 'evaluated' ? outcome.report.options : outcome;
  };

  it('are those of the editor, also after they change, and what is no switch counts as off', async () => {
    const editor = await Editor.start(new Puppet(), {}, { model: { bias: true, freeDrains: 'yes' } });
    await editor.open(FILE, mapping);
    assert.deepEqual(await evaluated(editor), { ...options, bias: true });
    await editor.configure({ model: { timeloopBounds: true } });
    assert.deepEqual(await evaluated(editor), { ...options, timeloopBounds: true });
    await editor.configure({});
    assert.deepEqual(await evaluated(editor), options);
    await editor.stop();
  });
});
