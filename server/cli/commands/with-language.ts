/* The commands that need the language whatever they are given. */
export { check } from './check.js';
export { completion } from './completion.js';
export { diagram } from './diagram.js';
export { estimate } from './estimate.js';
export { evaluate } from './evaluate.js';
export { exportCommand } from './export.js';
export { format } from './format.js';
export { importCommand } from './import.js';
export { lsp } from './lsp.js';
