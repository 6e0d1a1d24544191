import assert from 'node:assert/strict';
import { TextDocument } from 'langium';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';
import { Mapper } from '../../../../server/mapper/job.js';
import { DEFAULT_SEARCH } from '../../../../server/mapper/request.js';
import { NodeThreads } from '../../../../server/mapper/threads/node.js';
import type { MapParams, Reference } from '../../../../server/protocol/index.js';
import { Editor } from '../editor.js';
import { library } from '../library.js';

const FILE = 'file:///work/mine.ffarch';

const params = (
  architecture: Reference,
  workload: Reference,
  search: Partial<MapParams['search']> = {},
): MapParams => ({
  job: 'job',
  uri: FILE,
  architecture,
  workload,
  options: DEFAULT_OPTIONS,
  search: { ...DEFAULT_SEARCH, ...search },
});

const tiny = (constraint: string) => `architecture tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  fanout PEs[4] over M
  memory Register {
    size: 4
    energy: 1 pJ; bandwidth: 4
    factors: ${constraint}
  }
  compute MAC { energy: 1 pJ; cycles: 1 }
}
workload prime : gemm { M: 7, K: 1, N: 1 }
`;

const own = { architecture: { uri: FILE, name: 'tiny' }, workload: { uri: FILE, name: 'prime' } };

describe('The language server, with the mapper in its worker,', () => {
  let editor: Editor;
  let mapper: Mapper;

  beforeEach(async () => {
    mapper = new Mapper(new NodeThreads());
    editor = await Editor.start(mapper);
  });
  afterEach(async () => {
    await editor.stop();
    await mapper.dispose();
  });

  it('maps a pair of the library', async () => {
    const pair = params(library('Eyeriss'), library('MaestroBlas.MB6'));
    const outcome = await editor.request('factorflow/map', pair);
    assert.ok(outcome.kind === 'mapped', JSON.stringify(outcome));
    assert.deepEqual(outcome.report.violations, []);
    // What the published search found, in golden/factorflow-best.json.
    assert.ok(outcome.report.wart >= 2.2846252688181477e-7 * (1 - 1e-9));
  });

  it('explains at which lines no legal mapping is possible', async () => {
    await editor.open(FILE, tiny('M = 2'));
    const outcome = await editor.request('factorflow/map', params(own.architecture, own.workload));
    assert.ok(outcome.kind === 'infeasible');
    assert.match(outcome.message, /M = 2/);
    assert.ok(outcome.culprits.length > 0);
    assert.ok(outcome.culprits.some(({ location: { uri, range } }) => uri === FILE && range.start.line === 6));
  });

  it('offers what makes a mapping possible: padding, and constraints with other values', async () => {
    const roomy = (constraint: string) => tiny(constraint).replace('size: 4', 'size: 16');
    const text = roomy('M = 4 / 2');
    await editor.open(FILE, text);
    const outcome = await editor.request('factorflow/map', params(own.architecture, own.workload));
    assert.ok(outcome.kind === 'infeasible');
    const [pad, ...edits] = outcome.offers;
    assert.deepEqual(pad, { kind: 'pad' });
    const document = TextDocument.create(FILE, '', 0, text);
    const changed = edits.map((offer) => {
      assert.ok(offer.kind === 'edit' && offer.uri === FILE);
      assert.equal(document.getText(offer.edit.range), offer.replaces);
      return [offer.title, TextDocument.applyEdits(document, [offer.edit])] as const;
    });
    assert.deepEqual(changed[0], ['Set M = 1', roomy('M = 1')]);
    for (const [title, after] of changed) {
      await editor.open(FILE, after);
      const now = await editor.request('factorflow/map', params(own.architecture, own.workload));
      assert.equal(now.kind, 'mapped', title);
    }
    await editor.open(FILE, text);
    const padded = await editor.request('factorflow/map', params(own.architecture, own.workload, { pad: true }));
    assert.equal(padded.kind, 'mapped');
  });

  it('offers no change of the library', async () => {
    const conv = params(library('TPUv1Conv'), library('BenchmarkConvs.XI'));
    const outcome = await editor.request('factorflow/map', conv);
    assert.ok(outcome.kind === 'infeasible');
    assert.deepEqual(outcome.offers, [{ kind: 'ragged' }, { kind: 'pad' }]);
  });

  it('inserts what padding found with the sizes that it grew', async () => {
    const text = tiny('M >= 1');
    await editor.open(FILE, text);
    const outcome = await editor.request(
      'factorflow/map',
      params(own.architecture, own.workload, { pad: true, objective: 'latency' }),
    );
    assert.ok(outcome.kind === 'mapped', JSON.stringify(outcome));
    assert.deepEqual(outcome.report.padded, { M: { from: 7, to: 8 } });
    const edit = await editor.request('factorflow/insertMappings', {
      uri: FILE,
      mappings: [{ ...own, report: outcome.report }],
    });
    assert.ok(edit.kind === 'edit');
    const after = TextDocument.applyEdits(TextDocument.create(FILE, 'ffarch', 1, text), [edit]);
    assert.deepEqual(await editor.change(FILE, after), []);
    const evaluated = await editor.request('factorflow/evaluate', { uri: FILE, mapping: edit.names[0]! });
    assert.ok(evaluated.kind === 'evaluated');
    const { search, padded, ...numbers } = outcome.report;
    const [mappingName] = edit.names;
    const sizes = { M: 8, K: 1, N: 1 };
    assert.deepEqual(evaluated.report, { ...numbers, sizes, workload: 'prime_padded', mappingName });
  });

  it('answers with the best so far when the user cancels', async () => {
    const cancel = new CancellationTokenSource();
    editor.on('factorflow/mapProgress', ({ best }) => {
      if (best !== null) cancel.cancel();
    });
    const pair = params(library('SimbaConv'), library('ResNet18.L1+'));
    const outcome = await editor.request('factorflow/map', pair, cancel.token);
    assert.ok(outcome.kind === 'mapped', JSON.stringify(outcome));
    assert.equal(outcome.stopped, 'cancelled');
    assert.deepEqual(outcome.report.violations, []);
  });
});

describe('The language server, asked to explore,', () => {
  let editor: Editor;
  const asked = {
    job: 'job',
    uri: FILE,
    options: DEFAULT_OPTIONS,
    objective: 'edp',
    ragged: false,
    random: 50,
    starts: 2,
    seed: 1,
  } as const;
  const mb6 = {
    architecture: library('Eyeriss'),
    workload: library('MaestroBlas.MB6'),
  };

  beforeEach(async () => {
    editor = await Editor.start(new Mapper(new NodeThreads()));
  });
  afterEach(() => editor.stop());

  it('tells how both sources lie to the optimum', async () => {
    const outcome = await editor.request('factorflow/explore', { ...asked, ...mb6 });
    assert.ok(outcome.kind === 'explored', JSON.stringify(outcome));
    assert.equal(outcome.mappings, 5_597_030);
    const [random, starts] = outcome.explorations;
    assert.deepEqual([random.source, starts.source], ['random', 'starts']);
    assert.deepEqual([random.distribution.count, starts.distribution.count], [50, 2]);
    assert.equal(outcome.front[0].source, 'optimum');
    assert.deepEqual(outcome.declared, []);
  });

  it('tells what the mappings of the document cost, and what the mapping of a point is', async () => {
    const mapping = (name: string, of: string, loops: string) => `mapping ${name} of ${of} on Own { D: ${loops} }\n`;
    const text = `architecture Own : gemm {
  memory D { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory R { size: 64; energy: 1 pJ; bandwidth: 4 }
  compute C { energy: 1 pJ }
}
workload A : gemm { M: 8, K: 4, N: 4 }
workload B : gemm { M: 2, K: 2, N: 2 }
${mapping('legal', 'A', 'M 8, K 4, N 4')}${mapping('short', 'A', 'M 8, K 4')}${mapping('elsewhere', 'B', 'M 2, K 2, N 2')}`;
    await editor.open(FILE, text);
    const pair = { architecture: { uri: FILE, name: 'Own' }, workload: { uri: FILE, name: 'A' } };
    const outcome = await editor.request('factorflow/explore', { ...asked, ...pair });
    assert.ok(outcome.kind === 'explored', JSON.stringify(outcome));
    assert.deepEqual(
      outcome.declared.map(({ name, violations }) => [name, violations]),
      [
        ['legal', 0],
        ['short', 1],
      ],
    );
    const { names, optimum } = outcome;
    const params = { ...pair, options: DEFAULT_OPTIONS, names, mapping: optimum.mapping };
    const evaluated = await editor.request('factorflow/evaluatePoint', params);
    assert.ok(evaluated.kind === 'evaluated', JSON.stringify(evaluated));
    const { violations, energy_pJ, latency_cycles } = evaluated.report;
    assert.deepEqual([violations, energy_pJ, latency_cycles], [[], optimum.energy_pJ, optimum.latency_cycles]);
    assert.deepEqual(await editor.request('factorflow/judge', { basis: evaluated.basis }), []);
    const others = { ...names, levels: ['Elsewhere', ...names.levels.slice(1)] };
    const refused = await editor.request('factorflow/evaluatePoint', { ...params, names: others });
    assert.ok(refused.kind === 'unavailable' && /Own has other levels.*Elsewhere/.test(refused.message));
  });

  it('answers with the mappings so far when the user cancels', async () => {
    const cancel = new CancellationTokenSource();
    editor.on('factorflow/exploreProgress', ({ job, done }) => {
      if (job === 'job' && done !== null && done > 0) cancel.cancel();
    });
    const outcome = await editor.request('factorflow/explore', { ...asked, ...mb6, random: 1_000_000 }, cancel.token);
    assert.ok(outcome.kind === 'explored', JSON.stringify(outcome));
    assert.ok(outcome.explorations[0].distribution.count < 1_000_000);
  });

  it('says why there is nothing to explore', async () => {
    await editor.open(FILE, tiny('M = 7'));
    const outcome = await editor.request('factorflow/explore', { ...asked, ...own });
    assert.ok(outcome.kind === 'infeasible', JSON.stringify(outcome));
    assert.ok(outcome.culprits.length > 0);
  });
});

describe('The language server, when its worker dies,', () => {
  it('says so and goes on', async () => {
    const mapper = new Mapper(new NodeThreads({ worker: new URL('data:text/javascript,process.exit(3)') }));
    const editor = await Editor.start(mapper);
    const pair = params(library('Eyeriss'), library('MaestroBlas.MB6'));
    const outcome = await editor.request('factorflow/map', pair);
    assert.equal(outcome.kind, 'failed');
    assert.ok(editor.log.some((message) => /MB6 on Eyeriss failed/.test(message)));
    assert.notDeepEqual(await editor.open(FILE, 'workload mine : gem { M: 1, K: 1, N: 1 }'), []);
    await editor.stop();
  });
});
