// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are snippets of LSP
import { CompletionItemKind } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { type CompletionContext, declarationAround } from '../cursor/context.js';
import { isName, nameOf, type Token } from '../cursor/tokens.js';
import { type Entry, keyword, literal } from './entry.js';
import { operands } from './expressions.js';
import { members } from './names.js';

/** The lines of a coupling that are not there yet, and the dimensions and strides that may index an operand. */
export function completeCoupling(context: CompletionContext): readonly Entry[] {
  const { before, after } = context.place;
  const coupling = declarationAround(context, ast.isCoupling);
  if (before.length === 0) return lines(coupling, context);
  if (before[0]!.text === 'dims') {
    if (before.length === 1) return after.length === 0 ? KERNELS : [];
    const [, equals, ...value] = before.slice(before.findLastIndex(({ text }) => text === ',' || text === 'dims') + 1);
    return equals?.text === '=' ? operands(value, context) : [];
  }
  if (before[0]!.text === 'strides') return [];
  if (before[1]?.text === ':') return general(before, coupling, context);
  return coupling ? [...operand(before, coupling, context), ...indices(before, coupling, context)] : [];
}

/** The dimensions of the usual kernels. Names are free, so these are no more than a beginning. */
const KERNELS: readonly Entry[] = [
  { label: 'M, K, N', kind: CompletionItemKind.Snippet, detail: 'those of a matrix product' },
  { label: 'M, P, Q, C, R, S', kind: CompletionItemKind.Snippet, detail: 'those of a convolution' },
].map((entry) => ({ ...entry, snippet: entry.label, untyped: true }));

/** What a dimension of a special case is called in the other coupling, where that has it only once. */
function general(before: readonly Token[], coupling: ast.Coupling | undefined, context: CompletionContext): Entry[] {
  if (before.at(-1)!.text !== ':') return [];
  const taken = new Set(coupling?.dimensions.map((dimension) => dimension.general?.$refText ?? ''));
  return members(coupling?.general?.ref?.dimensions ?? [], taken, context);
}

/** `dims`, `strides` and the computation, in this order, as far as they are not there. */
function lines(coupling: ast.Coupling | undefined, { place }: CompletionContext): Entry[] {
  const { after, followed } = place;
  const others = place.blocks.at(-1)!.items.filter(([head]) => head && head.start !== place.start);
  const orders = others.map((item) => ({ start: item[0]!.start, order: orderOf(item) }));
  const fits = (order: number) =>
    orders.every((other) => (other.start < place.start ? other.order < order : other.order > order));
  const bare = followed || after.length > 0;
  const all: Entry[] = [
    keyword('dims', 'the loops of the kernel', bare ? 'dims' : 'dims ${1:M, K, N}'),
    keyword('strides', 'coefficients that workloads give', bare ? 'strides' : 'strides ${1:Pstride}'),
    {
      label: 'Out += W * In',
      kind: CompletionItemKind.Snippet,
      detail: 'output, weights and inputs, by position',
      snippet: computation(coupling),
    },
  ];
  return all.slice(0, bare ? 2 : 3).filter((_, order) => fits(order));
}

function orderOf([head]: readonly Token[]): number {
  return head!.text === 'dims' ? 0 : head!.text === 'strides' ? 1 : 2;
}

function computation(coupling: ast.Coupling | undefined): string {
  const [first = 'M', ...others] = indicesOf(coupling);
  const last = others.at(-1) ?? 'N';
  const shared = others.slice(0, -1).join('][') || 'K';
  return `\${1:Out}[${first}][${last}] += \${2:W}[${first}][${shared}] * \${3:In}[${shared}][${last}]`;
}

function indicesOf(coupling: ast.Coupling | undefined): string[] {
  return coupling?.dimensions.map(({ name }) => literal(printName(name))) ?? [];
}

/** After `+=` the weights, after `*` the inputs, with their dimensions to choose from. */
function operand(before: readonly Token[], coupling: ast.Coupling, { place }: CompletionContext): Entry[] {
  const last = before.at(-1)!.text;
  const opened = before.findLastIndex(({ text }) => text === '[') > before.findLastIndex(({ text }) => text === ']');
  if (opened || place.after.length > 0 || (last !== '+=' && last !== '*')) return [];
  const name = last === '+=' ? 'W' : 'In';
  const all = indicesOf(coupling);
  const [first = 'M', second = 'K'] = last === '+=' ? all : all.slice(1);
  return [
    {
      label: `${name}[…]`,
      kind: CompletionItemKind.Snippet,
      detail: last === '+=' ? 'the weights' : 'the inputs',
      filter: name,
      snippet: `\${1:${name}}[\${2:${first}}][\${3:${second}}]`,
    },
  ];
}

/** Inside brackets: dimensions that the operand does not have yet, and strides where the term has none. */
function indices(before: readonly Token[], coupling: ast.Coupling, context: CompletionContext): Entry[] {
  const taken = new Set<string>();
  const strides = new Set(coupling.strides.map(({ name }) => name));
  let term: string[] = [];
  let inside = false;
  for (const token of before) {
    if (token.text === '[' || (token.text === '+' && inside)) term = [];
    if (token.text === '[' || token.text === ']') inside = token.text === '[';
    if (!isName(token)) continue;
    const name = nameOf(token)!;
    if (!inside) {
      taken.clear();
    } else {
      term.push(name);
      if (!strides.has(name)) taken.add(name);
    }
  }
  if (!inside || !['[', '+', '*'].includes(before.at(-1)!.text)) return [];
  const dimensioned = term.some((name) => !strides.has(name));
  return [
    ...(dimensioned ? [] : members(coupling.dimensions, taken, context)),
    ...(term.some((name) => strides.has(name)) ? [] : members(coupling.strides, new Set(), context)),
  ];
}
