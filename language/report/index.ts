/*
 * What of a report is shown, as rows: which columns there are, in which unit, and what is derived from the report. Hovers,
 * panels and the command line only draw them.
 */

export { changeText, pointsText, type Turn, turnOf } from './change.js';
export type { Column } from './column.js';
export { COMPARED, type ComparedFigure, type ComparedRow, type Comparison, compare } from './comparison.js';
export { type Bottleneck, bottleneck, type CyclePart, cycleParts } from './cycles.js';
export {
  bandwidthText,
  bypassText,
  type DiagramPassedLevel,
  energyText,
  factsOf,
  headText,
  levelFactsText,
  meshText,
  sizeText,
} from './diagram.js';
export { ENERGY_COLUMNS, type EnergyRow, energyRows } from './energy.js';
export { type EnergyPart, type LevelEnergy, levelEnergies } from './energy-parts.js';
export { raggedText, SOURCE_NAMES, timesOptimum } from './exploration.js';
export { type Filled, filledOf, filledText } from './filled.js';
export { csv, latex, markdown } from './formats.js';
export {
  type LayerSum,
  type LevelPart,
  largestLayers,
  layerSums,
  levelSums,
  type RepeatedReport,
  type Summed,
} from './layers.js';
export { leftOutText } from './left-out.js';
export { linksOf, memoriesOf, passedOf } from './levels.js';
export { levelText, loopsText } from './loops.js';
export { lineOf, moved } from './moved.js';
export { comparisonTable, networkTable, type TabledNetwork } from './network-table.js';
export {
  OPERATIONS,
  type OperandRow,
  type Operations,
  operandRows,
  operationsOf,
  type PassingRow,
  passingRows,
} from './operations.js';
export { ALL_PICTURES, PICTURES, type Picture } from './pictures.js';
export { PORTS, type PortRow, portNeedsText, portRows, slowestPort } from './ports.js';
export { type Roof, type Roofs, roofs } from './roofs.js';
export { resultTable, type Table } from './table.js';
export { type TotalRow, totalRows } from './totals.js';
export { type WindowRow, windowRows, windowText } from './windows.js';
