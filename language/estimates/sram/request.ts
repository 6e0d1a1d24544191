/** The nodes in nm for which CACTI was fitted. */
export const NODES = [22, 32, 45, 65, 90] as const;
export type Node = (typeof NODES)[number];

/** One port for reads and writes, two of them, or one for each. */
export const PORTS = ['1rw', '2rw', '1r1w'] as const;
export type Port = (typeof PORTS)[number];

/** Several banks, as far as they were fitted. */
export type BankCount = 2 | 4 | 8 | 16 | 32;

/** pJ of a row, mW, or µm². */
export const QUANTITIES = ['read', 'write', 'leakage', 'area'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** A memory inside the domain of the model at one of its nodes: 32 to 1,024 bits a row, 64 rows or more a bank. */
export interface Bank {
  readonly node: Node;
  /** Bits of a row. */
  readonly width: number;
  /** Rows. */
  readonly depth: number;
  readonly ports: Port;
}
