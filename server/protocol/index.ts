/*
 * The only contract between the language server and its clients, on top of LSP: a file a feature, and `requests.ts` for the
 * methods by name. It has types alone.
 */

export type { ModelOptions } from '../../language/model/options.js';
export type * from '../../language/model/report.js';
export type { MappingNames, MappingNumbers, Mark, Point } from '../mapper/explore/point.js';
export type { Optimum } from '../mapper/explore/request.js';
export type { LayerReport, LeftOutLayer, NetworkReport, NetworkTotals } from '../mapper/network.js';
export type {
  MapReport,
  ObjectiveName,
  SearchOptions,
  SearchReport,
  StopReason,
  StrategyName,
} from '../mapper/request.js';
export type * from './accelergy.js';
export type * from './basis.js';
export type * from './candidates.js';
export type * from './commands.js';
export type * from './diagram.js';
export type * from './drawing.js';
export type * from './evaluate.js';
export type * from './explore.js';
export type * from './export.js';
export type * from './files.js';
export type * from './import.js';
export type * from './initialization.js';
export type * from './insert.js';
export type * from './item-data.js';
export type * from './locations.js';
export type * from './map.js';
export type * from './network.js';
export type * from './on-save.js';
export type * from './overview.js';
export type * from './places.js';
export type * from './requests.js';
export type * from './results.js';
