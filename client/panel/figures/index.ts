import type { Picture } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
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
