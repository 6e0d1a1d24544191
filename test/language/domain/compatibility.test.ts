import assert from 'node:assert/strict';
import { incompatibility } from '../../../language/domain/index.js';
import { lower } from '../language.js';

const NONE = null;

/** Couplings of an architecture, the workload's coupling, and why they do not go together. */
const PAIRS: [architecture: string, workload: string, reason: string | null][] = [
  ['gemm', 'gemm', NONE],
  ['stridedConv', 'conv', NONE],
  ['stridedConv, transposedConv', 'transposedConv', NONE],
  ['batched', 'gemm', NONE],
  ['gemm', 'batched', '`A` computes `gemm`, `w` is a `batched`: gemm has no dimension B'],
  ['gemm', 'conv', '`A` computes `gemm`, `w` is a `conv`: gemm has no dimension P, Q, C, R, S'],
  [
    'stridedConv',
    'transposedConv',
    '`A` computes `stridedConv`, `w` is a `transposedConv`: R indexes In in stridedConv, but not In in transposedConv',
  ],
  ['gemm', 'swapped', '`A` computes `gemm`, `w` is a `swapped`: M indexes Inputs in swapped, but not In in gemm'],
  ['gemm', 'renamed', NONE],
  ['conv, stridedConv', 'gemm', '`A` computes `conv` or `stridedConv`, `w` is a `gemm`: conv has no dimension K, N'],
];

describe('compatibility', () => {
  for (const [architecture, workload, reason] of PAIRS) {
    it(`of ${workload} on an architecture for ${architecture}`, async () => {
      const { architectures, workloads } = await lower(`
        coupling batched { dims B, M, K, N Out[B][M][N] += W[B][M][K] * In[B][K][N] }
        coupling swapped { dims M, K, N Out[M][N] += Weights[K][N] * Inputs[M][K] }
        coupling renamed { dims M, K, N C[M][N] += A[M][K] * B[K][N] }
        architecture A : ${architecture}
        workload w : ${workload}`);
      assert.equal(incompatibility(architectures[0].value!, workloads[0].value!), reason);
    });
  }
});
