import { statSync } from 'node:fs';
import { relative, sep } from 'node:path';

/** Whether a word names a file: by its ending, by a folder in it, or because there is one. */
export function isFile(word: string): boolean {
  return (
    word.endsWith('.ffarch') ||
    word.includes('/') ||
    word.includes(sep) ||
    statSync(word, { throwIfNoEntry: false })?.isFile() === true
  );
}

/** A path as people want to read it: from here where it is below, else in full. */
export function shortPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere === '' || fromHere.startsWith('..') ? path : fromHere;
}

/** Why a file cannot be read or written, for people. */
export function unreadable(path: string, error: unknown, verb: 'read' | 'written' = 'read'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return verb === 'read' ? `There is no file ${path}.` : `There is no folder for ${path}.`;
    case 'EISDIR':
      return `${path} is a folder, not a file.`;
    case 'EACCES':
      return `${path} may not be ${verb}.`;
    default:
      return `${path} cannot be ${verb}: ${message}`;
  }
}
