import assert from 'node:assert/strict';
import { diagramOf } from '../../../../language/model/index.js';
import { libraryPair } from '../../../golden/load.js';

describe('The diagram of an architecture', () => {
  it('has the peak, the capacity of all instances, and what each operand passes by', () => {
    const [eyeriss] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const { levels, peak, capacity, operands } = diagramOf(eyeriss);
    assert.deepEqual(
      levels.map(({ name }) => name),
      eyeriss.levels.map(({ name }) => name),
    );
    const meshes = eyeriss.levels.flatMap((level) => ('mesh' in level ? [level.mesh] : []));
    assert.equal(
      peak,
      meshes.reduce((product, mesh) => product * mesh, 1),
    );
    let words = 0;
    for (const level of levels) if (level.type === 'memory') words += (level.size ?? 0) * level.instances;
    assert.deepEqual(capacity, { words, bits: 0 });
    const register = levels.find(({ name }) => name === 'WRegister');
    assert.ok(register?.type === 'memory');
    assert.deepEqual(
      operands.filter((_, i) => register.keeps[i] === 'kept'),
      ['W'],
    );
  });
});
