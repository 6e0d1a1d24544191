import { Fragment, h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Drawing, Paged } from '../../../server/protocol/index.js';
import { comparisonPage, titleOf } from '../comparison/page.js';
import { networkContent } from '../network/outcome.js';
import { networkPage } from '../network/page.js';
import { reportFile } from '../report.js';
import { RESULT } from '../result/view.js';
import { alone } from './alone.js';
import { comparisonFigure } from './comparison.js';
import { diagramFigure } from './diagram.js';
import type { Figure } from './figure.js';
import { resultFigure } from './index.js';
import { networkFigure } from './network.js';
import { scatterFigure } from './scatter.js';

/** Pixels: as wide as a page's column of text, so letters keep their size in print. */
const WIDTH = 640;

/** A figure as an SVG file. The command line loads this as a bundle of its own. */
export const draw = (drawing: Drawing): string => `${render(h(Fragment, null, alone(figureOf(drawing))))}\n`;

function figureOf(drawing: Drawing): Figure {
  if (drawing.picture === 'scatter') {
    return { ...scatterFigure(drawing.scattered, WIDTH), subject: drawing.subject };
  }
  if (drawing.picture === 'diagram') return diagramFigure(drawing.diagram, WIDTH);
  if (drawing.picture !== 'network') return resultFigure(drawing.picture, drawing.report, WIDTH);
  const [only, ...others] = drawing.networks;
  return others.length > 0 ? comparisonFigure(drawing.networks, WIDTH) : networkFigure(only, WIDTH);
}

/**
 * A result, a network or a comparison as an HTML file: the page of its panel.
 *
 * @param css the style sheet of the panels' page
 */
export function page(of: Paged, css: string): string {
  if ('networks' in of) {
    const { networks } = of;
    const [only, ...others] = networks;
    const content = (_: typeof networks, width: number) =>
      others.length > 0 ? comparisonPage(networks, width) : networkPage(networkContent(only), width);
    return reportFile({ title: titleOf, page: content }, networks, css);
  }
  const { report } = of;
  const named = (name: string) => ({ uri: '', name });
  const shown = { report, uri: '', architecture: named(report.architecture), workload: named(report.workload) };
  return reportFile(RESULT, shown, css);
}
