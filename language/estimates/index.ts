/*
 * What components of hardware take, for those who have no synthesis results yet: energy, leakage and area from models
 * and tables of others. docs/estimates.md says how good they are.
 */
export * from './accelergy.js';
export * from './components.js';
export * from './estimate.js';
