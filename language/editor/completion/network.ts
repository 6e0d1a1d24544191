// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are snippets of LSP
import * as ast from '../../generated/ast.js';
import { constantsOf } from '../../lower/index.js';
import type { CompletionContext } from '../cursor/context.js';
import { isName, nameOf, type Token } from '../cursor/tokens.js';
import { type Entry, keyword } from './entry.js';
import { operands } from './expressions.js';
import { declared, layers, mappables, named, networks } from './names.js';
import { couplingOfLayer, sizesInBraces } from './sizes.js';
import { layer } from './snippets.js';

/** The layers of a network: workloads by name, or written out, and how often they are repeated. */
export function completeNetwork(context: CompletionContext): Entry[] {
  const { before, after, followed } = context.place;
  const last = before.at(-1);
  // The name of a layer that is written out is the user's.
  if (!last && after[0]?.text === ':') return [];
  if (!last) return followed ? mappables(context) : [layer(context), ...mappables(context)];
  if (last.text === ':') return [...declared(ast.Coupling.$type, context), ...networks(context)];
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

/** `network Mine = Llama3_8B with tokens = 4096, batch = 2` */
export function completeOtherNetwork(context: CompletionContext): Entry[] {
  const { before, after, followed } = context.place;
  const [last, equals] = [before.at(-1)!, before[2]];
  if (before.length < 2 || (equals && equals.text !== '=')) return [];
  if (!equals) return followed || after.length > 0 ? [] : [keyword('=', 'another network, with other values', '= ')];
  if (before.length === 3) return networks(context);
  if (before.length === 4) return [keyword('with', 'other values of constants of the network', 'with ')];
  const start = before.findLastIndex(({ text }, i) => i > 3 && (text === 'with' || text === ','));
  const given = before.slice(start + 1);
  if (start > 0 && given.length === 0) return offered(nameOf(before[3]) ?? '', before, context);
  return given[1]?.text === '='
    ? operands(given.slice(2), context)
    : last.kind === 'word'
      ? [keyword('=', 'its value here', '= ')]
      : [];
}

/** The constants of a network that have no other value yet, with those that they have. */
function offered(name: string, before: readonly Token[], context: CompletionContext): Entry[] {
  const { node } = context.services.references.Lookup.network(name, context.document);
  const taken = new Set(before.flatMap((token, i) => (before[i + 1]?.text === '=' && i > 3 ? [nameOf(token)] : [])));
  const all = node ? [...constantsOf(node)] : [];
  return all.filter((constant) => !taken.has(constant.name)).map((constant) => named(constant, context));
}
