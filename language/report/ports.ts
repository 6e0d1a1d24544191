import { inUnit, shortNumber } from '../figures.js';
import type { LinkReport, MemoryReport } from '../model/report.js';

/** The ports of a memory, and what goes through each, in the order in which it is shown. */
export const PORTS = [
  { name: 'read', moves: ['read', 'drain'] },
  { name: 'write', moves: ['fill', 'update'] },
] as const;

/** The directions of a link, in the order in which they are shown. */
const DIRECTIONS = ['inwards', 'outwards'] as const;

/**
 * What goes through one port of a memory, or in one direction of a link, per cycle and instance: words, or bits where it counts
 * in bits.
 */
export interface PortRow {
  readonly name: (typeof PORTS)[number]['name'] | (typeof DIRECTIONS)[number];
  /** What all its moves are called together: `read + drain`. */
  readonly title: string;
  readonly moves: readonly { readonly name: string; readonly amount: number }[];
  /** What its moves need together. */
  readonly amount: number;
  /** What must fit into {@link available}: that of both ports where they share it. */
  readonly load: number;
  /** Null where there is no limit. */
  readonly available: number | null;
  /** Of what is available: more than 1 where it stalls, 0 where there is no limit. */
  readonly share: number;
  /** Cycles over the whole run that its moves take; of both ports where they share the bandwidth. */
  readonly cycles: number;
}

/** A row for each port of a memory, or each direction of a link. */
export function portRows(level: MemoryReport | LinkReport): PortRow[] {
  const rows = level.type === 'memory' ? ofMemory(level) : ofLink(level);
  const all = sum(rows.map(({ amount }) => amount));
  return rows.map((row) => {
    const load = level.bandwidth.shared ? all : row.amount;
    return { ...row, load, share: row.available === null ? 0 : load / row.available };
  });
}

type Unloaded = Omit<PortRow, 'load' | 'share'>;

function ofMemory({ bandwidth, readDrain_cycles, fillUpdate_cycles }: MemoryReport): Unloaded[] {
  const { required, available } = bandwidth;
  const cycles = { read: readDrain_cycles, write: fillUpdate_cycles };
  return PORTS.map(({ name, moves }) => ({
    name,
    title: moves.join(' + '),
    moves: moves.map((move) => ({ name: move, amount: required[move] })),
    amount: sum(moves.map((move) => required[move])),
    available: available[name],
    cycles: cycles[name],
  }));
}

function ofLink({ bandwidth, inwards_cycles, outwards_cycles }: LinkReport): Unloaded[] {
  const { required, available } = bandwidth;
  const cycles = { inwards: inwards_cycles, outwards: outwards_cycles };
  return DIRECTIONS.map((name) => ({
    name,
    title: name,
    moves: [{ name, amount: required[name] }],
    amount: required[name],
    available: available[name],
    cycles: cycles[name],
  }));
}

/** The port that a memory or a link waits for; the first of equal ones. */
export function slowestPort(level: MemoryReport | LinkReport): PortRow {
  return portRows(level).reduce((one, other) => (other.cycles > one.cycles ? other : one));
}

/** What a port of a memory or a link needs of what it has: `needs 4, has 1 word/cycle`. */
export function portNeedsText({ load, available }: PortRow, { bandwidth }: MemoryReport | LinkReport): string {
  const unit = bandwidth.unit ?? 'words';
  const perCycle = (amount: number) => inUnit(shortNumber(amount), `${unit}/cycle`);
  return available === null
    ? `needs ${perCycle(load)}, unbounded`
    : `needs ${shortNumber(load)}, has ${perCycle(available)}`;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
