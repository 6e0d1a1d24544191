import type { EvaluationReport } from '../model/report.js';

/** What energy goes into: an operand, MACs, or leakage. */
export type EnergyPart =
  | { readonly kind: 'operand'; readonly operand: string; readonly energy_pJ: number }
  | { readonly kind: 'macs' | 'leakage'; readonly energy_pJ: number };

/** The energy of a level, with what it goes into. */
export interface LevelEnergy {
  readonly level: string;
  /** With leakage. */
  readonly energy_pJ: number;
  readonly leakage_pJ: number;
  /** Of the total; 0 where nothing takes any. */
  readonly share: number;
  /** They add up to {@link energy_pJ}; none is 0. */
  readonly parts: readonly EnergyPart[];
}

/** Each memory, link and compute, outermost first; all together take the energy of the report. */
export function levelEnergies({ levels, energy_pJ: total }: EvaluationReport): LevelEnergy[] {
  return levels.flatMap((level): LevelEnergy[] => {
    if (level.type === 'fanout') return [];
    const accesses: EnergyPart[] =
      level.type === 'compute'
        ? [{ kind: 'macs', energy_pJ: level.energy_pJ }]
        : Object.entries(level.operands).map(([operand, { energy_pJ }]) => ({ kind: 'operand', operand, energy_pJ }));
    const parts: EnergyPart[] = [...accesses, { kind: 'leakage', energy_pJ: level.leakage_pJ }];
    const { name, leakage_pJ } = level;
    const energy_pJ = level.energy_pJ + leakage_pJ;
    const share = total > 0 ? energy_pJ / total : 0;
    return [{ level: name, energy_pJ, leakage_pJ, share, parts: parts.filter((part) => part.energy_pJ > 0) }];
  });
}
