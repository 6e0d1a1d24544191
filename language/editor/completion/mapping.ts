import { CompletionItemKind } from 'vscode-languageserver-types';
import { exact } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { resolveWorkload } from '../../lower/index.js';
import { printName } from '../../print/print.js';
import { type CompletionContext, declarationAround } from '../cursor/context.js';
import { nameOf, type Token } from '../cursor/tokens.js';
import { choice, type Entry, keyword, literal } from './entry.js';
import { operands } from './expressions.js';
import { members, named } from './names.js';
import { Remaining } from './remaining.js';

/** More iterations than this to choose from are no help in a placeholder. */
const MOST_CHOICES = 12;

/** The levels of a mapping that have no loops yet, the dimensions that they can iterate, and what is left of those. */
export function completeLoops(context: CompletionContext): Entry[] {
  const mapping = declarationAround(context, ast.isMapping);
  const { before } = context.place;
  if (!mapping) return [];
  if (before.length === 0) return levels(mapping, context);
  const level = mapping.architecture?.ref?.levels.find(({ name }) => name === nameOf(before[0]));
  const colon = before.findIndex(({ text }) => text === ':');
  if (colon < 0) return bypassed(level, before.slice(1), context);
  const loops = before.slice(colon + 1);
  const part = loops.slice(loops.findLastIndex(({ text }) => text === ',') + 1);
  const editing = part[0]?.start ?? context.place.start;
  const remaining = new Remaining(mapping, level?.name ?? '', editing, context);
  if (part.length === 0) return dimensions(mapping, level, loops, remaining, context);
  const dimension = nameOf(part[0]);
  if (part.length > 1 || dimension === undefined) return operands(part.slice(1), context);
  return [
    ...iterations(dimension, remaining, context),
    ...operands([], context).map((entry) => ({ ...entry, rank: Math.max(4, entry.rank ?? 0) })),
  ];
}

function levels(mapping: ast.Mapping, context: CompletionContext): Entry[] {
  const { blocks, start, after } = context.place;
  const others = blocks
    .at(-1)!
    .items.filter(([name, sign]) => (sign?.text === ':' || sign?.text === 'bypass') && name!.start !== start);
  const used = new Set(others.map(([name]) => nameOf(name)));
  const keyed = after[0]?.text === ':' || after[0]?.text === 'bypass';
  const loopable = (mapping.architecture?.ref?.levels ?? []).filter((level) => !ast.isLink(level));
  const free = loopable.filter(({ name }) => name && !used.has(name));
  const entries = free.map((level) => {
    const entry = named(level, context);
    return keyed ? entry : { ...entry, snippet: `${literal(printName(level.name))}: `, goesOn: true };
  });
  return used.size === 0 && !keyed && free[0] ? [...whole(mapping, free[0], context), ...entries] : entries;
}

/** `bypass`, and the operands that a level leaves to the mapping. */
function bypassed(level: ast.Level | undefined, written: readonly Token[], context: CompletionContext): Entry[] {
  if (!ast.isMemory(level)) return [];
  const [word, ...list] = written;
  const { after } = context.place;
  const taken = new Set([...list, ...after].map((token) => nameOf(token) ?? ''));
  const left = level.properties
    .filter(ast.isOperandsProperty)
    .filter(({ keyword }) => keyword === 'mayBypass')
    .flatMap(({ operands }) => operands.flatMap((operand) => operand?.ref ?? []));
  const free = members(left, taken, context);
  if (!word) return left.length > 0 && !after.some(({ text }) => text === 'bypass') ? [BYPASS] : [];
  return word.text === 'bypass' && (list.length === 0 || list.at(-1)!.text === ',') ? free : [];
}

const BYPASS: Entry = { ...keyword('bypass', 'operands that are not kept here', 'bypass '), goesOn: true };

/** For an empty mapping: all loops on the outermost level, from which they can be moved in. */
function whole(mapping: ast.Mapping, outermost: ast.Level, context: CompletionContext): Entry[] {
  const remaining = new Remaining(mapping, outermost.name, context.place.start, context);
  const coupling = resolveWorkload(mapping.workload?.target?.ref)?.coupling?.ref;
  return rest(coupling?.dimensions.map(({ name }) => name) ?? [], remaining).map((entry) => ({
    ...entry,
    label: `${outermost.name}: ${entry.label}`,
    snippet: `${literal(printName(outermost.name))}: ${entry.snippet}`,
    detail: 'all loops on the outermost level',
  }));
}

function dimensions(
  mapping: ast.Mapping,
  level: ast.Level | undefined,
  loops: readonly Token[],
  remaining: Remaining,
  context: CompletionContext,
): Entry[] {
  const { after } = context.place;
  const coupling =
    resolveWorkload(mapping.workload?.target?.ref)?.coupling?.ref ?? mapping.architecture?.ref?.couplings[0]?.ref;
  const unrolled =
    ast.isFanout(level) || ast.isCompute(level)
      ? level.dimensions.map(({ dimension }) => dimension?.$refText)
      : undefined;
  const taken = new Set([...loops, ...after].map((token) => nameOf(token) ?? ''));
  const free = (coupling?.dimensions ?? []).filter(({ name }) => unrolled === undefined || unrolled.includes(name));
  const counted = after.length > 0 && after[0]!.text !== ',';
  const entries = members(free, taken, context).map((entry): Entry => {
    const { label } = entry;
    const left = remaining.left(label);
    const legal = remaining.legal(label);
    const fitting = legal.filter(({ overflows }) => !overflows);
    const only1 = left !== 1 && legal.length === 1 && legal[0]!.iterations === 1;
    const numbers = fitting.slice(0, MOST_CHOICES).map(({ iterations }) => String(iterations));
    return {
      ...entry,
      detail:
        left === undefined
          ? entry.detail
          : `${exact(left)} of ${exact(remaining.size(label)!)} left${only1 ? ', but only 1 allowed here' : ''}`,
      snippet: counted ? undefined : `${literal(printName(label))} ${choice(1, numbers.length > 0 ? numbers : ['1'])}`,
      rank: left === 1 || only1 ? 3 : 1,
    };
  });
  const outermost = level && level.$containerIndex === 0;
  const names = entries.map(({ label }) => label);
  return outermost && loops.length === 0 && after.length === 0 ? [...rest(names, remaining), ...entries] : entries;
}

/** For the outermost level: loops over all that the others leave. */
function rest(dimensions: readonly string[], remaining: Remaining): Entry[] {
  const loops = dimensions.flatMap((name) => {
    const left = remaining.left(name) ?? 1;
    return left > 1 ? [`${printName(name)} ${left}`] : [];
  });
  if (loops.length === 0) return [];
  const label = loops.join(', ');
  return [
    { label, kind: CompletionItemKind.Snippet, detail: 'all that is left', snippet: literal(label), untyped: true },
  ];
}

function iterations(dimension: string, remaining: Remaining, { place }: CompletionContext): Entry[] {
  const size = remaining.size(dimension);
  return remaining
    .legal(dimension)
    .map(({ iterations, left, last, overflows }) => {
      const leaves = left === 1 ? 'leaves nothing' : `leaves ${exact(left)}`;
      return {
        label: String(iterations),
        kind: CompletionItemKind.Value,
        detail: [
          `${leaves} of ${exact(size!)}`,
          ...(last === undefined ? [] : [`${exact(last)} in the last round`]),
          ...(overflows ? [`overflows ${overflows}`] : []),
        ].join(' · '),
        rank: overflows ? 3 : last === undefined ? 1 : 2,
      };
    })
    .map((entry) => ({ ...entry, snippet: entry.label, untyped: place.typed === '' }));
}
