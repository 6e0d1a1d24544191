import { Fragment, h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Picture } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { reportFile } from '../report.js';
import { RESULT } from '../result/view.js';
import { alone } from './alone.js';
import { FIGURES } from './index.js';

/** Pixels: as wide as a page's column of text, so letters keep their size in print. */
const WIDTH = 640;

/** A figure of a result as an SVG file. The command line loads this as a bundle of its own. */
export const draw = (picture: Picture, report: EvaluationReport): string =>
  `${render(h(Fragment, null, alone(FIGURES[picture](report, WIDTH))))}\n`;

/**
 * A result as an HTML file: the page of its panel.
 *
 * @param css the style sheet of the panels' page
 */
export function page(report: EvaluationReport, css: string): string {
  const named = (name: string) => ({ uri: '', name });
  const shown = { report, uri: '', architecture: named(report.architecture), workload: named(report.workload) };
  return reportFile(RESULT, shown, css);
}
