import type { EvaluationReport } from '../../../server/protocol/index.js';
import { cyclesFigure } from './cycles.js';
import { energyFigure } from './energy.js';
import type { Figure } from './figure.js';
import { timeFigure } from './time.js';

/** The figures of a result by name, each from the report and the width in pixels. */
export const FIGURES = {
  cycles: cyclesFigure,
  energy: energyFigure,
  time: timeFigure,
} as const satisfies Readonly<Record<string, (report: EvaluationReport, width: number) => Figure>>;
