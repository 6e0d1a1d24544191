import { figure, plural, withinGap } from '../../language/figures.js';
import type { MapProgress, ObjectiveName } from '../../server/protocol/index.js';

/** One line about a search that runs. */
export function progressText(objective: ObjectiveName, progress: MapProgress): string {
  const best = progress.best === null ? 'no legal mapping yet' : `best ${figure(objective, progress.best)}`;
  const gap = progress.gap === null ? '' : `, ${withinGap(progress.gap)} of the best possible`;
  return `${progress.phase}: ${best}${gap} (${plural(progress.evaluations, 'evaluation')})`;
}
