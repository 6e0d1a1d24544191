// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are snippets of LSP
import { CompletionItemKind } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { printName } from '../../lower/print.js';
import { type CompletionContext, declarationAround } from './context.js';
import { type Entry, keyword, literal } from './entry.js';
import { members } from './names.js';
import { isName, nameOf, type Token } from './scan.js';

/** The lines of a coupling that are not there yet, and the dimensions and strides that may index an operand. */
export function completeCoupling(context: CompletionContext): Entry[] {
  const { before, blocks } = context.place;
  const coupling = declarationAround(context, ast.isCoupling);
  if (before.length === 0) return lines(blocks.at(-1)!.items, coupling);
  if (before[0].text === 'dims' || before[0].text === 'strides') return [];
  return coupling ? indices(before, coupling, context) : [];
}

function lines(items: readonly (readonly Token[])[], coupling: ast.Coupling | undefined): Entry[] {
  const has = (word: string) => items.some((item) => item.length > 1 && item[0].text === word);
  const computes = items.some((item) => item.some(({ text }) => text === '+='));
  const [first, ...others] = coupling?.dimensions.map(({ name }) => literal(printName(name))) ?? [];
  const last = others.at(-1) ?? 'N';
  const shared = others.slice(0, -1).join('][') || 'K';
  const m = first ?? 'M';
  return [
    ...(has('dims') ? [] : [keyword('dims', 'the loops of the kernel', 'dims ${1:M, K, N}')]),
    ...(has('strides') ? [] : [keyword('strides', 'coefficients that workloads give', 'strides ${1:Pstride}')]),
    ...(computes
      ? []
      : [
          {
            label: 'Out += W * In',
            kind: CompletionItemKind.Snippet,
            detail: 'output, weights and inputs, by position',
            snippet: `\${1:Out}[${m}][${last}] += \${2:W}[${m}][${shared}] * \${3:In}[${shared}][${last}]`,
          },
        ]),
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
