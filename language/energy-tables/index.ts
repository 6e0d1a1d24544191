/*
 * Energy and area reference tables of Accelergy, which levels can take their energies from.
 */
export * from './read.js';
export * from './tables.js';
