import assert from 'node:assert/strict';
import type { EvaluationReport } from '../../../language/model/report.js';
import {
  bottleneck,
  cycleParts,
  energyRows,
  filledOf,
  filledText,
  levelEnergies,
  memoriesOf,
  OPERATIONS,
  operandRows,
  passedOf,
  portRows,
  roofs,
  slowestPort,
  totalRows,
} from '../../../language/report/index.js';
import { reportOf } from '../../client/panel/samples.js';
import { modelCases } from '../../golden/load.js';

describe('The rows of a report', () => {
  const reports = modelCases().map(reportOf);
  const memories = reports.flatMap(memoriesOf);

  it("have operations that add up to the model's, in every golden case", () => {
    for (const memory of memories) {
      const rows = operandRows(memory);
      assert.deepEqual(
        OPERATIONS.map((operation) => rows.reduce((sum, { words }) => sum + (words[operation] ?? 0), 0)),
        [memory.read_words, memory.fill_words, memory.update_words, memory.drain_words],
      );
    }
  });

  it('have ports whose load is that of their moves, and of both where they share the bandwidth', () => {
    const [memory] = memories.filter(({ bandwidth: { required } }) => required.read > 0 && required.fill > 0);
    const { read, drain, fill, update } = memory.bandwidth.required;
    const loads = (shared: boolean) =>
      portRows({ ...memory, bandwidth: { ...memory.bandwidth, shared } }).map(({ load }) => load);
    assert.deepEqual(loads(false), [read + drain, fill + update]);
    assert.deepEqual(loads(true), [read + drain + (fill + update), read + drain + (fill + update)]);
  });

  it('name the port that a memory waits for, the first of equal ones', () => {
    const waits = (readDrain_cycles: number, fillUpdate_cycles: number) =>
      slowestPort({ ...memories[0], readDrain_cycles, fillUpdate_cycles }).title;
    assert.deepEqual([waits(2, 1), waits(1, 2), waits(1, 1)], ['read + drain', 'fill + update', 'read + drain']);
  });

  it('have the share of the total that each level but fanouts takes, and none where nothing takes any', () => {
    const shares = (report: EvaluationReport) => energyRows(report).map(({ level, share }) => [level, share]);
    const levels: EvaluationReport['levels'] = [
      { ...memories[0], name: 'DRAM', energy_pJ: 3, leakage_pJ: 0 },
      { name: 'PEs', type: 'fanout', mesh: 2, used: 1, average: 1 },
      { name: 'MAC', type: 'compute', mesh: 1, used: 1, macs: 1, energy_pJ: 1, leakage_pJ: 1 },
    ];
    assert.deepEqual(shares({ ...reports[0], levels, energy_pJ: 5 }), [
      ['DRAM', 0.6],
      ['MAC', 0.2],
      ['leakage', 0.2],
    ]);
    const free = levels.map((level) => ({ ...level, energy_pJ: 0, leakage_pJ: 0 }));
    assert.deepEqual(shares({ ...reports[0], levels: free, energy_pJ: 0 }), [
      ['DRAM', 0],
      ['MAC', 0],
    ]);
  });

  it('have shares of energy that add up to the whole, in every golden case', () => {
    for (const report of reports) {
      const sum = energyRows(report).reduce((total, { share }) => total + share, 0);
      assert.ok(Math.abs(sum - 1) <= 1e-9, `${sum}`);
    }
  });

  it('have energy by operand, MACs and leakage that adds up to the total, in every golden case', () => {
    for (const report of reports) {
      const parts = levelEnergies(report).flatMap(({ parts }) => parts);
      const sum = parts.reduce((sum, { energy_pJ }) => sum + energy_pJ, 0);
      assert.ok(Math.abs(sum - report.energy_pJ) <= 1e-9 * report.energy_pJ, `${sum} of ${report.energy_pJ}`);
    }
  });

  it('have cycles of the MACs and of what memories add that add up to the latency, in every golden case', () => {
    assert.ok(reports.some((report) => cycleParts(report).length > 2));
    for (const report of reports) {
      const parts = cycleParts(report);
      assert.ok(parts.every(({ cycles }) => cycles > 0));
      const sum = parts.reduce((sum, { cycles }) => sum + cycles, 0);
      assert.ok(Math.abs(sum - report.latency_cycles) <= 1e-9 * report.latency_cycles);
    }
  });

  it('name the memory that stalls most, else the port that has the least to spare, if any is bounded', () => {
    for (const report of reports) {
      const found = bottleneck(report);
      const stalls = passedOf(report).map(({ stall_cycles }) => stall_cycles);
      const ports = passedOf(report).flatMap(portRows);
      if (Math.max(...stalls) > 0) assert.equal(found?.level.stall_cycles, Math.max(...stalls));
      else if (ports.some(({ available }) => available !== null))
        assert.equal(found?.port.share, Math.max(...ports.map(({ share }) => share)));
      else assert.equal(found, null);
    }
  });

  it('have roofs that no run gets through, which the memory or link that sets the latency touches', () => {
    let touched = 0;
    for (const report of reports) {
      const { peak, reached, levels: under } = roofs(report);
      assert.ok(reached <= peak * (1 + 1e-9));
      const room = under.map(({ intensity, bandwidth }) => (intensity * bandwidth) / reached);
      assert.ok(room.every((share) => share >= 1 - 1e-9));
      if (passedOf(report)[0].stall_cycles > 0) {
        assert.ok(Math.min(...room) <= 1 + 1e-9);
        touched++;
      }
    }
    assert.ok(touched > 0);
  });

  it('say in full what is filled of what', () => {
    const [memory] = memories;
    assert.equal(
      filledText(filledOf({ ...memory, footprint_words: 98304, capacity_words: 131072 })),
      '98,304 of 131,072 words',
    );
    assert.equal(filledText(filledOf({ ...memory, footprint_words: 98304, capacity_words: null })), '98,304 words');
    assert.equal(filledOf({ ...memory, footprint_words: 98304, capacity_words: null }).share, null);
    assert.equal(
      filledText(filledOf({ name: 'PEs', type: 'fanout', mesh: 14, used: 8, average: 8 })),
      '8 of 14 instances',
    );
    const compute = { name: 'MAC', type: 'compute', mesh: 2, used: 1, macs: 1, energy_pJ: 0, leakage_pJ: 0 } as const;
    assert.equal(filledText(filledOf(compute)), '1 of 2 MACs');
    assert.equal(filledOf(compute).share, 0.5);
  });

  it('have the area among the totals where it is known', () => {
    const last = (area_um2: number | null) => totalRows({ ...reports[0], area_um2 }).at(-1);
    assert.equal(last(null)?.name, 'WART');
    const { name, value, unit } = last(12.5e6)!;
    assert.deepEqual([name, value, unit], ['area', '12.5', 'mm²']);
  });
});
