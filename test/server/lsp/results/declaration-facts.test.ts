import assert from 'node:assert/strict';
import { architectureFacts } from '../../../../server/lsp/results/declaration-facts.js';
import { lower } from '../../../language/language.js';

const TEXT = `coupling own { dims M, K; Out[M] += W[M][K] * In[K] }
architecture A : own {
  memory DRAM { size: unbounded; energy: read 2 pJ, write 3 pJ; bandwidth: unbounded; bypass: W; order: _, K; factors: K <= 4, M = 2 }
  memory Buffer { size: 1Ki; energy: 1 pJ; bandwidth: 8; area: 4 }
  fanout PEs[4] over M { reduction: full }
  compute MAC { energy: 1 pJ; cycles: 2 }
}
`;

describe('What an architecture says, for people', () => {
  it('is each property of each level, and nothing of where it was written', async () => {
    const { architectures } = await lower(TEXT);
    const facts = architectureFacts(architectures[0].value!);
    const of = (level: string) =>
      Object.entries(facts).flatMap(([name, value]) =>
        name.startsWith(`${level}: `) ? [`${name.slice(level.length + 2)} ${value}`] : [],
      );
    for (const fact of [
      'size unbounded',
      'read energy 2',
      'write energy 3',
      'read bandwidth unbounded',
      'shared bandwidth false',
      'bypass W',
      'order _, K',
      'factors K <= 4, M = 2',
      'area none',
      'leakage 0',
    ])
      assert.ok(of('DRAM').includes(fact), `${fact}, but\n${of('DRAM').join('\n')}`);
    for (const fact of ['size 1,024', 'read bandwidth 4', 'bypass none', 'order none', 'area 4', 'buffering 1'])
      assert.ok(of('Buffer').includes(fact), `${fact}, but\n${of('Buffer').join('\n')}`);
    for (const fact of ['instances 4', 'over M', 'reduction full', 'peToPe false', 'powerGating false'])
      assert.ok(of('PEs').includes(fact), `${fact}, but\n${of('PEs').join('\n')}`);
    for (const fact of ['instances 1', 'over none', 'energy 1', 'cycles 2'])
      assert.ok(of('MAC').includes(fact), `${fact}, but\n${of('MAC').join('\n')}`);
    assert.doesNotMatch(JSON.stringify(facts), /source|object|undefined/i);
  });
});
