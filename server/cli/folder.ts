import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plural } from '../../language/figures.js';
import { quoted } from '../../language/wording.js';
import { unreadable } from './files.js';
import { Refusal } from './refusal.js';

/** A file to write, with the folders that it is in below the one that is named: `Eyeriss/arch.yaml`. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes files into a folder, which is made where there is none.
 *
 * @param force writes over files that have other text; without it, nothing is written then
 */
export function writeInto(folder: string, files: readonly NamedText[], force: boolean): Refusal | undefined {
  const changed = files.filter((file) => !force && hasOther(folder, file)).map(({ name }) => name);
  if (changed.length > 0) {
    const there = `${folder} has ${plural(changed.length, 'file')} with other text: ${quoted(changed)}.`;
    return new Refusal(`${there} Write over with --force, or name another folder.`);
  }
  try {
    for (const { name, text } of files) {
      const path = join(folder, name);
      makeFolder(dirname(path));
      writeFileSync(path, text);
    }
    return undefined;
  } catch (error) {
    return new Refusal(unreadable(folder, error, 'written'));
  }
}

/** Whether there is something else than what would be written. */
function hasOther(folder: string, { name, text }: NamedText): boolean {
  const path = join(folder, name);
  if (!existsSync(path)) return false;
  try {
    return readFileSync(path, 'utf8') !== text;
  } catch {
    return true;
  }
}

/** Makes a folder and those around it. Node's own way never ends where the system makes none in a folder that is there, as in `/proc`. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
