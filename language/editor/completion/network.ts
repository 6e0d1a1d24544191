// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are snippets of LSP
import * as ast from '../../generated/ast.js';
import type { CompletionContext } from '../cursor/context.js';
import { isName, nameOf } from '../cursor/tokens.js';
import { type Entry, keyword } from './entry.js';
import { operands } from './expressions.js';
import { declared, layers, mappables } from './names.js';
import { couplingOfLayer, sizesInBraces } from './sizes.js';
import { layer } from './snippets.js';

/** The layers of a network: workloads by name, or written out, and how often they are repeated. */
export function completeNetwork(context: CompletionContext): Entry[] {
  const { before, after, followed } = context.place;
  const last = before.at(-1);
  // The name of a layer that is written out is the user's.
  if (!last && after[0]?.text === ':') return [];
  if (!last) return followed ? mappables(context) : [layer(context), ...mappables(context)];
  if (last.text === ':') return declared(ast.Coupling.$type, context);
  if (last.text === '.') {
    const { node } = context.services.references.Lookup.network(nameOf(before.at(-2)) ?? '', context.document);
    return node ? layers(node, context) : [];
  }
  const sign = before.findIndex(({ text }, i) => text === 'x' && i > 0);
  if (sign > 0) return operands(before.slice(sign + 1), context);
  if (!isName(last) && last.text !== '}') return [];
  const repeat = keyword('x', 'how often the layer is run', after.length > 0 ? 'x' : 'x ${1:2}');
  const coupling =
    before[1]?.text === ':' && before.length === 3 ? couplingOfLayer(before[0]!.start, context) : undefined;
  return coupling && !followed ? [sizesInBraces(coupling), repeat] : [repeat];
}
