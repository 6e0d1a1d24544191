import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.js';
import { architecturesOf } from '../../language/references/declarations.js';
import { orFile } from './files.js';
import { namesIn } from './lists.js';
import { Refusal } from './refusal.js';
import { parts } from './targets/word.js';
import { missing, type Workspace } from './workspace.js';

/** The architectures of a word: those that its names mean, which commas separate. */
export async function architecturesNamed(
  word: string,
  workspace: Workspace,
): Promise<readonly ast.Architecture[] | Refusal> {
  const names = namesIn(word);
  if (names instanceof Refusal) return names;
  const nodes: ast.Architecture[] = [];
  for (const each of names) {
    const meant = await namedBy(each, workspace);
    if (meant instanceof Refusal) return meant;
    nodes.push(...meant);
  }
  return nodes;
}

/** What one name means: of a file all or one, or one of the library. */
async function namedBy(word: string, workspace: Workspace): Promise<readonly ast.Architecture[] | Refusal> {
  const { file, name } = parts(word);
  if (file !== undefined) {
    const document = await workspace.load(file);
    return document instanceof Refusal ? document : named(document, file, name);
  }
  const { node, message } = workspace.lookup.architecture(name ?? word);
  return node ? [node] : new Refusal(orFile(message, word));
}

/** The architectures of a file, or the one with the name. */
function named(
  document: LangiumDocument,
  file: string,
  name: string | undefined,
): readonly ast.Architecture[] | Refusal {
  const nodes = architecturesOf(document);
  if (nodes.length === 0) return missing(document, `${file} declares no architecture.`);
  if (name === undefined) return nodes;
  const meant = nodes.filter((node) => node.name === name);
  const names = nodes.map((node) => node.name).join(', ');
  return meant.length > 0 ? meant : missing(document, `${file} declares no architecture \`${name}\`, only ${names}.`);
}
