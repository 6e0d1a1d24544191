import type { Diagram } from '../../language/model/diagram.js';
import type { EvaluationReport } from '../../language/model/report.js';
import type { Picture } from '../../language/report/pictures.js';
import type { NetworkReport } from '../mapper/network.js';
import type { Scattered } from './explore.js';

/** A network on an architecture, or compared on several. */
interface OfNetworks {
  readonly networks: readonly [NetworkReport, ...NetworkReport[]];
}

/** A result. */
interface OfResult {
  readonly report: EvaluationReport;
}

/** What the command line has drawn by the code of the panels: a figure of one result, of a network, of an architecture, or of an exploration. */
export type Drawing =
  | ({ readonly picture: Picture } & OfResult)
  | ({ readonly picture: 'network' } & OfNetworks)
  | { readonly picture: 'diagram'; readonly diagram: Diagram }
  | {
      readonly picture: 'scatter';
      /** `MB6 on Eyeriss` */
      readonly subject: string;
      readonly scattered: Scattered;
    };

/** What it writes the page of. */
export type Paged = OfResult | OfNetworks;
