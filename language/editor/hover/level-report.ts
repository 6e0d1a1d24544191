import { bytes, inUnit, microjoules, number, percent, significant } from '../../figures.js';
import type {
  ComputeReport,
  EvaluationReport,
  FanoutReport,
  LevelReport,
  LinkReport,
  MemoryReport,
} from '../../model/index.js';
import {
  filledOf,
  levelEnergies,
  OPERATIONS,
  operandRows,
  passingRows,
  portRows,
  slowestPort,
} from '../../report/index.js';
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
    case 'link':
      return link(level, report);
    case 'compute':
      return compute(level, report);
  }
}

function memory(level: MemoryReport, report: EvaluationReport, valueBits: number | null): string {
  return blocks(bandwidth(level), footprint(level, valueBits), operations(level), energy(level, report));
}

function bandwidth(memory: MemoryReport): Block {
  const row = (what: string, amount: number, available: number | null) =>
    available === null
      ? [what, number(amount), 'unbounded', '']
      : [what, number(amount), number(available), used(amount / available)];
  const rows = portRows(memory).flatMap(({ title, moves, amount, available }) => [
    ...moves.map((move) => row(move.name, move.amount, available)),
    row(title, amount, available),
  ]);
  const { shared } = memory.bandwidth;
  const slowest = slowestPort(memory);
  return blocks(
    table(
      [`bandwidth, ${memory.bandwidth.unit ?? 'words'}/cycle`, 'required', 'available', 'used'],
      [...rows, ...(shared ? [row(TOGETHER, slowest.load, slowest.available)] : [])],
    ),
    memory.stall_cycles > 0
      ? `Stalls for **${number(memory.stall_cycles)}** of ${inUnit(number(slowest.cycles), 'cycles')}: ${
          shared ? TOGETHER : slowest.title
        } is more than the bandwidth.`
      : undefined,
  );
}

/** What passes a link, and what it takes. */
function link(level: LinkReport, report: EvaluationReport): string {
  const { instances, bandwidth, stall_cycles: stall } = level;
  const passing = passingRows(level).map(({ operand, inwards, outwards }) => [
    code(operand),
    number(inwards),
    numberOrNothing(outwards),
  ]);
  const where = instances === 1 ? 'words' : `words, ${number(instances)} instances`;
  const rows = portRows(level).map(({ title, amount, available, share }) => [
    title,
    number(amount),
    available === null ? 'unbounded' : number(available),
    available === null ? '' : used(share),
  ]);
  return blocks(
    table([`bandwidth, ${bandwidth.unit ?? 'words'}/cycle`, 'required', 'available', 'used'], rows),
    stall > 0 ? `Stalls for **${inUnit(number(stall), 'cycles')}**: more passes than the bandwidth allows.` : undefined,
    table([where, 'inwards', 'outwards'], passing),
    energy(level, report),
  );
}

/** The moves of both ports, where these share their bandwidth. */
const TOGETHER = 'all together';

/** A share of what there is, which stands out where that is not enough. */
const used = (share: number): string => (share > 1 ? `**${percent(share)}**` : percent(share));

function footprint(level: MemoryReport, valueBits: number | null): string {
  const { used: taken, available, unit, share } = filledOf(level);
  const bits = unit === 'bits' ? 1 : valueBits;
  const inBytes = bits === null ? '' : ` (${bytes(taken, bits)})`;
  const room =
    available === null || share === null ? 'unbounded' : `${inUnit(number(available), unit)}, ${used(share)}`;
  return `Footprint **${number(taken)}**${inBytes} of ${room}.`;
}

function operations(memory: MemoryReport): Block {
  const { instances } = memory;
  const rows = operandRows(memory).map(({ operand, words }) => [
    code(operand),
    ...OPERATIONS.map((operation) => numberOrNothing(words[operation])),
  ]);
  const where = instances === 1 ? 'words' : `words, ${number(instances)} instances`;
  return table([where, ...OPERATIONS], rows);
}

const numberOrNothing = (value: number | null): string => (value === null ? '' : number(value));

function energy({ name }: LevelReport, report: EvaluationReport): Block {
  const row = levelEnergies(report).find(({ level }) => level === name);
  if (!row) return undefined;
  const leakage = row.leakage_pJ > 0 ? `, ${microjoules(row.leakage_pJ)} µJ of it leakage` : '';
  return `Energy **${microjoules(row.energy_pJ)} µJ**, ${percent(row.share)} of the whole${leakage}.`;
}

function mesh(level: FanoutReport | ComputeReport): string {
  const { used: active, available, share, average } = filledOf(level);
  const mean = average === undefined ? '' : ` In an average step **${number(significant(average, 3))}** are at work.`;
  return `Uses **${number(active)}** of ${inUnit(number(available), 'instances')}, ${percent(share)}.${mean}`;
}

function compute(level: ComputeReport, report: EvaluationReport): string {
  return blocks(mesh(level), `${counted(level.macs, 'MAC')}.`, energy(level, report));
}
