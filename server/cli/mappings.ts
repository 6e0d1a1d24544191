import type { LangiumDocument } from 'langium';
import type { Mapping } from '../../language/generated/ast.js';
import { isMapping } from '../../language/generated/ast.js';
import { nearest } from '../../language/nearest.js';
import { declarationsOf } from '../../language/references/declarations.js';
import { didYouMean } from '../../language/wording.js';
import { repeatedIn } from './lists.js';
import type { Refusal } from './refusal.js';
import { missing } from './workspace.js';

/** The mappings of a file by name, or all of them. */
export function chooseMappings(document: LangiumDocument, file: string, names: readonly string[]): Mapping[] | Refusal {
  const all = declarationsOf(document)
    .filter(isMapping)
    .filter(({ name }) => Boolean(name));
  if (all.length === 0) return missing(document, `${file} declares no mapping.`);
  if (names.length === 0) return all;
  const repeated = repeatedIn(names);
  if (repeated) return repeated;
  const chosen: Mapping[] = [];
  for (const name of names) {
    const node = all.find((candidate) => candidate.name === name);
    if (!node) {
      const known = all.map((mapping) => mapping.name);
      const hint = didYouMean(nearest(name, known)) || ` It declares ${known.join(', ')}.`;
      return missing(document, `${file} declares no mapping \`${name}\`.${hint}`);
    }
    chosen.push(node);
  }
  return chosen;
}
