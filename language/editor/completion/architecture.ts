import { CompletionItemKind } from 'vscode-languageserver-types';
import { ARCHITECTURE_PROPERTIES, isFromTable, propertyOf, unitsFor } from '../../schema/index.js';
import type { CompletionContext } from '../cursor/context.js';
import { nameOf, type Token } from '../cursor/tokens.js';
import { dimensions, dimensionsAround } from './dimensions.js';
import { type Entry, fromFile, keyword } from './entry.js';
import { isComplete, operands, units } from './expressions.js';
import { levels } from './snippets.js';

/** The levels of an architecture, and what stands before their braces: the mesh and the dimensions unrolled over it. */
export function completeArchitecture(context: CompletionContext): Entry[] {
  const { before, after, blocks, followed, start } = context.place;
  const [type] = before;
  if (!type) {
    const others = blocks.at(-1)!.items.filter(([head]) => head && head.start !== start);
    const first = !others.some(([head]) => head!.start < start);
    const compute = others.some(([head]) => head!.text === 'compute');
    const names = new Set(others.map(([, name]) => nameOf(name) ?? ''));
    const spatial = after.some(({ text }) => text === '[' || text === 'over');
    const neighbours = { first, compute, names, dimensions: dimensionsAround(context).map(({ name }) => name) };
    const all = [...levels(neighbours, !followed), ...(spatial ? [] : properties(context))];
    return spatial ? all.filter(({ label }) => label !== 'memory' && label !== 'link') : all;
  }
  if (before[1]?.text === ':') return values(type.text, before.slice(2), context);
  if (type.text === 'memory' || type.text === 'link') return [];
  const open = before.findIndex(({ text }) => text === '[');
  const close = before.findIndex(({ text }) => text === ']');
  const over = before.findIndex(({ text }, i) => text === 'over' && i > 1);
  if (over > 0) {
    if (!['over', ',', '.'].includes(before.at(-1)!.text)) return [];
    const taken = new Set([...before.slice(over + 1), ...after].map((token) => nameOf(token) ?? ''));
    return dimensions(before, taken, context);
  }
  if (open > 0 && close < 0) return operands(before.slice(open + 1), context);
  if (close > 0 || (type.text === 'compute' && before.length === 2)) {
    return after.some(({ text }) => text === 'over') ? [] : [keyword('over', 'the dimensions to unroll', 'over $1')];
  }
  return [];
}

/** What can be said once for all levels, before or after them. */
function properties({ place }: CompletionContext): Entry[] {
  const given = new Set(place.blocks.at(-1)!.items.map(([key]) => key?.text));
  return ARCHITECTURE_PROPERTIES.filter((name) => !given.has(name)).map((name) => {
    const row = propertyOf('architecture', name)!;
    return {
      label: name,
      kind: CompletionItemKind.Property,
      detail: 'for all levels',
      documentation: row.meaning,
      snippet: isFromTable(name) ? `${name}: ${fromFile().snippet}` : `${name}: \${1:${row.typical}}`,
      rank: 1,
    };
  });
}

function values(key: string, written: readonly Token[], context: CompletionContext): Entry[] {
  if (isFromTable(key)) return written.length === 0 ? [fromFile()] : [];
  const known = unitsFor(propertyOf('architecture', key));
  return isComplete(written) ? units(known) : operands(written, context, known);
}
