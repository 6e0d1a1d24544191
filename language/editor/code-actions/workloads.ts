import { type AstNode, AstUtils } from 'langium';
import { exact } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { quoted } from '../../wording.js';
import { isLibrary } from '../../workspace/library.js';
import { addToBlock, setNumber } from './edits.js';
import type { Fix } from './fix.js';

/** A size of 1 for each dimension that has none, and no default. */
export function missingSizes(at: AstNode): Fix[] {
  const node = AstUtils.getContainerOfType(at, (one) => ast.isWorkload(one) || ast.isInlineLayer(one));
  const given = new Set(node?.sizes.map(({ index }) => index?.ref?.name));
  const needed = node?.coupling?.ref?.dimensions.filter(({ hasDefault }) => !hasDefault) ?? [];
  const missing = needed.map(({ name }) => name).filter((name) => !given.has(name));
  if (!node || missing.length === 0) return [];
  const text = missing.map((name) => `${printName(name)}: 1`).join(', ');
  return [
    { title: `Add ${quoted(missing)}`, edits: addToBlock(node, node.sizes.at(-1), [text], ', '), preferred: true },
  ];
}

/** A larger size of a dimension, where the workload can be changed. */
export function pad(workload: ast.Workload | ast.InlineLayer | undefined, dimension: string, size: number): Fix[] {
  if (!workload || isLibrary(AstUtils.getDocument(workload).uri)) return [];
  const written = workload.sizes.find(({ index }) => index?.ref?.name === dimension);
  if (!written?.value) return [];
  const title = `Pad \`${dimension}\` of \`${workload.name}\` to ${exact(size)}`;
  return [{ title, edits: setNumber(written, written.value, size) }];
}
