import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Coupling, Role } from '../../../language/domain/index.js';
import { evaluate } from '../../../language/model/index.js';
import { type Case, evaluation, GEMM, KNOWN_COUPLINGS, pair } from '../../arbitraries.js';
import { isExact, Machine } from './simulation.js';

/** The machine walks every loop of every instance. */
const MOST_MACS = 1000;

const known = (...names: string[]): fc.Arbitrary<Coupling> =>
  fc.constantFrom(...KNOWN_COUPLINGS.filter(({ name }) => names.includes(name)));

const small = (couplings: fc.Arbitrary<Coupling>): fc.Arbitrary<Case> =>
  evaluation(
    pair(couplings, { largest: 6, constrained: 0 }).filter(
      ([architecture, workload]) =>
        isExact(architecture, workload) &&
        Object.values(workload.sizes).reduce((product, size) => product * size, 1) <= MOST_MACS,
    ),
  );

/** Every memory reads and writes of every operand what the machine moves. */
function movesAsCounted({ architecture, workload, mapping, options }: Case): void {
  const machine = new Machine(architecture, workload, mapping, options.bias);
  const moved = machine.run();
  fc.pre(!machine.wordsReturned);
  const counted = evaluate(architecture, workload, mapping, { ...options, freeDrains: false, timeloopBounds: false });
  counted.levels.forEach((level, l) => {
    if (level.type !== 'memory') return;
    const expected = Object.fromEntries(
      Object.entries(moved.get(l) ?? {}).map(([role, { reads, updates, fills, drains }]) => {
        const { name } = workload.coupling.operands[role as Role];
        // Reads include drains, writes include fills; what comes in of an input is a write like any other.
        const both = { reads: reads + drains, writes: updates + fills };
        return [name, role === 'out' ? { ...both, drains, fills } : both];
      }),
    );
    assert.deepEqual(level.operands, expected, level.name);
  });
}

describe('model against a machine that runs the loops', () => {
  it('moves matrices', () => {
    fc.assert(fc.property(small(fc.constant(GEMM)), movesAsCounted), { seed: 1, numRuns: 400 });
  });

  it('moves batches of matrices', () => {
    fc.assert(fc.property(small(known('attention')), movesAsCounted), { seed: 2, numRuns: 200 });
  });

  it('slides windows of two and three terms', () => {
    const windows = known('conv1d', 'conv', 'stridedConv', 'depthwise', 'threeTerms');
    fc.assert(fc.property(small(windows), movesAsCounted), { seed: 3, numRuns: 800 });
  });
});
