import { CompletionItemKind } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { couplingsOf } from '../../references/dimensions.js';
import { type CompletionContext, declarationAround } from '../cursor/context.js';
import { nameOf, type Token } from '../cursor/tokens.js';
import { type Entry, literal } from './entry.js';
import { members } from './names.js';

/** The couplings of the architecture around the cursor. */
export function couplingsAround(context: CompletionContext): ast.Coupling[] {
  return couplingsOf(declarationAround(context, ast.isArchitecture));
}

/** The dimensions of all couplings of the architecture around the cursor, the first of each name. */
export function dimensionsAround(context: CompletionContext): ast.Dimension[] {
  return [...firsts(couplingsAround(context)).values()];
}

/**
 * Names of dimensions, with the couplings that have them where there are several, then the couplings, to speak of one alone.
 *
 * @param written what stands before the cursor: after `depthwise.` only that coupling has dimensions
 */
export function dimensions(
  written: readonly Token[],
  taken: ReadonlySet<string>,
  context: CompletionContext,
  isWanted: (name: string) => boolean = () => true,
): Entry[] {
  const couplings = couplingsAround(context);
  const qualifier = qualifierIn(written);
  if (qualifier !== undefined) {
    const own = couplings.find(({ name }) => name === qualifier);
    return members(own?.dimensions ?? [], new Set(), context);
  }
  const wanted = [...firsts(couplings).values()].filter(({ name }) => isWanted(name));
  const entries = members(wanted, taken, context);
  if (couplings.length < 2) return entries;
  return [
    ...entries.map((entry) => {
      const owners = couplings.filter((coupling) => coupling.dimensions.some(({ name }) => name === entry.label));
      return { ...entry, detail: owners.map(({ name }) => name).join(', ') };
    }),
    ...couplings.map(
      ({ name }): Entry => ({
        label: `${name}.`,
        kind: CompletionItemKind.Interface,
        detail: 'a dimension of this coupling alone',
        snippet: `${literal(printName(name))}.`,
        filter: printName(name),
        goesOn: true,
        rank: 1,
      }),
    ),
  ];
}

/** The coupling that stands before the dot at the end of a text; undefined where there is none. */
export function qualifierIn(written: readonly Token[]): string | undefined {
  return written.at(-1)?.text === '.' ? (nameOf(written.at(-2)) ?? '') : undefined;
}

/** A part of a list without the coupling before its dimension. */
export function unqualified(part: readonly Token[]): readonly Token[] {
  return part[1]?.text === '.' ? part.slice(2) : part;
}

function firsts(couplings: readonly ast.Coupling[]): Map<string, ast.Dimension> {
  const named = new Map<string, ast.Dimension>();
  for (const dimension of couplings.flatMap(({ dimensions }) => dimensions)) {
    if (!named.has(dimension.name)) named.set(dimension.name, dimension);
  }
  return named;
}
