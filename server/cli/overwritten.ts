import { resolve } from 'node:path';
import type { Arguments } from './arguments.js';
import { Refusal } from './refusal.js';
import { parts } from './targets/word.js';

/** What is wrong where a command would write over a file that it reads. */
export function overwritten({ words, values: { out, svg, report, ert = [] } }: Arguments): Refusal | undefined {
  const named = words.flatMap((word) => [word, ...word.split(',')]).flatMap((word) => parts(word).file ?? []);
  const read = new Set([...named, ...ert].map((file) => resolve(file)));
  for (const [option, file] of Object.entries({ out, svg, report })) {
    if (file !== undefined && read.has(resolve(file)))
      return new Refusal(`--${option} would write over ${file}, which is read. Give it another name.`);
  }
  return undefined;
}
