import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_OPTIONS, evaluate, prepare } from '../../../language/model/index.js';
import { paddedSizes } from '../../../server/mapper/padding.js';
import { DEFAULT_SEARCH } from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';
import { libraryPair } from '../../golden/load.js';

const pairOf = (name: string, sizes: Record<string, number>): ReturnType<typeof libraryPair> => {
  const [architecture, workload] = libraryPair(name, 'MaestroBlas', 'MB6');
  return [architecture, { ...workload, sizes }];
};

const choices = (...[architecture, workload]: ReturnType<typeof libraryPair>): number[][] =>
  paddedSizes(prepare(architecture, workload, DEFAULT_OPTIONS));

describe('padding', () => {
  it('offers the next multiples that fill a fanout, or several', () => {
    // Eyeriss unrolls M on 12 rows, and M and K on 14 columns; nothing unrolls N.
    const [M, K, N] = choices(...pairOf('Eyeriss', { M: 13, K: 13, N: 13 }));
    assert.deepEqual(K, [13, 14]);
    assert.deepEqual(N, [13]);
    assert.deepEqual(M, [13, 14, 24, 84, 168]);
  });

  it('offers only what equality constraints divide', () => {
    // Gemmini fixes M = 16 on its rows, K = 16 on its columns and N = 16 in its register.
    assert.deepEqual(choices(...pairOf('Gemmini', { M: 100, K: 256, N: 1000 })), [[112], [256], [1008]]);
  });

  it('never offers less than the size', () => {
    const size = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(fc.constantFrom('Eyeriss', 'Simba', 'Gemmini', 'TPUv1'), size, size, size, (name, M, K, N) => {
        choices(...pairOf(name, { M, K, N })).forEach((own, d) => {
          assert.ok(own.length > 0);
          for (const choice of own) assert.ok(Number.isSafeInteger(choice) && choice >= [M, K, N][d]);
          assert.deepEqual(
            own,
            [...new Set(own)].sort((a, b) => a - b),
          );
        });
      }),
    );
  });

  for (const strategy of ['factorflow', 'random', 'optimal'] as const) {
    it(`lets ${strategy} map what does not divide, and says by how much sizes grow`, () => {
      const [architecture, workload] = pairOf('Gemmini', { M: 100, K: 256, N: 1000 });
      const request = { architecture, workload, options: DEFAULT_OPTIONS };
      const plain = search({ ...request, search: { ...DEFAULT_SEARCH, strategy } });
      assert.equal(plain.kind, 'infeasible');
      const result = search({ ...request, search: { ...DEFAULT_SEARCH, strategy, pad: true } });
      assert.ok(result.kind === 'mapped');
      const { report } = result;
      assert.deepEqual(report.padded, { M: { from: 100, to: 112 }, N: { from: 1000, to: 1008 } });
      assert.deepEqual(report.sizes, { M: 100, K: 256, N: 1000 });
      assert.deepEqual(report.violations, []);
      const mac = report.levels.at(-1)!;
      assert.ok(mac.type === 'compute' && mac.macs === 112 * 256 * 1008, 'the model counts MACs on padding');
      const loops = report.mapping.map(({ level, loops: own }) => ({
        level,
        loops: own.map(([dimension, iterations]) => ({ dimension, iterations })),
      }));
      const grown = { ...workload, sizes: { ...workload.sizes, M: 112, N: 1008 } };
      const evaluated = evaluate(architecture, grown, loops);
      assert.equal(report.edp_pJ_cycles, evaluated.edp_pJ_cycles);
      assert.deepEqual(evaluated.violations, []);
    });
  }

  it('leaves sizes alone where nothing is gained', () => {
    const [architecture, workload] = pairOf('Eyeriss', { M: 168, K: 64, N: 64 });
    const result = search({
      architecture,
      workload,
      options: DEFAULT_OPTIONS,
      search: { ...DEFAULT_SEARCH, strategy: 'factorflow', objective: 'energy', pad: true },
    });
    assert.ok(result.kind === 'mapped');
    assert.equal(result.report.padded, undefined);
  });
});
