import assert from 'node:assert/strict';
import { type Architecture, isSpatial, type Workload } from '../../../language/domain/index.js';
import { evaluate, type LinkReport, type MemoryReport } from '../../../language/model/index.js';
import {
  architectureOf,
  couplingOf,
  libraryPair,
  mappingFrom,
  modelCases,
  publishedBest,
  readGolden,
  workloadOf,
} from '../../golden/load.js';

/** Relative, for everything that is not a count. */
const TOLERANCE = 1e-9;

function close(actual: number, expected: number, what: string): void {
  const scale = Math.max(Math.abs(actual), Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= TOLERANCE * scale, `${what}: ${actual} instead of ${expected}`);
}

/** MACs · cycles / (latency · peak), from the sizes, the meshes and the latency as they are given. */
function shareOfPeak({ levels }: Architecture, { sizes }: Workload, latency: number): number {
  const macs = Object.values(sizes).reduce((product, size) => product * size, 1);
  const peak = levels.reduce((product, level) => (isSpatial(level) ? product * level.mesh : product), 1);
  const cycles = levels.reduce((last, level) => (level.type === 'compute' ? level.cycles : last), 1);
  return (macs * cycles) / (latency * peak);
}

describe('model on the golden cases', () => {
  modelCases().forEach((golden, index) => {
    it(`case ${index + 1}, ${golden.kind}: ${golden.coupling.name}`, () => {
      const coupling = couplingOf(golden.coupling);
      const architecture = architectureOf(golden.arch, coupling);
      const result = evaluate(
        architecture,
        workloadOf(coupling, golden.sizes),
        mappingFrom(golden.mapping),
        golden.options,
      );
      const { expect } = golden;
      const memories = result.levels.filter((level): level is MemoryReport => level.type === 'memory');
      const links = result.levels.filter((level): level is LinkReport => level.type === 'link');
      assert.equal(memories.length + links.length, expect.levels.length);
      const expectedOf = (name: string) => expect.levels.find((level: { name: string }) => level.name === name);
      for (const link of links) {
        const expected = expectedOf(link.name);
        const at = (field: string) => `${link.name} ${field}`;
        assert.equal(link.inwards_words, expected.in, at('in'));
        assert.equal(link.outwards_words, expected.out, at('out'));
        close(link.bandwidth.required.inwards, expected.bw.in, at('bandwidth in'));
        close(link.bandwidth.required.outwards, expected.bw.out, at('bandwidth out'));
        close(link.stall_cycles, expected.stall, at('stall'));
      }
      for (const memory of memories) {
        const expected = expectedOf(memory.name);
        const at = (field: string) => `${memory.name} ${field}`;
        for (const [operand, role] of [
          ['In', 'in'],
          ['W', 'w'],
          ['Out', 'out'],
        ] as const) {
          const counted = memory.operands[operand] ?? { reads: 0, writes: 0 };
          assert.equal(counted.reads, expected[`${role}_reads`], at(`${role}_reads`));
          assert.equal(counted.writes, expected[`${role}_writes`], at(`${role}_writes`));
        }
        assert.equal(memory.operands.Out?.fills ?? 0, expected.fill_out, at('fill_out'));
        assert.equal(memory.drain_words, expected.drain, at('drain'));
        assert.equal(memory.read_words, expected.read, at('read'));
        assert.equal(memory.fill_words, expected.fill, at('fill'));
        assert.equal(memory.update_words, expected.update, at('update'));
        assert.equal(memory.executions, expected.temporal, at('temporal'));
        assert.equal(memory.instances, expected.instances, at('instances'));
        assert.equal(memory.footprint_words, expected.footprint, at('footprint'));
        assert.equal(memory.footprint_bits, expected.footprint_bits, at('footprint in bits'));
        for (const kind of ['read', 'fill', 'update', 'drain'] as const) {
          close(memory.bandwidth.required[kind], expected.bw[kind], at(`bandwidth ${kind}`));
        }
        close(memory.readDrain_cycles, expected.latency_rd, at('latency_rd'));
        close(memory.fillUpdate_cycles, expected.latency_fu, at('latency_fu'));
        close(memory.cyclesPerTile, expected.cc_per_tile, at('cc_per_tile'));
        close(memory.warmup_cycles, expected.warmup, at('warmup'));
        close(memory.stall_cycles, expected.stall, at('stall'));
      }
      assert.deepEqual([result.macs, result.steps], [expect.macs, expect.steps]);
      close(result.energy_pJ, expect.energy_pJ, 'energy');
      close(result.latency_cycles, expect.latency, 'latency');
      close(result.edp_pJ_cycles, expect.edp, 'edp');
      close(result.utilization, expect.utilization, 'utilization');
      close(result.throughput, expect.throughput, 'throughput');
      const found = result.violations.map(({ rule, level, dimension }) => JSON.stringify([rule, level, dimension]));
      assert.deepEqual(found.sort(), expect.violations.map((v: unknown) => JSON.stringify(v)).sort());
    });
  });
});

interface TimeloopCase {
  architecture: string;
  sizes: Record<string, number>;
  mapping: { level: string; loops: [string, number][] }[];
  cycles: number;
  levels: Record<string, Record<'in' | 'w' | 'out', { reads: number; fills: number; updates: number }>>;
}

describe('model against Timeloop', () => {
  const cases: TimeloopCase[] = readGolden('timeloop-gemm.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  cases.forEach(({ architecture: name, sizes, mapping, cycles, levels }, index) => {
    it(`mapping ${index + 1} on ${name}`, () => {
      const [architecture, { coupling }] = libraryPair(name, 'BertLarge', 'KQV');
      const options = { bias: false, freeDrains: true, timeloopBounds: false };
      const result = evaluate(architecture, workloadOf(coupling, sizes), mappingFrom(mapping), options);
      assert.equal(result.latency_cycles, cycles);
      for (const memory of result.levels) {
        if (memory.type !== 'memory') continue;
        const { In, W, Out } = memory.operands;
        const counted: Partial<TimeloopCase['levels'][string]> = {};
        if (In) counted.in = { reads: In.reads, fills: In.writes, updates: 0 };
        if (W) counted.w = { reads: W.reads, fills: W.writes, updates: 0 };
        // The outermost memory sends nothing further out, so its reads towards the inside are all its reads.
        if (Out) counted.out = { reads: Out.reads - Out.drains!, fills: Out.fills!, updates: Out.writes - Out.fills! };
        assert.deepEqual(counted, levels[memory.name], memory.name);
      }
    });
  });
});

describe('model on the published best mappings', () => {
  for (const best of publishedBest()) {
    it(`${best.network}.${best.layer} on ${best.architecture}`, () => {
      const [architecture, workload] = libraryPair(best.architecture, best.network, best.layer);
      const result = evaluate(architecture, workload, mappingFrom(best.mapping));
      assert.deepEqual(result.violations, []);
      assert.equal(result.latency_cycles, best.latency);
      close(result.edp_pJ_cycles * 1e-12, best.edp, 'EDP');
      close(result.energy_pJ * 1e-6, best.energy_uJ, 'energy');
      close(result.utilization, best.utilization, 'utilization');
      assert.equal(result.throughput, shareOfPeak(architecture, workload, best.latency));
      close(result.wart, best.wart, 'WART');
    });
  }
});
