import type { MapProgress, ObjectiveName } from '../../server/protocol.js';
import { edp, microjoules, number, percent } from '../format.js';

/** An objective's value with its unit, as the model counts it: pJ·cycle, pJ and cycles. */
export function objectiveText(objective: ObjectiveName, value: number): string {
  switch (objective) {
    case 'wart':
      return `WART ${number(value)}`;
    case 'edp':
      return `EDP ${edp(value)} J·cycle`;
    case 'energy':
      return `energy ${microjoules(value)} µJ`;
    case 'latency':
      return `latency ${number(value)} cycles`;
  }
}

/** One line about a search that runs. */
export function progressText(objective: ObjectiveName, progress: MapProgress): string {
  const best = progress.best === null ? 'no legal mapping yet' : `best ${objectiveText(objective, progress.best)}`;
  const gap = progress.gap === null ? '' : `, within ${percent(progress.gap / 100)} of the best possible`;
  return `${progress.phase}: ${best}${gap} (${number(progress.evaluations)} evaluations)`;
}
