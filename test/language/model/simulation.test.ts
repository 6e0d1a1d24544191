import assert from 'node:assert/strict';
import fc from 'fast-check';
import { architectureOf, couplingOf, mappingFrom, modelCases, workloadOf } from '../../golden/load.js';
import { agrees, TINY } from './agreement.js';
import { simulate, type Words } from './simulation.js';

describe('the simulation of model.md', () => {
  it('agrees with the golden cases', () => {
    for (const { simulated, coupling: golden, arch, sizes, mapping, options, expect } of modelCases()) {
      if (!simulated) continue;
      const of = couplingOf(golden);
      const result = simulate(architectureOf(arch, of), workloadOf(of, sizes), mappingFrom(mapping), options);
      const expectedOf = (name: string) => expect.levels.find((level: { name: string }) => level.name === name);
      for (const { name, operands, stall } of result.links) {
        const passed = [...operands.values()];
        const sum = (of: (words: Words) => number) => passed.reduce((total, words) => total + of(words), 0);
        assert.deepEqual(
          [sum(({ reads }) => reads), sum(({ updates }) => updates), stall],
          [expectedOf(name).in, expectedOf(name).out, expectedOf(name).stall],
          name,
        );
      }
      for (const { name, operands, footprint, readDrain, fillUpdate } of result.memories) {
        const expected = expectedOf(name);
        for (const [role, { reads, fills, updates, drains }] of operands) {
          assert.equal(reads + (options.freeDrains ? 0 : drains), expected[`${role}_reads`], `${name} ${role} reads`);
          assert.equal(fills + updates, expected[`${role}_writes`], `${name} ${role} writes`);
        }
        assert.equal(footprint, expected.footprint);
        assert.deepEqual([readDrain, fillUpdate], [expected.latency_rd, expected.latency_fu], name);
      }
      assert.deepEqual([result.macs, result.steps], [expect.macs, expect.steps]);
    }
  });
});

describe('the model against a simulation of what physically moves', () => {
  for (const seed of [1, 2, 3, 4]) {
    it(`counts the same words and cycles on 500 random mappings from seed ${seed} on`, () => {
      fc.assert(fc.property(TINY, agrees), { seed, numRuns: 500 });
    });
  }
});
