import type { EvaluationReport } from '../../language/model/index.js';
import { microjoules, number, percent } from '../../language/services/hover/numbers.js';
import type { ObjectiveName } from '../mapper/request.js';

/** What a result, or the sum of several, comes to. */
export type Figures = Pick<EvaluationReport, 'energy_pJ' | 'latency_cycles' | 'edp_pJ_cycles' | 'wart' | 'utilization'>;

export const FIGURE_NAMES = ['EDP', 'energy', 'latency', 'utilization', 'WART'] as const;

/** In the order of {@link FIGURE_NAMES}, with units. */
export const figureTexts = (of: Figures): string[] => [
  figure('edp', of.edp_pJ_cycles),
  microjoules(of.energy_pJ),
  `${number(of.latency_cycles)} cycles`,
  percent(of.utilization),
  number(of.wart),
];

/** The value of an objective with its unit, as reports give it: EDP in J·cycle, energy in µJ. */
export function figure(objective: ObjectiveName, value: number): string {
  switch (objective) {
    case 'wart':
      return `WART ${number(value)}`;
    case 'edp':
      return `${number(value * 1e-12)} J·cycle`;
    case 'energy':
      return microjoules(value);
    case 'latency':
      return `${number(value)} cycles`;
  }
}
