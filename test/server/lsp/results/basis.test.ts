import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';
import { DEFAULT_SEARCH } from '../../../../server/mapper/request.js';
import type { Basis } from '../../../../server/protocol/index.js';
import { Editor } from '../editor.js';
import { IN_THREAD, TINY } from '../tiny.js';

const FILE = 'file:///work/basis.ffarch';
const architecture = { uri: FILE, name: 'tiny' };
const workload = { uri: FILE, name: 'small' };
const NET = `${TINY}network net { small x 2\n  own : gemm { M: 4, K: 4, N: 2 } }\n`;

describe('What numbers were computed from', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start(IN_THREAD);
    await editor.open(FILE, TINY);
  });
  afterEach(() => editor.stop());

  const params = { job: 'job', uri: FILE, architecture, options: DEFAULT_OPTIONS };
  const mapped = async (): Promise<Basis> => {
    const outcome = await editor.request('factorflow/map', { ...params, workload, search: DEFAULT_SEARCH });
    assert.ok(outcome.kind === 'mapped');
    return outcome.basis!;
  };
  /** As it comes back from a page that kept it. */
  const judge = (basis: Basis) => editor.request('factorflow/judge', { basis: JSON.parse(JSON.stringify(basis)) });
  const afterEdit = async (basis: Basis, text: string): Promise<string[]> => {
    await editor.change(FILE, text);
    return judge(basis);
  };

  it('is compared with what is declared now, and is the same again once that is changed back', async () => {
    const basis = await mapped();
    const cases: readonly [before: string | RegExp, after: string, changes: string[]][] = [
      ['size: 16;', 'size: 8;', ['tiny: Register: size 16 → 8']],
      ['size: unbounded', 'size: 4096', ['tiny: DRAM: size unbounded → 4,096']],
      ['[4] over M', '[8] over K', ['tiny: PEs: instances 4 → 8', 'tiny: PEs: over M → K']],
      [
        'energy: 1 pJ; bandwidth: 4',
        'energy: 2 pJ; bandwidth: 4; bypass: In',
        ['tiny: Register: read energy 1 → 2', 'tiny: Register: write energy 1 → 2', 'tiny: Register: bypass none → In'],
      ],
      ['M: 8', 'M: 16', ['small: M 8 → 16']],
      [/workload.*/, '', ['small was removed, or is incomplete']],
      [/^/, '// Moved.\n', []],
      [/tiny/, 'mesh', []],
      ['small', 'little', []],
      ['Register', 'Store', []],
    ];
    for (const [before, after, changes] of cases) {
      assert.deepEqual(await afterEdit(basis, TINY.replace(before, after)), changes, after);
      assert.deepEqual(await afterEdit(basis, TINY), [], after);
    }
  });

  it('is of an architecture what the coupling of the workload reads in it', async () => {
    const both = TINY.replace(': gemm {', ': gemm, conv {').replace('over M', 'over M, conv.C');
    await editor.change(FILE, both);
    const basis = await mapped();
    assert.deepEqual(await afterEdit(basis, both.replace('conv.C', 'conv.C, conv.P')), []);
    assert.deepEqual(await afterEdit(basis, both.replace('gemm, conv', 'gemm, conv, depthwise')), []);
    assert.equal((await editor.request('factorflow/overview', null)).results[0]?.outdated, null);
    assert.deepEqual(await afterEdit(basis, both.replace('conv.C', 'conv.C, gemm.K')), ['tiny: PEs: over M → M, K']);
    assert.match((await editor.request('factorflow/overview', null)).results[0]?.outdated ?? '', /changes of tiny/);
  });

  it('includes the settings of the model', async () => {
    const basis = await mapped();
    await editor.configure({ model: { bias: true } });
    assert.deepEqual(await judge(basis), ['factorflow.model.bias false → true']);
  });

  it('comes with a past result, as it was then', async () => {
    const basis = await mapped();
    const { results } = await editor.request('factorflow/overview', null);
    const past = await editor.request('factorflow/result', { id: results[0].id });
    assert.deepEqual(past.kind === 'result' && past.basis, basis);
    await editor.change(FILE, TINY.replace('M: 8', 'M: 16'));
    const stale = await editor.request('factorflow/result', { id: results[0].id });
    assert.ok(stale.kind === 'result');
    assert.deepEqual(await judge(stale.basis), ['small: M 8 → 16']);
  });

  it('is that of each layer of a network, with its repeats', async () => {
    await editor.change(FILE, NET);
    const network = { uri: FILE, name: 'net' };
    const outcome = await editor.request('factorflow/mapNetwork', { ...params, network, search: DEFAULT_SEARCH });
    assert.ok(outcome.kind === 'mapped', JSON.stringify(outcome));
    const { basis } = outcome.network;
    assert.deepEqual(await judge(basis), []);
    assert.deepEqual(await afterEdit(basis, NET.replace('x 2', 'x 3')), ['net.small: repeat 2 → 3']);
    assert.deepEqual(await afterEdit(basis, NET.replace('own : gemm { M: 4', 'own : gemm { M: 6')), [
      'net.own: M 4 → 6',
    ]);
    assert.deepEqual(await afterEdit(basis, NET.replace('small x 2', '')), ['net: layers 2 → 1']);
    assert.deepEqual(await afterEdit(basis, TINY), ['net was removed, or is incomplete']);
    assert.deepEqual(await afterEdit(basis, NET), []);
  });
});
