import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Link, ROLES } from '../../../language/domain/index.js';
import { type EvaluationReport, evaluate, type LinkReport, type MemoryReport } from '../../../language/model/index.js';
import { type Case, evaluation, pair } from '../../arbitraries.js';
import { simulate, type Words } from './simulation.js';

/** The simulation walks every word of every instance in every step. */
const MOST_MACS = 600;

const pairs = pair(undefined, { largest: 12, constrained: 0, versatile: true }).filter(
  ([, { sizes }]) => Object.values(sizes).reduce((product, size) => product * size, 1) <= MOST_MACS,
);

/** Any mapping of a tiny kernel on any architecture: dimensions anywhere or ragged loops, each every other time. */
export const TINY: fc.Arbitrary<Case> = fc.oneof(
  evaluation(pairs, { ragged: true }),
  evaluation(pairs, { ragged: true }),
  evaluation(pairs, { anywhere: true }),
);

/** Relative, for everything that is not a count. */
const close = (actual: number, expected: number, what: string): void => {
  const scale = Math.max(Math.abs(actual), Math.abs(expected));
  assert.ok(
    Math.abs(actual - expected) <= 1e-9 * scale || actual === expected,
    `${what}: ${actual} instead of ${expected}`,
  );
};

/** What steps bring of a window beside what stays of it is all that arrives. Where loops are ragged, some tiles are not whole. */
function windowsAddUp(
  { macs, mapping, operands, options, levels }: EvaluationReport,
  memory: MemoryReport,
  name: string,
): void {
  const { windows = [], footprint_words: tile, writes, drains } = memory.operands[name];
  for (const { kept_words, new_words } of windows) {
    assert.ok(kept_words > 0 && new_words >= 0);
    if (!options.timeloopBounds) assert.equal(kept_words + new_words, tile, `${memory.name} ${name}: window`);
  }
  const all = mapping.flatMap(({ loops }) => loops.map(([, iterations]) => iterations));
  const isRagged = all.reduce((product, iterations) => product * iterations, 1) !== macs;
  const arrived = drains ?? writes;
  if (isRagged || options.timeloopBounds || options.freeDrains || arrived === 0) return;
  let each = tile;
  let moves = false;
  for (let l = levels.indexOf(memory) - 1; l >= 0; l--) {
    if (levels[l].type !== 'memory') continue;
    for (const [dimension, iterations] of [...mapping[l].loops].reverse()) {
      moves ||= operands[name].includes(dimension);
      const step = windows.find((window) => window.level === levels[l].name && window.dimension === dimension);
      if (moves) each = iterations * each - (iterations - 1) * (step?.kept_words ?? 0);
    }
  }
  assert.equal(arrived, memory.instances * each, `${memory.name} ${name}: what windows leave to arrive`);
}

/**
 * The model's figures are those of the simulation: counts exactly, the rest to {@link close}.
 *
 * @throws AssertionError that says where they are not.
 */
export function agrees({ architecture, workload, mapping, options }: Case): void {
  const simulated = simulate(architecture, workload, mapping, options);
  const report = evaluate(architecture, workload, mapping, options);
  const memories = report.levels.filter((level): level is MemoryReport => level.type === 'memory');
  memories.forEach((memory, i) => {
    const expected = simulated.memories[i];
    const drained = (words: Words): number => (options.freeDrains ? 0 : words.drains);
    const operands = ROLES.flatMap((role) => {
      const words = expected.operands.get(role);
      if (!words) return [];
      const both = { reads: words.reads, writes: words.updates + words.fills };
      const output = {
        reads: words.reads + drained(words),
        writes: both.writes,
        drains: drained(words),
        fills: words.fills,
      };
      return [[workload.coupling.operands[role].name, role === 'out' ? output : both]];
    });
    const moved = Object.entries(memory.operands).map(([name, { footprint_words, energy_pJ, windows, ...words }]) => [
      name,
      words,
    ]);
    for (const name of Object.keys(memory.operands)) windowsAddUp(report, memory, name);
    assert.deepEqual(Object.fromEntries(moved), Object.fromEntries(operands), `${memory.name}: operands`);
    const level = architecture.levels.find(({ name }) => name === memory.name)!;
    const bits = level.type === 'memory' ? level.bits : null;
    const first = { read: 0, fill: 0, update: 0, drain: 0 };
    for (const [role, words] of expected.first) {
      const width = bits?.[role] ?? 1;
      first.read += words.reads * width;
      first.fill += words.fills * width;
      first.update += words.updates * width;
      first.drain += drained(words) * width;
    }
    const inner =
      memory.readDrain_cycles && memory.cyclesPerTile * memory.executions * iterationsOf(mapping, memory.name);
    for (const kind of ['read', 'fill', 'update', 'drain'] as const) {
      close(memory.bandwidth.required[kind] * inner, first[kind], `${memory.name}: ${kind} of the first instance`);
    }
    assert.equal(memory.footprint_words, expected.footprint, `${memory.name}: footprint`);
    assert.equal(
      memory.footprint_bits,
      bits === null ? undefined : expected.footprintBits,
      `${memory.name}: footprint in bits`,
    );
    close(memory.readDrain_cycles, expected.readDrain, `${memory.name}: readDrain`);
    close(memory.fillUpdate_cycles, expected.fillUpdate, `${memory.name}: fillUpdate`);
    close(memory.warmup_cycles, expected.warmup, `${memory.name}: warm-up`);
    close(memory.stall_cycles, expected.stall, `${memory.name}: stall`);
  });
  assert.equal(report.macs, simulated.macs, 'MACs');
  assert.equal(report.steps, simulated.steps, 'steps');
  close(report.latency_cycles, simulated.latency, 'latency');
  const links = report.levels.filter((level): level is LinkReport => level.type === 'link');
  links.forEach((link, i) => {
    const expected = simulated.links[i];
    const level = architecture.levels.find((one): one is Link => one.name === link.name)!;
    const operands = ROLES.filter((role) => !level.bypass.includes(role)).map((role) => {
      const { reads: inwards, updates: outwards } = expected.operands.get(role) ?? { reads: 0, updates: 0 };
      const energy_pJ = inwards * level.readEnergy[role] + (role === 'out' ? outwards * level.writeEnergy[role] : 0);
      return [workload.coupling.operands[role].name, { inwards, ...(role === 'out' && { outwards }), energy_pJ }];
    });
    assert.deepEqual(link.operands, Object.fromEntries(operands), `${link.name}: operands`);
    const { inwards, outwards } = link.bandwidth.required;
    const first = { inwards: 0, outwards: 0 };
    for (const [role, words] of expected.first) {
      first.inwards += words.reads * (level.bits?.[role] ?? 1);
      first.outwards += words.updates * (level.bits?.[role] ?? 1);
    }
    close(inwards * first.outwards, outwards * first.inwards, `${link.name}: directions of the first instance`);
    close(link.stall_cycles, expected.stall, `${link.name}: stall`);
  });
  close(report.energy_pJ, simulated.energy, 'energy');
  close(report.utilization, simulated.utilization, 'utilization');
  const compute = report.levels.at(-1)!;
  if (compute.type === 'compute' && compute.used === 1) {
    const atWork = report.levels.reduce((all, level) => (level.type === 'fanout' ? all * level.average : all), 1);
    close(atWork * report.steps, report.macs, 'instances at work');
  }
  const broken = (rule: string) => report.violations.filter((violation) => violation.rule === rule);
  assert.deepEqual(
    broken('product').map(({ dimension }) => dimension),
    simulated.broken.product,
    'product',
  );
  assert.deepEqual(
    broken('capacity').map(({ level }) => level),
    simulated.broken.capacity,
    'capacity',
  );
}

const iterationsOf = (mapping: Case['mapping'], name: string): number =>
  mapping
    .filter(({ level }) => level === name)
    .flatMap(({ loops }) => loops)
    .reduce((product, { iterations }) => product * iterations, 1);
