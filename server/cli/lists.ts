import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refusal } from './refusal.js';

/** The names in a word that are separated by commas, each there once; a file may have commas in its own. */
export function namesIn(word: string): readonly string[] | Refusal {
  if (!word.includes(',') || existsSync(word)) return [word];
  const names = word.split(',').map((name) => name.trim());
  if (names.includes('')) return new Refusal(`\`${word}\` has a comma too many: a name is missing beside it.`);
  return repeatedIn(names) ?? names;
}

/** What is said of the first name that stands in a list twice. */
export function repeatedIn(names: readonly string[]): Refusal | undefined {
  const repeated = names.find((name, at) => names.indexOf(name) < at);
  return repeated === undefined ? undefined : new Refusal(`\`${repeated}\` is named twice. Name it once.`);
}

/** The paths of different files, each as it was written first: what a shell puts for `*` may name one again. */
export function distinctFiles(paths: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const path of paths) if (!first.has(resolve(path))) first.set(resolve(path), path);
  return [...first.values()];
}
