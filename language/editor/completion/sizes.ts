import { CompletionItemKind } from 'vscode-languageserver-types';
import { exact } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { type CompletionContext, declarationAround } from '../cursor/context.js';
import { nameOf } from '../cursor/tokens.js';
import { type Entry, literal } from './entry.js';
import { operands } from './expressions.js';
import { members } from './names.js';

/** The sizes of a workload or of a layer: dimensions and strides that have none yet, then numbers. */
export function completeSizes(context: CompletionContext): Entry[] {
  const { blocks, before, after, start } = context.place;
  if (before.length > 0) return before[1]?.text === ':' ? operands(before.slice(2), context) : [];
  const coupling = couplingOf(context);
  if (!coupling) return [];
  const others = blocks.at(-1)!.items.filter(([name, colon]) => colon?.text === ':' && name!.start !== start);
  const given = new Set(others.map(([name]) => nameOf(name) ?? ''));
  const keyed = after[0]?.text === ':';
  const entry = (found: Entry, size: number): Entry =>
    keyed ? found : { ...found, snippet: `${literal(printName(found.label))}: \${1:${size}}` };
  const open = coupling.dimensions.filter(({ name }) => name && !given.has(name));
  const missing = open.filter(({ hasDefault }) => !hasDefault);
  const optional = open.filter(({ hasDefault }) => hasDefault);
  const defaults = context.lowering.coupling(coupling).value?.defaults ?? {};
  return [
    ...(missing.length > 1 && !keyed ? [allSizes(missing)] : []),
    ...members(missing, given, context).map((found) => entry(found, 1)),
    ...members(optional, given, context).map((found) => ({
      ...entry(found, 2),
      detail: `dimension, ${exact(defaults[found.label] ?? 1)} by default`,
    })),
    ...members(coupling.strides, given, context).map((found) => ({
      ...entry(found, 2),
      detail: 'stride, 1 by default',
    })),
  ];
}

/** All sizes that a workload needs and that has none yet, with the braces around them. */
export function sizesInBraces({ dimensions }: ast.Coupling): Entry {
  const all = allSizes(dimensions.filter(({ hasDefault }) => !hasDefault));
  return { ...all, label: `{ ${all.label} }`, snippet: `{ ${all.snippet} }` };
}

/** All missing sizes at once. */
function allSizes(dimensions: readonly ast.Dimension[]): Entry {
  const names = dimensions.map(({ name }) => printName(name));
  return {
    label: names.join(', '),
    kind: CompletionItemKind.Snippet,
    detail: 'all sizes that are missing',
    snippet: names.map((name, i) => `${literal(name)}: \${${i + 1}:1}`).join(', '),
    untyped: true,
  };
}

function couplingOf(context: CompletionContext): ast.Coupling | undefined {
  const workload = declarationAround(context, ast.isWorkload);
  if (workload) return workload.coupling?.ref;
  const start = context.place.blocks.at(-1)!.head[0]?.start;
  return start === undefined ? undefined : couplingOfLayer(start, context);
}

/** The coupling of a layer that is written out, by where it begins. */
export function couplingOfLayer(start: number, context: CompletionContext): ast.Coupling | undefined {
  const network = declarationAround(context, ast.isNetwork);
  return network?.layers.filter(ast.isInlineLayer).find(({ $cstNode }) => $cstNode?.offset === start)?.coupling?.ref;
}
