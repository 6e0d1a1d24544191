import type { MemoryReport } from '../model/report.js';

/** The ports of a memory, and what goes through each, in the order in which it is shown. */
export const PORTS = [
  { name: 'read', moves: ['read', 'drain'] },
  { name: 'write', moves: ['fill', 'update'] },
] as const;

/** What goes through one port of a memory per cycle and instance: words, or bits where the memory counts in bits. */
export interface PortRow {
  readonly name: (typeof PORTS)[number]['name'];
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

/** A row for each port. */
export function portRows({ bandwidth, readDrain_cycles, fillUpdate_cycles }: MemoryReport): PortRow[] {
  const { required, available, shared } = bandwidth;
  const cycles = { read: readDrain_cycles, write: fillUpdate_cycles };
  const rows = PORTS.map(({ name, moves }) => ({
    name,
    title: moves.join(' + '),
    moves: moves.map((move) => ({ name: move, amount: required[move] })),
    amount: sum(moves.map((move) => required[move])),
    available: available[name],
    cycles: cycles[name],
  }));
  const all = sum(rows.map(({ amount }) => amount));
  return rows.map((row) => {
    const load = shared ? all : row.amount;
    return { ...row, load, share: row.available === null ? 0 : load / row.available };
  });
}

/** The port that a memory waits for; the first of equal ones. */
export function slowestPort(memory: MemoryReport): PortRow {
  return portRows(memory).reduce((one, other) => (other.cycles > one.cycles ? other : one));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
