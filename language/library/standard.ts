import { LIBRARY_VALUES } from '../generated/library-values.js';
import { type Library, readLibrary } from './library.js';

let read: Library | undefined;

/** The values of the standard library, as they were lowered when this was built. */
export const standardLibrary = (): Library => {
  read ??= readLibrary(LIBRARY_VALUES);
  return read;
};
