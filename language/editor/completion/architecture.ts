import type { CompletionContext } from '../cursor/context.js';
import { couplingAround } from '../cursor/context.js';
import { nameOf } from '../cursor/tokens.js';
import { type Entry, keyword } from './entry.js';
import { operands } from './expressions.js';
import { members } from './names.js';
import { levels } from './snippets.js';

/** The levels of an architecture, and what stands before their braces: the mesh and the dimensions unrolled over it. */
export function completeArchitecture(context: CompletionContext): Entry[] {
  const { before, after, blocks, followed, start } = context.place;
  const dimensions = couplingAround(context)?.dimensions ?? [];
  const [type] = before;
  if (!type) {
    const others = blocks.at(-1)!.items.filter(([head]) => head && head.start !== start);
    const first = !others.some(([head]) => head!.start < start);
    const compute = others.some(([head]) => head!.text === 'compute');
    const names = new Set(others.map(([, name]) => nameOf(name) ?? ''));
    const spatial = after.some(({ text }) => text === '[' || text === 'over');
    const neighbours = { first, compute, names, dimensions: dimensions.map(({ name }) => name) };
    const all = levels(neighbours, !followed);
    return spatial ? all.filter(({ label }) => label !== 'memory') : all;
  }
  if (type.text === 'memory') return [];
  const open = before.findIndex(({ text }) => text === '[');
  const close = before.findIndex(({ text }) => text === ']');
  const over = before.findIndex(({ text }, i) => text === 'over' && i > 1);
  if (over > 0) {
    if (!['over', ','].includes(before.at(-1)!.text)) return [];
    const taken = new Set([...before.slice(over + 1), ...after].map((token) => nameOf(token) ?? ''));
    return members(dimensions, taken, context);
  }
  if (open > 0 && close < 0) return operands(before.slice(open + 1), context);
  if (close > 0 || (type.text === 'compute' && before.length === 2)) {
    return after.some(({ text }) => text === 'over') ? [] : [keyword('over', 'the dimensions to unroll', 'over $1')];
  }
  return [];
}
