import assert from 'node:assert/strict';
import { messageOf } from '../../../language/diagnostics/index.js';
import { DEFAULT_OPTIONS, misfit, prepare } from '../../../language/model/index.js';
import { lower } from '../language.js';

/** A coupling with so many dimensions that no other has. */
const coupling = (name: string, dimensions: number): string =>
  `coupling ${name} { dims K, ${Array.from({ length: dimensions }, (_, d) => `${name}${d}`).join(', ')}; Out[K] += W[K] * In[K] }`;

describe('What does not fit', () => {
  it('is found for a pair whose coupling has too many dimensions, though the first of the architecture has not, as for one that cannot be prepared', async () => {
    const { architectures, workloads } = await lower(`
      ${coupling('a', 20)}
      ${coupling('b', 30)}
      architecture Both : a, b {
        memory D { size: unbounded; energy: 1 pJ; bandwidth: 1 }
        compute MAC { energy: 1 pJ }
      }
      workload w : b { K: 2, ${Array.from({ length: 30 }, (_, d) => `b${d}: 1`).join(', ')} }`);
    const [architecture, workload] = [architectures[0].value!, workloads[0].value!];
    const flaw = misfit(architecture, workload);
    assert.deepEqual(flaw, { code: 'ffarch/too-many-dimensions', params: { count: 31, most: 30 } });
    assert.throws(() => prepare(architecture, workload, DEFAULT_OPTIONS), {
      name: 'RangeError',
      message: messageOf('ffarch/too-many-dimensions', { count: 31, most: 30 }),
    });
  });
});
