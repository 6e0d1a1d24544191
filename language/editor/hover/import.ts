import * as ast from '../../generated/ast.js';
import { declarationsOf } from '../../references/declarations.js';
import type { HoverContext } from './context.js';
import { type Block, blocks, code, list, source } from './markdown.js';

/** What a file declares that is imported; nothing where it does not exist, which is an error of its own. */
export function importHover(node: ast.Import, { services }: HoverContext): Block {
  const uri = services.references.ImportResolver.uri(node);
  const document = uri && services.shared.workspace.LangiumDocuments.getDocument(uri);
  if (!document) return undefined;
  const kinds = new Map<string, string[]>();
  for (const { $type, name } of declarationsOf(document)) {
    if (name) kinds.set($type, [...(kinds.get($type) ?? []), code(name)]);
  }
  const lines = [...kinds].map(([kind, names]) => `${PLURALS[kind]}: ${names.join(', ')}`);
  return blocks(source(node.$cstNode?.text ?? ''), lines.length > 0 ? list(lines) : 'It declares nothing.');
}

const PLURALS: Readonly<Record<string, string>> = {
  [ast.Constant.$type]: 'constants',
  [ast.Coupling.$type]: 'couplings',
  [ast.Architecture.$type]: 'architectures',
  [ast.Workload.$type]: 'workloads',
  [ast.Network.$type]: 'networks',
  [ast.Mapping.$type]: 'mappings',
};
