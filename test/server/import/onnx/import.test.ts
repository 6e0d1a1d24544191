import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { ImportedNetwork } from '../../../../server/import/onnx/index.js';
import { imported } from './imported.js';
import { SAMPLES } from './models.js';

const described = ({ layers }: ImportedNetwork): string[] =>
  layers.map(({ name, kernel, sizes, strides, dilations, repeat }) =>
    [
      `${name}: ${kernel}`,
      ...Object.entries(sizes).flat(),
      ...(strides.length > 0 ? ['/', strides] : []),
      ...(dilations.some((dilation) => dilation > 1) ? [dilations] : []),
      ...(repeat > 1 ? ['x', repeat] : []),
    ].join(' '),
  );

describe('An ONNX file', () => {
  for (const { name, bytes, sizes, layers, macs, parameters } of SAMPLES) {
    it(`becomes layers: ${name}`, () => {
      const network = imported(bytes, sizes);
      assert.deepEqual(network.leftOut, []);
      assert.deepEqual(described(network), layers);
      assert.equal(network.macs, macs);
      assert.equal(network.parameters, parameters);
    });
  }
});

// Counted with another reader: a product of the sizes in `value_info` and of the weights, for each node that multiplies.
const CORPUS = [
  { path: '22-zigzag/mobilenetv2.onnx', layers: 53, different: 31, macs: 300_774_272, parameters: 3_487_816 },
  { path: '23-zigzag/alexnet.onnx', layers: 8, different: 8, macs: 654_560_384, parameters: 60_965_224 },
];

describe('A published ONNX file', () => {
  for (const { path, layers, different, macs, parameters } of CORPUS) {
    it(`has the layers, MACs and parameters of an independent count: ${path}`, function () {
      const file = new URL(`../../../../../shared/interop/corpus/${path}`, import.meta.url);
      if (!existsSync(file)) this.skip();
      const network = imported(readFileSync(file));
      assert.equal(network.layers.length, different);
      assert.equal(
        network.layers.reduce((sum, { repeat }) => sum + repeat, 0),
        layers,
      );
      assert.equal(network.macs, macs);
      assert.equal(network.parameters, parameters);
      assert.deepEqual([network.leftOut, network.assumptions], [[], []]);
    });
  }
});
