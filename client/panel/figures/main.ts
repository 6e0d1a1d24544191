import { Fragment, h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Picture } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { alone } from './alone.js';
import { FIGURES } from './index.js';

/** Pixels: as wide as a page's column of text, so letters keep their size in print. */
const WIDTH = 640;

/** A figure of a result as an SVG file. The command line loads this as a bundle of its own. */
export const draw = (picture: Picture, report: EvaluationReport): string =>
  `${render(h(Fragment, null, alone(FIGURES[picture](report, WIDTH))))}\n`;
