/* The commands that do without the language where only the library is named. */
export { explore } from './explore.js';
export { list } from './list.js';
export { map } from './map.js';
