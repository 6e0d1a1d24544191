import assert from 'node:assert/strict';
import { FIGURES } from '../../../language/figures.js';
import { compare, largestLayers, layerSums, levelSums } from '../../../language/report/index.js';
import { publishedNetwork } from '../../client/panel/samples.js';

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const near = (one: number, other: number): void => assert.ok(Math.abs(one - other) <= 1e-9 * Math.abs(other));

describe('What layers take of a network', () => {
  const network = publishedNetwork('Simba', 'BertLarge', ['KTQ', 'VScores', 'FF1']);

  for (const summed of ['energy', 'latency'] as const) {
    it(`adds up to its ${summed}, by layer and by level`, () => {
      const total = FIGURES[summed].of(network.totals!);
      const sums = layerSums(network.layers, summed);
      near(sum(sums.map(({ value }) => value)), total);
      near(sum(sums.map(({ share }) => share)), 1);
      for (const { parts, value } of sums) near(sum(parts.map((part) => part.value)), value);
      near(sum(levelSums(sums).map(({ value }) => value)), total);
    });
  }

  it('is led by the fewest layers that make 80 %', () => {
    const of = (...values: number[]) =>
      largestLayers(
        values.map((value, i) => ({ layer: `L${i}`, repeat: 1, value, share: value / sum(values), parts: [] })),
      ).map(({ layer }) => layer);
    assert.deepEqual(of(10, 50, 30, 10), ['L1', 'L2']);
    assert.deepEqual(of(25, 25, 25, 25), ['L0', 'L1', 'L2', 'L3']);
    assert.deepEqual(of(1), ['L0']);
  });
});

describe('A comparison of architectures', () => {
  const layers = ['MB3', 'MB4', 'MB1'];
  const gemmini = publishedNetwork('Gemmini', 'MaestroBlas', layers);
  const tpu = publishedNetwork('TPUv1', 'MaestroBlas', layers);

  it('has how many times as much each layer takes, their geometric mean, and the network with repeats', () => {
    const { layers: rows, mean, common, total } = compare([gemmini, tpu], 'energy', 1);
    const times = gemmini.layers.map((layer, i) => layer.energy_pJ / tpu.layers[i]!.energy_pJ);
    assert.deepEqual(
      rows.map((row) => row.times),
      times.map((each) => [each, 1]),
    );
    assert.equal(common, 3);
    near(mean.times[0]!, Math.cbrt(times[0]! * times[1]! * times[2]!));
    near(total.times[0]!, gemmini.totals!.energy_pJ / tpu.totals!.energy_pJ);
  });

  it('leaves out of the mean what an architecture cannot run, and has no total of it', () => {
    const less = publishedNetwork('TPUv1', 'MaestroBlas', ['MB3', 'MB4']);
    const { layers: rows, common, mean, total } = compare([gemmini, less], 'latency', 0);
    assert.deepEqual([rows[2]!.times, common, total.times], [[1, null], 2, [1, null]]);
    near(mean.times[1]!, Math.sqrt(rows[0]!.times[1]! * rows[1]!.times[1]!));
  });
});
