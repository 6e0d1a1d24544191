import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluate } from '../../../language/model/index.js';
import { type Case, coupling, evaluation, pair, workload } from '../../arbitraries.js';
import { architectureOf, couplingOf, mappingFrom, modelCases, workloadOf } from '../../golden/load.js';
import { broken, reduced } from './rules.js';

/** The rules that the literal reading knows. */
const RULES = ['mesh', 'dimension', 'factor', 'order'];

const sorted = (rules: readonly (readonly unknown[])[]): string[] => rules.map((rule) => JSON.stringify(rule)).sort();

function judges({ architecture, workload, mapping, options }: Case): void {
  const actual = evaluate(architecture, workload, mapping, options);
  const found = actual.violations.filter(({ rule }) => RULES.includes(rule));
  assert.deepEqual(
    sorted(found.map(({ rule, level, dimension }) => [rule, level, dimension])),
    sorted(broken(architecture, workload, mapping)),
  );
  assert.deepEqual(
    actual.reducedConstraints,
    reduced(architecture, workload)
      .filter(({ from, to }) => from !== to)
      .map(({ level, dimension, from, to }) => ({ level, dimension, from, to })),
  );
}

describe('legality', () => {
  it('by the literal reading is that of the golden cases', () => {
    for (const { coupling: golden, arch, sizes, mapping, expect } of modelCases()) {
      const of = couplingOf(golden);
      assert.deepEqual(
        sorted(broken(architectureOf(arch, of), workloadOf(of, sizes), mappingFrom(mapping))),
        sorted(expect.violations.filter(([rule]: string[]) => RULES.includes(rule))),
      );
    }
  });

  const constrained = pair(coupling, { constrained: 8 });

  it('is that of a literal reading, with iterations anywhere', () => {
    fc.assert(fc.property(evaluation(constrained, { anywhere: true }), judges), { seed: 3, numRuns: 1000 });
  });

  it('is that of a literal reading, with ragged loops', () => {
    fc.assert(fc.property(evaluation(constrained, { ragged: true }), judges), { seed: 5, numRuns: 500 });
  });

  it('is that of a literal reading for mappings that do not multiply up to the sizes', () => {
    const mismatched = evaluation().chain((found) =>
      workload(found.workload.coupling).map((other): Case => ({ ...found, workload: other })),
    );
    fc.assert(fc.property(mismatched, judges), { seed: 4, numRuns: 300 });
  });
});
