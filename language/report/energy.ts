import { microjoules, percent } from '../figures.js';
import type { EvaluationReport } from '../model/report.js';
import type { Column } from './column.js';

/** A row of the table of energy. */
export interface EnergyRow {
  /** A level, or `leakage`. */
  readonly level: string;
  readonly energy_pJ: number;
  /** Of the total; 0 where nothing takes any. */
  readonly share: number;
}

/** What is shown of each row, in this order. */
export const ENERGY_COLUMNS: readonly Column<EnergyRow>[] = [
  { name: 'energy', unit: 'µJ', of: ({ energy_pJ }) => energy_pJ, show: microjoules },
  { name: 'share', unit: '', isShare: true, of: ({ share }) => share, show: percent },
];

/** What all levels together leak, in the place of a level's name. */
const LEAKAGE = 'leakage';

/** A row for the accesses of each memory, what passes each link and the MACs, then what all of them leak; together the whole. */
export function energyRows({ levels, energy_pJ: total }: EvaluationReport): EnergyRow[] {
  const row = (level: string, energy_pJ: number) => ({ level, energy_pJ, share: total > 0 ? energy_pJ / total : 0 });
  const taking = levels.filter((level) => level.type !== 'fanout');
  const leaked = taking.reduce((sum, { leakage_pJ }) => sum + leakage_pJ, 0);
  const rows = taking.map(({ name, energy_pJ }) => row(name, energy_pJ));
  return leaked > 0 ? [...rows, row(LEAKAGE, leaked)] : rows;
}
