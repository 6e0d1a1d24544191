import { resultOf } from '../../language/evaluation/evaluation.js';
import {
  arrayText,
  breaksRules,
  FIGURES,
  figure,
  percent,
  TIMED_FIGURES,
  withinGap,
  withUnit,
} from '../../language/figures.js';
import type { Mapping } from '../../language/generated/ast.js';
import type { FfarchServices } from '../../language/module.js';
import { better, OBJECTIVES } from '../mapper/objective.js';
import type { ObjectiveName } from '../mapper/request.js';
import type { BestKnown, ResultStore } from './results/store.js';

/**
 * What a mapping achieves, on one line, and how far it is from the best known mapping of its pair. Undefined while it or
 * something that it names has errors.
 */
export function figuresOf(
  node: Mapping,
  { lowering: { LoweringProvider }, session }: FfarchServices,
  results: ResultStore,
  objective: ObjectiveName,
): string | undefined {
  const { options } = session.ModelSettings;
  const { lowering } = LoweringProvider;
  const { value } = lowering.mapping(node);
  const report = resultOf(node, lowering, options);
  if (!value || typeof report === 'string') return undefined;
  if (report.violations.length > 0) return breaksRules(report.violations.length);
  const best = results.best({ architecture: value.architecture, workload: value.workload, options }, objective);
  return [
    figure('edp', report.edp_pJ_cycles),
    withUnit(FIGURES.latency, report.latency_cycles),
    ...(report.clock_Hz === undefined ? [] : TIMED_BRIEFLY.map(({ of, brief }) => brief(of(report)))),
    arrayText(report),
    ...(best ? [comparison(objective, FIGURES[objective].of(report), best)] : []),
  ].join(' · ');
}

/** What a clock adds to the line. */
const TIMED_BRIEFLY = [TIMED_FIGURES.time, TIMED_FIGURES.efficiency];

/** Two mappings may cost the same but for the order in which their costs were added up. */
const ROUNDING = 1e-9;

/** Whether a value is no worse than the best known, but for rounding. */
export function isAsGood(objective: ObjectiveName, value: number, { value: best }: BestKnown): boolean {
  return Math.abs(value / best - 1) <= ROUNDING || better(OBJECTIVES[objective], value, best);
}

/** `optimal` once that is proven. */
export const known = ({ gap }: BestKnown): string => (gap === 0 ? 'optimal' : 'best known');

/** `optimal WART`, `12 % above the best known EDP` */
export function comparison(objective: ObjectiveName, value: number, best: BestKnown): string {
  const what = `${known(best)} ${FIGURES[objective].name}`;
  const distance = value / best.value - 1;
  if (Math.abs(distance) <= ROUNDING) {
    return best.gap ? `${what}, ${withinGap(best.gap)} of the best possible` : what;
  }
  const direction = isAsGood(objective, value, best) ? 'better than' : distance > 0 ? 'above' : 'below';
  return `${percent(Math.abs(distance))} ${direction} the ${what}`;
}
