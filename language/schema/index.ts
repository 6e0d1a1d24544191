/*
 * The language as data: one row for each declaration, kind of level, property and unit. Lowering, completion, hovers,
 * signature help, inlay hints, quick fixes, messages, the TextMate grammar and the tables of docs/language.md follow from it.
 */
export * from './declarations.js';
export * from './levels.js';
export * from './nodes.js';
export * from './properties.js';
export * from './units.js';
