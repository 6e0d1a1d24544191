import type * as ast from '../../generated/ast.js';
import { documentation, type HoverContext } from './context.js';
import { blocks, source } from './markdown.js';
import { resultOf } from './result.js';
import { totals } from './totals.js';

/** What a mapping costs in total. */
export function mappingHover(node: ast.Mapping, context: HoverContext): string {
  const { name, workload, architecture } = node;
  const head = `mapping ${name} of ${workload?.$cstNode?.text ?? '…'} on ${architecture?.$refText ?? '…'}`;
  const result = resultOf(node, context);
  return blocks(source(head), documentation(node, context), typeof result === 'string' ? result : totals(result));
}
