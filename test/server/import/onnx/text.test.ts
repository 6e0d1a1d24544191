import assert from 'node:assert/strict';
import { TextDocument } from 'langium';
import type { Network } from '../../../../language/domain/index.js';
import { printNetwork } from '../../../../server/import/onnx/text/print.js';
import { language, parse } from '../../../language/language.js';
import { imported } from './imported.js';
import { SAMPLES } from './models.js';
import { Graph, onnx } from './writer.js';

async function networkOf(text: string): Promise<Network> {
  const document = await parse(text);
  const errors = (document.diagnostics ?? []).filter(({ severity }) => severity !== 4);
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
    text,
  );
  const edits = language.Ffarch.lsp.Formatter.formatDocument(document);
  assert.equal(TextDocument.applyEdits(document.textDocument, edits), text);
  const [network] = language.Ffarch.lowering.LoweringProvider.document(document).networks;
  assert.ok(network.value);
  return network.value;
}

const product = (sizes: Readonly<Record<string, number>>): number => Object.values(sizes).reduce((a, b) => a * b, 1);

describe('The text of an imported network', () => {
  for (const { name, bytes, sizes, macs } of SAMPLES) {
    it(`is sound, formatted, and has the same MACs: ${name}`, async () => {
      const { layers } = await networkOf(printNetwork('Net', 'net.onnx', imported(bytes, sizes)));
      assert.equal(
        layers.reduce((sum, { workload, repeat }) => sum + repeat * product(workload.sizes), 0),
        macs,
      );
    });
  }

  it('says what is not mapped, left out and assumed, on one line each whatever names hold', async () => {
    const g = new Graph();
    const x = g.input('x', 4, 8);
    const odd = g.node('Wavelet\n}', [x], {}, { name: 'a\nnetwork b { }', domain: 'my\u2028own' });
    const other = g.node('Wavelet\n}', [odd], {}, { name: 'c', domain: 'my\u2028own' });
    g.node('MatMul', [g.node('NonZero', [x], {}, { name: 'some' }), g.weight('v', 8, 8)], {}, { name: 'lost' });
    g.output(g.node('Softmax', [g.node('MatMul', [other, g.weight('w', 8, 2)], {}, { name: '"quoted' })]));
    const text = printNetwork('my net', 'a\nb.onnx', imported(onnx(g, { producer: ['x\ny', '1'] })));
    await networkOf(text);
    for (const line of [
      '// Imported from a b.onnx, which x y 1 wrote.',
      '// 1 layer with 64 MACs and 16 parameters.',
      '//   Softmax × 1: 6.9 % of all words, 11.1 % of all operations',
      '// Left out: MatMul `lost` reads `NonZero_2`, whose size is not known, as it follows from NonZero `some`.',
      '// Assumed: my own.Wavelet } `a network b { }` (and 1 other) is not a known operator; its result was taken to have the shape of its first input, and it to multiply nothing.',
      'network "my net" {',
      '  _quoted : gemm { M: 2, K: 8, N: 4 }',
    ])
      assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
  });

  it('stays short whatever there is much of', async () => {
    const g = new Graph();
    let x = g.input('x', 4, 8);
    for (let i = 0; i < 30; i++) x = g.node(`Odd${i}`, [x], {}, { name: 'n'.repeat(1000), domain: 'own' });
    g.output(g.node('MatMul', [x, g.weight('w', 8, 2)], {}, { name: 'm'.repeat(1000) }));
    const text = printNetwork('Net', 'net.onnx', imported(onnx(g)));
    await networkOf(text);
    for (const line of ['//   10 more operators', '// Assumed: 10 more.'])
      assert.ok(text.split('\n').includes(line), text);
    assert.ok(
      text.split('\n').every(({ length }) => length <= 310),
      text,
    );
    assert.match(text, /^\/\/ Assumed: own\.Odd0 `n+…` is not a known operator; .* multiply nothing\.$/m);
  });

  it('declares a coupling once for all its layers, and none that the library has', () => {
    const g = new Graph();
    const volume = g.node('Conv', [g.input('x', 1, 2, 6, 6, 6), g.weight('w', 4, 2, 3, 3, 3)], {});
    g.output(g.node('Conv', [volume, g.weight('v', 4, 4, 3, 3, 3)], {}));
    assert.deepEqual(couplingsOf(printNetwork('Net', 'net.onnx', imported(onnx(g)))), ['conv3d']);
    const attention = printNetwork('Net', 'net.onnx', imported(SAMPLES[4].bytes, SAMPLES[4].sizes));
    assert.match(attention, / : scores \{/);
    assert.deepEqual(couplingsOf(attention), []);
  });

  it('takes the kernels of the library, batched or not', () => {
    const g = new Graph();
    const inputs = g.input('x', 4, 8, 10, 10);
    const conv = g.node('Conv', [inputs, g.weight('a', 8, 8, 3, 3)], {});
    const depthwise = g.node('Conv', [conv, g.weight('b', 8, 1, 3, 3)], { group: 8 });
    g.output(g.node('Conv', [depthwise, g.weight('c', 16, 4, 3, 3)], { group: 2 }));
    const text = printNetwork('Net', 'net.onnx', imported(onnx(g)));
    assert.deepEqual(couplingsOf(text), []);
    assert.deepEqual(text.match(/: \w+ \{ N: 4/g), [': batchedConv { N: 4', ': depthwise { N: 4', ': grouped { N: 4']);
  });
});

/** The couplings that a document declares. */
const couplingsOf = (text: string): string[] => [...text.matchAll(/^coupling (\w+)/gm)].map(([, name]) => name);
