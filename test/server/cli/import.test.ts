import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SAMPLES } from '../import/onnx/models.js';
import { Graph, onnx } from '../import/onnx/writer.js';
import { ffarch } from './in-thread.js';

describe('ffarch import', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ffarch-import-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, content: string | Uint8Array): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return at;
  };
  const [residual] = SAMPLES;

  it('prints a network, which check, format and map take', async () => {
    const model = file('res-net 2.onnx', residual.bytes);
    const out = path.join(folder, 'net.ffarch');
    const { status, err } = await ffarch(['import', model, '--dim', 'batch=1', '--out', out]);
    assert.equal(status, 0);
    assert.equal(err, 'ffarch: res_net_2: 4 layers with 179,832,064 MACs and 231,050 parameters.\n');
    assert.deepEqual(await ffarch(['check', out]), { status: 0, out: '', err: '' });
    assert.deepEqual(await ffarch(['format', '--check', out]), { status: 0, out: '', err: '' });
    const mapped = await ffarch([
      'map',
      'Eyeriss',
      `${out}#res_net_2.fc`,
      '--strategy',
      'random',
      '--seed',
      '1',
      '--json',
    ]);
    assert.deepEqual(JSON.parse(mapped.out).sizes, { M: 10, K: 128, N: 1 });
  });

  it('names the network as it is told, and stays quiet', async () => {
    const model = file('model.onnx', residual.bytes);
    const { out, err } = await ffarch(['import', model, '--dim=batch=2', '--name', 'my own', '--quiet']);
    assert.match(out, /^network "my own" \{$/m);
    assert.equal(err, '');
  });

  it('takes a size for each name that is open', async () => {
    const { bytes, macs } = SAMPLES[5];
    const model = file('decoder.onnx', bytes);
    const sizes = ['--dim', 'batch=3', '--dim', 'sequence=1', '--dim', 'past=511'];
    assert.equal(JSON.parse((await ffarch(['import', model, ...sizes, '--json'])).out).totals.macs, macs);
    const { status, err } = await ffarch(['import', model, ...sizes.slice(2)]);
    assert.equal(status, 2);
    assert.equal(
      err,
      `ffarch: ${model}: The model leaves 1 size of its inputs open: \`batch\`. Give each a number: --dim batch=1.\n`,
    );
  });

  it('says on stderr what was left out and assumed', async () => {
    const g = new Graph();
    const odd = g.node('Wavelet', [g.input('x', 4, 8)], {}, { name: 'w', domain: 'own' });
    g.node('MatMul', [g.node('NonZero', [odd], {}, { name: 'some' }), odd], {}, { name: 'lost' });
    g.output(g.node('MatMul', [odd, g.weight('v', 8, 8)]));
    const { status, err } = await ffarch(['import', file('odd.onnx', onnx(g))]);
    assert.equal(status, 0);
    assert.match(err, /^ffarch: Left out: MatMul `lost` reads `NonZero_1`, .* NonZero `some`\.$/m);
    assert.match(err, /^ffarch: Assumed: own\.Wavelet `w` is not a known operator; .*\.$/m);
  });

  const REFUSED: readonly [what: string, content: string | Uint8Array, message: RegExp][] = [
    ['an empty file', '', /is empty, with 0 bytes; .* Export or copy it again\.$/m],
    ['text', '{"a": 1}', /is not an ONNX model \(8 bytes, the first 7b 22 61 22\)\. Export or copy it again\.$/m],
    [
      'random bytes',
      Uint8Array.from({ length: 3000 }, (_, i) => (i * 151 + 7) % 256),
      /is not an ONNX model, and not text \(3,000 bytes, the first 07 9e 35 cc\); .* Export or copy it again\.$/m,
    ],
    [
      'a checkpoint',
      'PK\u0003\u0004archive',
      /an archive, as PyTorch and Keras save checkpoints; .*torch\.onnx\.export/,
    ],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\n', /a Git LFS pointer.*git lfs pull/],
    ['a model that is cut', residual.bytes.subarray(0, 1000), /a value of [\d,]+ bytes begins where [\d,]+ are left/],
  ];
  for (const [what, content, message] of REFUSED) {
    it(`refuses ${what} in one line`, async () => {
      const { status, out, err } = await ffarch(['import', file('refused.onnx', content)]);
      assert.deepEqual([status, out], [1, '']);
      assert.match(err, message);
      assert.match(err, /^ffarch: \S+refused\.onnx: [^\n]+\n$/);
    });
  }

  it('asks which format text of none is of', async () => {
    const { status, err } = await ffarch(['import', file('notes.txt', 'Buy milk.\n')]);
    assert.equal(status, 1);
    assert.match(err, /begin like any format that is read \(10 bytes, .*\); .* Say which it is with --from/);
  });

  it('says of a file of the language that it is one', async () => {
    const { status, err } = await ffarch(['import', file('own.ffarch', 'const a = 1\n')]);
    assert.equal(status, 1);
    assert.match(
      err,
      /own\.ffarch: The file is \.ffarch already\. Use it as it is, or name it in an `import` line\.\n$/,
    );
  });

  it('says where YAML is malformed, though its format cannot be told', async () => {
    const malformed = file('arch.yaml', '{architecture: {version: 0.4,\n  nodes: [}}\n');
    for (const words of [[malformed], [file('notes.yaml', 'notes: 1\n'), malformed]]) {
      const { status, out, err } = await ffarch(['import', ...words]);
      assert.deepEqual([status, out], [1, '']);
      const [line = '', ...others] = err.split('\n');
      assert.ok(line.startsWith(`${malformed}:2:11: error: This is not YAML that can be read: `), err);
      assert.deepEqual(others, ['Nothing imported: 1 error', '']);
    }
    const { out } = await ffarch(['import', malformed, '--json']);
    const { format, text, findings } = JSON.parse(out);
    assert.deepEqual([format, text, findings[0].line, findings[0].column], [null, null, 2, 11]);
  });

  const topology = (layer: string) => `Layer, M, N, K,\n${layer}\n`;
  const CONFIGURATION =
    '[architecture_presets]\nArrayHeight: 8\nArrayWidth: 4\nIfmapSramSzkB: 64\nFilterSramSzkB: 32\nOfmapSramSzkB: 16\nDataflow: ws\n';

  it('with --strict is content where its last line says that nothing is approximated or lost', async () => {
    const array = file('array.cfg', CONFIGURATION);
    const given = file('given.cfg', `${CONFIGURATION}Bandwidth: 4\n[run_presets]\nInterfaceBandwidth: USER\n`);
    const [exact, lost] = [
      file('fc.csv', topology('fc, 4, 10, 8,')),
      file('zero.csv', topology('a, 1, 1, 1,\nfc, 4, 0, 8,')),
    ];
    for (const [words, strict, last] of [
      [[exact], 0, '1 layer exact, 0 approximated, 0 constructs lost'],
      [[exact, array, '--estimate'], 0, '8 levels and 1 layer exact, 0 approximated, 0 constructs lost'],
      [[exact, given, '--estimate'], 1, '7 levels and 1 layer exact, 1 approximated, 0 constructs lost'],
      [[lost], 1, '1 layer exact, 0 approximated, 1 construct lost'],
    ] as const) {
      const { status, err } = await ffarch(['import', ...words]);
      assert.deepEqual([status, err.trimEnd().split('\n').at(-1)], [0, last]);
      assert.equal((await ffarch(['import', ...words, '--strict'])).status, strict, last);
    }
    const refused = await ffarch(['import', exact, array]);
    assert.deepEqual([refused.status, refused.err.trimEnd().split('\n').at(-1)], [1, 'Nothing imported: 6 errors']);
  });

  it('with --strict refuses a model of which something is left out or assumed', async () => {
    const g = new Graph();
    const odd = g.node('Wavelet', [g.input('x', 4, 8)], {}, { name: 'w', domain: 'own' });
    g.output(g.node('MatMul', [odd, g.weight('v', 8, 8)]));
    assert.equal((await ffarch(['import', file('assumed.onnx', onnx(g)), '--strict'])).status, 1);
    assert.equal(
      (await ffarch(['import', file('whole.onnx', residual.bytes), '--dim', 'batch=1', '--strict'])).status,
      0,
    );
  });

  it('refuses what is larger than models are, without reading it', async () => {
    const model = file('large.onnx', '');
    truncateSync(model, 3 * 2 ** 30);
    const { status, err } = await ffarch(['import', model]);
    assert.deepEqual([status, err], [2, `ffarch: ${model} has 3072 MiB, and at most 2048 MiB are read.\n`]);
  });

  it('asks to import models one by one', async () => {
    const { status, err } = await ffarch(['import', file('a.onnx', residual.bytes), file('b.onnx', residual.bytes)]);
    assert.equal(status, 1);
    assert.match(err, /is an ONNX model, and one of 2 files\. Import it alone/);
  });

  it('says what is wrong with words and options', async () => {
    const cases: readonly (readonly [words: readonly string[], message: RegExp])[] = [
      [[], /Which files\?/],
      [['a.onnx', '--dim', 'batch'], /--dim takes a name and a whole number, such as batch=1, not `batch`/],
      [['a.onnx', '--dim', 'batch=-1'], /not `batch=-1`/],
      [[path.join(folder, 'larg.onnx')], /There is no file .*Did you mean `\S+large\.onnx`\?/],
    ];
    for (const [words, message] of cases) {
      const { status, err } = await ffarch(['import', ...words]);
      assert.equal(status, 2);
      assert.match(err, message);
    }
  });

  it('prints the network where the file cannot be written', async () => {
    const model = file('kept.onnx', residual.bytes);
    const { status, out, err } = await ffarch([
      'import',
      model,
      '--dim',
      'batch=1',
      '--out',
      path.join(folder, 'none', 'x.ffarch'),
    ]);
    assert.equal(status, 2);
    assert.match(out, /^network kept \{$/m);
    assert.match(err, /There is no folder/);
  });
});
