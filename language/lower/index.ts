export type { Declared, LoweredDocument } from './document.js';
export { type LoweredNodes, Lowering } from './lowering.js';
export { didYouMean, nearest } from './nearest.js';
export { show } from './number.js';
export type { Lowered, Problem, ProblemCode } from './problem.js';
export { LEVEL_PROPERTIES } from './properties.js';
export { AREA_UNITS, BYTE_UNITS, ENERGY_UNITS } from './quantity.js';
export { declarationAround, moveSources, sourceOf, sourceOfProperty } from './source.js';
export { resolveWorkload } from './workload.js';
