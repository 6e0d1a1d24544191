import { bytes, microjoules, number, percent, portLoads } from '../../figures.js';
import type { ComputeReport, EvaluationReport, FanoutReport, LevelReport, MemoryReport } from '../../model/index.js';
import { type Block, blocks, code, counted, table } from './markdown.js';

/**
 * What one level does in a result: bandwidth, footprint, memory operations and energy.
 *
 * @param valueBits Bits of a word, null where it is not known; the footprint then has no bytes.
 */
export function levelReport(report: EvaluationReport, name: string, valueBits: number | null): Block {
  const level = report.levels.find((candidate) => candidate.name === name);
  if (level === undefined) return undefined;
  switch (level.type) {
    case 'memory':
      return memory(level, report, valueBits);
    case 'fanout':
      return mesh(level);
    case 'compute':
      return compute(level, report);
  }
}

function memory(level: MemoryReport, report: EvaluationReport, valueBits: number | null): string {
  return blocks(bandwidth(level), footprint(level, valueBits), operations(level), energy(level, report));
}

function bandwidth({
  bandwidth: { required, available, shared },
  stall_cycles,
  readDrain_cycles,
  fillUpdate_cycles,
}: MemoryReport): Block {
  const row = (what: string, words: number, of: number) => [what, number(words), number(of), used(words, of)];
  return blocks(
    table(
      ['bandwidth, words/cycle', 'required', 'available', 'used'],
      [
        row('read', required.read, available.read),
        row('drain', required.drain, available.read),
        row('read + drain', required.read + required.drain, available.read),
        row('fill', required.fill, available.write),
        row('update', required.update, available.write),
        row('fill + update', required.fill + required.update, available.write),
        ...(shared ? [row('all together', portLoads({ required, shared }).read, available.read)] : []),
      ],
    ),
    stall_cycles > 0
      ? `Stalls for **${number(stall_cycles)}** of ${number(Math.max(readDrain_cycles, fillUpdate_cycles))} cycles: ${
          shared ? 'all together' : readDrain_cycles >= fillUpdate_cycles ? 'read + drain' : 'fill + update'
        } is more than the bandwidth.`
      : undefined,
  );
}

function used(required: number, available: number): string {
  const share = required / available;
  return share > 1 ? `**${percent(share)}**` : percent(share);
}

function footprint(
  { footprint_words: words, capacity_words: capacity }: MemoryReport,
  valueBits: number | null,
): string {
  const inBytes = valueBits === null ? '' : ` (${bytes(words, valueBits)})`;
  const share = capacity === null ? 'unbounded' : `${number(capacity)} words, ${used(words, capacity)}`;
  return `Footprint **${number(words)}**${inBytes} of ${share}.`;
}

function operations({ operands, instances }: MemoryReport): Block {
  const rows = Object.entries(operands).map(([name, { reads, writes, drains, fills }]) => [
    code(name),
    number(reads - (drains ?? 0)),
    number(fills ?? writes),
    fills === undefined ? '' : number(writes - fills),
    drains === undefined ? '' : number(drains),
  ]);
  const where = instances === 1 ? 'words' : `words, ${number(instances)} instances`;
  return table([where, 'reads', 'fills', 'updates', 'drains'], rows);
}

function energy({ energy_pJ }: LevelReport & { energy_pJ: number }, report: EvaluationReport): string {
  return `Energy **${microjoules(energy_pJ)} µJ**, ${percent(energy_pJ / report.energy_pJ)} of the whole.`;
}

function mesh({ used: active, mesh: instances }: FanoutReport | ComputeReport): string {
  return `Uses **${number(active)}** of ${number(instances)} instances, ${percent(active / instances)}.`;
}

function compute(level: ComputeReport, report: EvaluationReport): string {
  return blocks(mesh(level), `${counted(level.macs, 'MAC')}.`, energy(level, report));
}
