export * from './evaluate.js';
export { Evaluator } from './evaluator.js';
export * from './legality.js';
export * from './options.js';
export * from './problem.js';
export * from './reduction.js';
export * from './report.js';
export * from './tile.js';
export * from './tiling.js';
