import assert from 'node:assert/strict';
import { withoutSources } from '../../../language/domain/index.js';
import { lower } from '../language.js';

const TEXT = `coupling own { dims source, K; Out[source] += W[K] * In[source][K] }
workload small : own { source: 4, K: 2 }
`;

describe('A declaration without the places where it was written', () => {
  it('keeps all else, whatever it is called', async () => {
    const { workloads } = await lower(TEXT);
    const plain = withoutSources(workloads[0].value!);
    assert.doesNotMatch(JSON.stringify(plain), /"(uri|line|character)"|Source/);
    assert.deepEqual(plain.sizes, { source: 4, K: 2 });
    assert.deepEqual(
      withoutSources({ resource: { words: 1 }, resources: [{ words: 2 }], toString: { words: 3 } }) as object,
      { resource: { words: 1 }, resources: [{ words: 2 }], toString: { words: 3 } },
    );
  });
});
