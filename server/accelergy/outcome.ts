import type { EnergyTables } from '../../language/energy-tables/tables.js';
import type { AskedLevel } from './input.js';

/** What came of a run. */
export type AccelergyOutcome =
  /** @property text the energy and the area reference table, in one file */
  | { readonly kind: 'estimated'; readonly text: string; readonly tables: EnergyTables }
  | { readonly kind: 'cancelled' }
  /**
   * @property output what the program printed at last, for the log
   * @property started whether there is such a program
   */
  | { readonly kind: 'failed'; readonly message: string; readonly output: string; readonly started: boolean };

/** Runs Accelergy; a host without processes has none. */
export type RunAccelergy = (
  program: string,
  levels: readonly AskedLevel[],
  signal: AbortSignal,
  /** Seconds. */
  timeLimit?: number,
) => Promise<AccelergyOutcome>;
