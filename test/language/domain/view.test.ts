import assert from 'node:assert/strict';
import { architectureFor } from '../../../language/domain/index.js';
import { lower } from '../language.js';

const COUPLINGS = `coupling mm as conv { M: M, K: C, N: P }
coupling bmm as batchedConv { M: M, K: C, N: P }
coupling perChannel { dims C, P, Q, R, S; Out[C][P][Q] += W[C][R][S] * In[C][P + R][Q + S] }
coupling attention { dims H, I, J, D; S[H][I][J] += Q[H][I][D] * K[H][J][D] }
`;

/** What the level `L` of an architecture for several couplings says of dimensions in one of them. */
async function read(couplings: string, level: string, coupling: string): Promise<string> {
  const text = `${COUPLINGS}architecture A : ${couplings} {
  memory D { size: unbounded; energy: 1 pJ; bandwidth: 1 }
  ${level}
  compute MAC { energy: 1 pJ }
}
workload w : ${coupling} {}`;
  const { architectures, workloads } = await lower(text);
  const { levels } = architectureFor(architectures[0]!.value!, workloads[0]!.value!.coupling);
  const found = levels[1]!;
  const factors = found.factors.map(({ dimension, operator, value }) => `${dimension} ${operator} ${value}`);
  const rest =
    found.type === 'memory' ? found.order.map((entry) => entry ?? '_') : 'dimensions' in found ? found.dimensions : [];
  return [factors, rest].map((names) => names.join(', ')).join(' | ');
}

const memory = (properties: string) => `memory L { size: 8; energy: 1 pJ; bandwidth: 1; ${properties} }`;

describe('An architecture for several couplings, as one of them reads it', () => {
  for (const [couplings, level, expected] of [
    [
      'conv, perChannel, attention',
      'fanout L[4] over M, perChannel.C, H { factors: M <= 2 }',
      { conv: 'M <= 2 | M', perChannel: ' | C', attention: ' | H' },
    ],
    [
      'conv, perChannel, gemm',
      memory('factors: C = 4, P = 1, perChannel.C = 1, R = all, N = 2'),
      { conv: 'C = 4, P = 1, R = Infinity | ', perChannel: 'P = 1, C = 1, R = Infinity | ', gemm: 'N = 2 | ' },
    ],
    [
      'conv, perChannel, gemm',
      memory('order: conv: _, _, _, R, S, _; order: M, C, Q, K, perChannel.P; order: perChannel: S, _, _, _, C'),
      { conv: ' | _, _, _, R, S, _', perChannel: ' | S, _, _, _, C', gemm: ' | M, K' },
    ],
    ['gemm, conv', memory('order: perChannel.C, conv.C, M, gemm.M'), { gemm: ' | M', conv: ' | C, M' }],
    ['gemm', memory('factors: gemm.M = 3, M = 2, K = 1'), { gemm: 'M = 3, K = 1 | ' }],
  ] as const) {
    for (const [coupling, text] of Object.entries(expected)) {
      it(`${level} in ${coupling}`, async () => assert.equal(await read(couplings, level, coupling), text));
    }
  }

  for (const [couplings, level, expected] of [
    // N of the GEMM is P there, and has nothing to do with the batch.
    ['batchedConv', 'fanout L[4] over M, N, C { factors: C <= 2 }', 'K <= 2 | M, K'],
    ['conv', memory('factors: C = 4, P = 2, R = 3; order: S, P, C, M'), 'K = 4, N = 2 | N, K, M'],
    ['conv', memory('factors: C = 4, mm.K = 2, conv.M = 8, M = 1'), 'K = 2, M = 8 | '],
    ['conv, mm', memory('factors: C = 4, K = 2, conv.M = 8, M = 1, N = 3, P = 5'), 'K = 2, M = 1, N = 3 | '],
    ['stridedConv', memory('factors: C = 4, stridedConv.P = 2'), 'K = 4, N = 2 | '],
    ['conv', memory('order: conv: _, P, _, _, R, _; order: M'), ' | _, N, _, _, _'],
    ['conv', memory('order: conv: _, P, _, _, R, _; order: mm: N, _, _'), ' | N, _, _'],
  ] as const) {
    it(`${level} of ${couplings}, in a special case`, async () =>
      assert.equal(await read(couplings, level, couplings.startsWith('batched') ? 'bmm' : 'mm'), expected));
  }

  it('is as it reads a coupling that another one is compatible with', async () => {
    const level = 'fanout L[4] over M, perChannel.C, stridedConv.C';
    assert.equal(await read('perChannel, stridedConv', level, 'conv'), ' | M, C');
  });
});
