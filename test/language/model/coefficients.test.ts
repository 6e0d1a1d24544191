import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS, prepare } from '../../../language/model/index.js';
import { lower } from '../language.js';

describe('A number in a term', () => {
  it('is a stride of that value, and multiplies one beside it', async () => {
    const { architectures, workloads } = await lower(`
      coupling strides { dims P, R, S; strides p, r; Out[P] += W[R][S] * In[p*P + r*R + S] }
      coupling numbers { dims P, R, S; strides r; Out[P] += W[R][S] * In[2*P + R*3*r*5 + S] }
      architecture Both : strides, numbers {
        memory D { size: unbounded; energy: 1 pJ; bandwidth: 1 }
        compute MAC { energy: 1 pJ }
      }
      workload a : strides { P: 8, R: 4, S: 3, p: 2, r: 30 }
      workload b : numbers { P: 8, R: 4, S: 3, r: 2 }`);
    const [a, b] = workloads.map(({ value }) => prepare(architectures[0].value!, value!, DEFAULT_OPTIONS));
    assert.deepEqual(a.operands[0].axes, [{ dimensions: [0, 1, 2], coefficients: [2, 30, 1], mask: 7 }]);
    assert.deepEqual(b.operands, a.operands);
  });
});
