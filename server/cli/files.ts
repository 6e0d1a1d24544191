import { readdirSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { nearest } from '../../language/nearest.js';
import { UnfitFile } from '../../language/readable.js';

/** Whether a word names a file: by its ending, by a folder in it or as one (`.`), or because there is one. */
export function isFile(word: string): boolean {
  return (
    word.endsWith('.ffarch') ||
    word === '.' ||
    word === '..' ||
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

/**
 * Checks that a file is one of the language, which only its name tells.
 *
 * @throws UnfitFile where it is another, or what the file system says.
 */
export async function assertOurs(path: string): Promise<void> {
  if (path.endsWith('.ffarch')) return;
  const found = await stat(path);
  throw new UnfitFile(
    found.isDirectory()
      ? 'is a folder, not a file'
      : 'does not end in .ffarch, as files of the language do; ffarch import reads those of other tools',
  );
}

/** Why a file cannot be read or written, for people. */
export function unreadable(path: string, error: unknown, verb: 'read' | 'written' = 'read'): string {
  if (error instanceof UnfitFile) return `${path} ${error.reason}.`;
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return verb === 'read' ? `There is no file ${path}.${nearestFile(path)}` : `There is no folder for ${path}.`;
    case 'EISDIR':
      return `${path} is a folder, not a file.`;
    case 'ENOTDIR':
      return `${path} is a file, not a folder.`;
    case 'EACCES':
      return `${path} may not be ${verb}.`;
    default:
      return `${path} cannot be ${verb}: ${message}.`;
  }
}

/** ` Did you mean …?` with the file beside it that is spelt most alike, or nothing. */
function nearestFile(path: string): string {
  try {
    const own = extname(path);
    const files = readdirSync(dirname(path)).filter(
      (name) => name.endsWith('.ffarch') || (own !== '' && name.endsWith(own)),
    );
    const name = basename(path);
    const meant = files.find((file) => file === `${name}.ffarch`) ?? nearest(name, files);
    return meant === undefined ? '' : ` Did you mean \`${join(dirname(path), meant)}\`?`;
  } catch {
    // Without the folder nothing is near.
    return '';
  }
}

/** What is said of a name that means nothing, with the file that it may stand for where no other name is near. */
export const orFile = (message: string, name: string): string =>
  message.includes('Did you mean') ? message : `${message}${nearestFile(name)}`;
