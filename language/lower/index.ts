export type { Declared, LoweredDocument } from './document.js';
export { levelName } from './level-base.js';
export { type LoweredNodes, Lowering } from './lowering.js';
export type { Lowerings } from './lowerings.js';
export { nearest } from './nearest.js';
export type { Lowered, LoweringProblem } from './problem.js';
export { declarationAround, moveSources, sourceOf, sourceOfProperty } from './source.js';
export { resolveWorkload } from './workload.js';
