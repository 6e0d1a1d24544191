import type { EvaluationReport } from '../model/report.js';

/** A row of the table of energy. */
export interface EnergyRow {
  readonly level: string;
  readonly energy_pJ: number;
  /** Of the total; 0 where nothing takes any. */
  readonly share: number;
}

/** A row for each memory and the MACs; fanouts take nothing. */
export function energyRows({ levels, energy_pJ: total }: EvaluationReport): EnergyRow[] {
  return levels.flatMap((level) =>
    level.type === 'fanout'
      ? []
      : [{ level: level.name, energy_pJ: level.energy_pJ, share: total > 0 ? level.energy_pJ / total : 0 }],
  );
}
