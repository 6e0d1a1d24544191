import type { EvaluationReport } from '../../language/model/report.js';
import type { Picture } from '../../language/report/pictures.js';
import type { NetworkReport } from '../mapper/network.js';

/**
 * What the command line has drawn by the code of the panels: a figure of one result; or a network on an architecture, and on
 * several, their comparison.
 */
export type Drawing =
  | { readonly picture: Picture; readonly report: EvaluationReport }
  | { readonly picture: 'network'; readonly networks: readonly [NetworkReport, ...NetworkReport[]] };
