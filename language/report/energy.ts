import { microjoules, percent } from '../figures.js';
import type { EvaluationReport } from '../model/report.js';
import type { Column } from './column.js';

/** A row of the table of energy. */
export interface EnergyRow {
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

/** A row for each memory and the MACs; fanouts take nothing. */
export function energyRows({ levels, energy_pJ: total }: EvaluationReport): EnergyRow[] {
  return levels.flatMap((level) =>
    level.type === 'fanout'
      ? []
      : [{ level: level.name, energy_pJ: level.energy_pJ, share: total > 0 ? level.energy_pJ / total : 0 }],
  );
}
