import { resultOf } from '../../evaluation/evaluation.js';
import { mappingFills } from '../../evaluation/occupancy.js';
import type * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { documentation, type HoverContext } from './context.js';
import { loopsOf } from './coupling.js';
import { blocks, source } from './markdown.js';
import { totals } from './totals.js';

/** One loop among the others of its dimension, and how full its level is. */
export function loopHover(node: ast.Loop, context: HoverContext): string {
  const dimension = node.dimension?.$refText ?? '';
  const level = node.$container.level?.$refText ?? '';
  const { options } = context.services.session.ModelSettings;
  const fills = mappingFills(node.$container.$container, context.lowering, options);
  return blocks(
    source(`${printName(level)}: ${node.$cstNode?.text ?? dimension}`),
    loopsOf(dimension, context),
    fills?.of(level)?.tooltip,
  );
}

/** What a mapping costs in total. */
export function mappingHover(node: ast.Mapping, context: HoverContext): string {
  const { name, workload, architecture } = node;
  const head = `mapping ${printName(name)} of ${workload?.$cstNode?.text ?? '…'} on ${architecture?.$refNode?.text ?? '…'}`;
  const result = resultOf(node, context.lowering, context.services.session.ModelSettings.options);
  return blocks(source(head), documentation(node, context), typeof result === 'string' ? result : totals(result));
}
