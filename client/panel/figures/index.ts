import { breaksRules } from '../../../language/figures.js';
import type { Picture } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { title } from '../result/header.js';
import { cyclesFigure } from './cycles.js';
import { energyFigure } from './energy.js';
import type { Figure } from './figure.js';
import { machineFigure } from './machine.js';
import { nestFigure } from './nest.js';
import { rooflineFigure } from './roofline.js';
import { timeFigure } from './time.js';

/** The figures of a result by name, each from the report and the width in pixels; some compare it with another. */
export const FIGURES: Readonly<
  Record<Picture, (report: EvaluationReport, width: number, other?: EvaluationReport) => Figure>
> = {
  machine: machineFigure,
  energy: energyFigure,
  time: timeFigure,
  cycles: cyclesFigure,
  nest: nestFigure,
  roofline: rooflineFigure,
};

/** A figure of a result for a file of its own, which says what it is of: `Eyeriss × MB6 beside Simba × MB6` */
export function resultFigure(
  picture: Picture,
  report: EvaluationReport,
  width: number,
  other?: EvaluationReport,
): Figure {
  const flaw = report.violations.length > 0 ? `, which ${breaksRules(report.violations.length)}` : '';
  const beside = other ? ` beside ${title(other)}` : '';
  return { ...FIGURES[picture](report, width, other), subject: `${title(report)}${flaw}${beside}` };
}
