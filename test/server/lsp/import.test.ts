import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SAMPLES } from '../import/onnx/models.js';
import { served } from './puppet.js';

describe('An import that an editor asks for', () => {
  const session = served();
  const [{ bytes }] = SAMPLES;
  const ask = (uri: string, sizes: Record<string, number> = {}) =>
    session.editor.request('factorflow/import', { uris: [uri], sizes, ert: [], estimate: false });
  let folder: string;
  const file = (name: string, content: Uint8Array): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return pathToFileURL(at).toString();
  };
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ffarch-import-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('reads the file from the disk, and names the sizes that are open', async () => {
    const uri = file('residual.onnx', bytes);
    assert.deepEqual(await ask(uri), { kind: 'open', dimensions: ['batch'] });
    const outcome = await ask(uri, { batch: 1 });
    assert.ok(outcome.kind === 'imported');
    assert.match(outcome.text, /^network residual \{$/m);
    assert.equal(outcome.summary, 'residual: 4 layers with 179,832,064 MACs and 231,050 parameters');
    assert.deepEqual(outcome.remarks, []);
  });

  it('has the editor read files that only that can', async () => {
    const uri = 'virtual://repository/work/residual.onnx';
    session.editor.binaries.set(uri, bytes);
    const outcome = await ask(uri, { batch: 1 });
    assert.ok(outcome.kind === 'imported');
    assert.equal(outcome.summary, 'residual: 4 layers with 179,832,064 MACs and 231,050 parameters');
  });

  it('reads the files of a folder, and says what was found at their lines', async () => {
    const samples = new URL('../import/samples/timeloop/', import.meta.url);
    const request = (name: string) =>
      session.editor.request('factorflow/import', {
        uris: [new URL(name, samples).toString()],
        sizes: {},
        ert: [],
        estimate: false,
      });
    const sparse = await request('sparse');
    assert.ok(sparse.kind === 'imported');
    assert.equal(sparse.summary, 'sparse: 1 level and 1 layer exact, 2 approximated, 3 constructs lost');
    const [first] = sparse.findings;
    assert.equal(first.uri, new URL('sparse/arch.yaml', samples).toString());
    assert.deepEqual(
      [first.code, first.severity, first.range.start],
      ['ffarch/import-lost', 'warning', { line: 7, character: 4 }],
    );
    const energies = await request('energies');
    assert.ok(energies.kind === 'failed');
    assert.match(energies.message, /^energies: Nothing says what energy .* \(and 2 more errors\)$/);
    assert.ok(energies.energies);
    assert.equal(energies.findings.length, 3);
  });

  it('says in one line why there is nothing to import', async () => {
    const large = file('large.onnx', new Uint8Array());
    truncateSync(path.join(folder, 'large.onnx'), 3 * 2 ** 30);
    const cases: readonly (readonly [uri: string, message: RegExp])[] = [
      [large, /^large\.onnx has 3072 MiB, and at most 2048 MiB are read\.$/],
      [
        file('notes.onnx', Buffer.from('notes')),
        /^notes\.onnx: The file is not an ONNX model \(5 bytes, the first 6e 6f 74 65\)/,
      ],
      [pathToFileURL(path.join(folder, 'none.onnx')).toString(), /^none\.onnx cannot be read: .*ENOENT/],
      ['virtual://repository/none.onnx', /^none\.onnx cannot be read: The editor cannot read virtual:/],
      [pathToFileURL(mkdtempSync(path.join(folder, 'empty-'))).toString(), /^empty-\w+: There are no files\./],
    ];
    for (const [uri, message] of cases) {
      const outcome = await ask(uri);
      assert.ok(outcome.kind === 'failed', uri);
      assert.match(outcome.message, message);
    }
  });
});
