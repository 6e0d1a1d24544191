import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Role } from '../../../language/domain/index.js';
import { evaluate, type MemoryReport } from '../../../language/model/index.js';
import { type Case, coupling, evaluation, pair, workload } from '../../arbitraries.js';
import { architectureOf, couplingOf, mappingFrom, modelCases, workloadOf } from '../../golden/load.js';
import { Naive } from './naive.js';

/** Relative; sums and products of the two readings are taken in different orders. */
const close = (actual: number, expected: number, what: string): void => {
  if (Object.is(actual, expected)) return;
  const scale = Math.max(Math.abs(actual), Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= 1e-9 * scale, `${what}: ${actual} instead of ${expected}`);
};

/** The model and the literal reading give the same counts, exactly, and the same figures. */
function agrees({ architecture, workload, mapping, options }: Case): void {
  const actual = evaluate(architecture, workload, mapping, options);
  const expected = new Naive(architecture, workload, mapping, options).evaluate();
  const memories = actual.levels.filter((level): level is MemoryReport => level.type === 'memory');
  assert.equal(memories.length, expected.memories.length);
  memories.forEach((memory, i) => {
    const naive = expected.memories[i];
    const counts = (['in', 'w', 'out'] as Role[]).flatMap((role) => {
      const counted = memory.operands[workload.coupling.operands[role].name];
      return counted ? [{ role, reads: counted.reads, writes: counted.writes }] : [];
    });
    assert.deepEqual(
      counts,
      counts.map(({ role }) => ({ role, reads: naive.reads[role], writes: naive.writes[role] })),
      memory.name,
    );
    assert.deepEqual(
      [memory.read_words, memory.fill_words, memory.update_words, memory.drain_words],
      [naive.read, naive.fill, naive.update, naive.drain],
      `${memory.name}: read, fill, update, drain`,
    );
    assert.deepEqual(
      [memory.footprint_words, memory.executions, memory.instances],
      [naive.footprint, naive.t, naive.s],
      `${memory.name}: footprint, t, s`,
    );
    for (const kind of ['read', 'fill', 'update', 'drain'] as const) {
      close(memory.bandwidth.required[kind], naive.required[kind], `${memory.name} ${kind}`);
    }
    close(memory.readDrain_cycles, naive.readDrain * naive.t, `${memory.name} readDrain`);
    close(memory.fillUpdate_cycles, naive.fillUpdate * naive.t, `${memory.name} fillUpdate`);
    close(memory.cyclesPerTile, naive.cc, `${memory.name} cyclesPerTile`);
    close(memory.stall_cycles, naive.stall, `${memory.name} stall`);
    close(memory.energy_pJ, naive.energy, `${memory.name} energy`);
  });
  close(actual.energy_pJ, expected.energy, 'energy');
  close(actual.latency_cycles, expected.latency, 'latency');
  close(actual.edp_pJ_cycles, expected.edp, 'EDP');
  close(actual.wart, expected.wart, 'WART');
  close(actual.utilization, expected.utilization, 'utilization');
}

function judges({ architecture, workload, mapping, options }: Case): void {
  const actual = evaluate(architecture, workload, mapping, options);
  const naive = new Naive(architecture, workload, mapping, options);
  const text = (parts: unknown): string => JSON.stringify(parts);
  assert.deepEqual(
    actual.violations.map(({ rule, level, dimension }) => text([rule, level, dimension])).sort(),
    naive.violations().map(text).sort(),
  );
  assert.deepEqual(
    actual.reducedConstraints,
    naive
      .reduced()
      .filter(({ from, to }) => from !== to)
      .map(({ level, dimension, from, to }) => ({ level: architecture.levels[level].name, dimension, from, to })),
  );
}

describe('the literal reading of model.md', () => {
  it('agrees with the golden cases itself', () => {
    for (const { coupling: golden, arch, sizes, mapping, options, expect } of modelCases()) {
      const of = couplingOf(golden);
      const naive = new Naive(architectureOf(arch, of), workloadOf(of, sizes), mappingFrom(mapping), options);
      const result = naive.evaluate();
      result.memories.forEach((memory, i) => {
        const expected = expect.levels[i];
        for (const role of ['in', 'w', 'out'] as const) {
          assert.equal(memory.reads[role], expected[`${role}_reads`], `${memory.name} ${role} reads`);
          assert.equal(memory.writes[role], expected[`${role}_writes`], `${memory.name} ${role} writes`);
        }
        assert.equal(memory.footprint, expected.footprint);
        close(memory.readDrain * memory.t, expected.latency_rd, 'latency_rd');
        close(memory.fillUpdate * memory.t, expected.latency_fu, 'latency_fu');
      });
      close(result.energy, expect.energy_pJ, 'energy');
      close(result.latency, expect.latency, 'latency');
      const found = naive.violations().map((parts) => JSON.stringify(parts));
      assert.deepEqual(found.sort(), expect.violations.map((v: unknown) => JSON.stringify(v)).sort());
    }
  });
});

describe('model against a literal reading of model.md', () => {
  it('counts, cycles, energy and figures of merit, with iterations anywhere', () => {
    fc.assert(fc.property(evaluation(pair(), { anywhere: true }), agrees), { seed: 1, numRuns: 1500 });
  });

  it('counts, cycles, energy and figures of merit, with spatial levels used as declared', () => {
    fc.assert(fc.property(evaluation(), agrees), { seed: 2, numRuns: 1500 });
  });

  it('violations and reduced constraints', () => {
    fc.assert(fc.property(evaluation(pair(coupling, { constrained: 8 }), { anywhere: true }), judges), {
      seed: 3,
      numRuns: 1000,
    });
  });

  it('mappings that do not multiply up to the sizes', () => {
    const mismatched = evaluation().chain((found) =>
      workload(found.workload.coupling).map((other): Case => ({ ...found, workload: other })),
    );
    fc.assert(fc.property(mismatched, judges), { seed: 4, numRuns: 300 });
  });
});
