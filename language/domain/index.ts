export * from './architecture.js';
export * from './compatibility.js';
export * from './coupling.js';
export * from './mapping.js';
export * from './source.js';
export * from './sources.js';
export * from './view.js';
export * from './workload.js';
