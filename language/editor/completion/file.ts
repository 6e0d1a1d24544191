import { CompletionItemKind } from 'vscode-languageserver-types';
import { incompatibility } from '../../domain/index.js';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { type CompletionContext, declarationAround } from '../cursor/context.js';
import { nameOf, type Token } from '../cursor/tokens.js';
import { type Entry, keyword, literal } from './entry.js';
import { operands } from './expressions.js';
import { declared, layers, mappables } from './names.js';
import { completeOtherNetwork } from './network.js';
import { sizesInBraces } from './sizes.js';
import { declarations, ofWorkload, onArchitecture } from './snippets.js';

/** What stands between declarations, or in one before its braces. */
export function completeFile(context: CompletionContext): Entry[] {
  const { before, after, followed } = context.place;
  const [head] = before;
  switch (head?.text) {
    case undefined:
      return followed ? declarations(context, false).filter(fits(after)) : declarations(context, true);
    case 'const':
      return before[2]?.text === '=' ? operands(before.slice(3), context) : [];
    case 'coupling':
      return completeSpecialCase(before, context);
    case 'architecture':
      return completeCouplings(before, context);
    case 'workload':
      return completeWorkload(before, context);
    case 'mapping':
      return completeMapping(before, context);
    case 'network':
      return completeOtherNetwork(context);
    default:
      return [];
  }
}

/** Whether a keyword could begin what is written after it. */
const fits =
  ([name, sign]: readonly Token[]) =>
  ({ label }: Entry): boolean => {
    if (label === 'import') return name?.kind === 'text' && sign === undefined;
    if (label === 'const') return sign?.text === '=';
    if (sign === undefined) return true;
    if (label === 'mapping') return sign.text === 'of' || sign.text === 'on';
    return (label === 'architecture' || label === 'workload') && sign.text === ':';
  };

/** `coupling mm as conv` */
function completeSpecialCase(before: readonly Token[], context: CompletionContext): Entry[] {
  if (before.length === 2 && !context.place.followed) return [keyword('as', 'a special case of another', 'as $1')];
  if (before.length !== 3 || before[2]!.text !== 'as') return [];
  return declared(ast.Coupling.$type, context, ({ $cstNode }) => $cstNode?.offset === before[0]!.start);
}

/** `architecture Eyeriss : gemm, conv` */
function completeCouplings(before: readonly Token[], context: CompletionContext): Entry[] {
  const last = before.at(-1)!;
  if (before.length === 2) return couplingsWithColon(context);
  if (last.text !== ':' && last.text !== ',') return [];
  const taken = new Set([...before.slice(3), ...context.place.after].map(nameOf));
  return declared(ast.Coupling.$type, context).filter(({ label }) => !taken.has(label));
}

/** `workload MB6 : gemm { … }` */
function completeWorkload(before: readonly Token[], context: CompletionContext): Entry[] {
  if (before.length === 2) return couplingsWithColon(context);
  if (before.at(-1)!.text === ':') return declared(ast.Coupling.$type, context);
  const coupling = declarationAround(context, ast.isWorkload)?.coupling?.ref;
  if (before.length !== 4 || !coupling || context.place.followed) return [];
  return [sizesInBraces(coupling)];
}

function couplingsWithColon(context: CompletionContext): Entry[] {
  if (context.place.after[0]?.text === ':') return [];
  return declared(ast.Coupling.$type, context).map((entry) => ({
    ...entry,
    label: `: ${entry.label}`,
    filter: ':',
    snippet: `: ${literal(printName(entry.label))}`,
  }));
}

/** `mapping best of MB6 on Eyeriss` */
function completeMapping(before: readonly Token[], context: CompletionContext): Entry[] {
  const last = before.at(-1)!.text;
  const mapping = declarationAround(context, ast.isMapping);
  if (before.length === 1) return [];
  if (last === 'of') return compatible(mappables(context), mapping, context);
  if (last === 'on') return compatible(declared(ast.Architecture.$type, context), mapping, context);
  if (last === '.') {
    const network = context.services.references.Lookup.network(nameOf(before.at(-2)) ?? '', context.document);
    return network.node ? layers(network.node, context) : [];
  }
  const { after } = context.place;
  const texts = [...before, ...after].map(({ text }) => text);
  const given = (word: string) => texts.slice(2).includes(word);
  const bare = after.length > 0;
  if (!given('of')) return [keyword('of', 'the workload that is mapped', bare ? 'of' : ofWorkload(1, context))];
  if (given('on')) return [];
  return [keyword('on', 'the architecture that it is mapped on', bare ? 'on' : onArchitecture(1, context))];
}

/** Puts what the other half of a mapping cannot be used with at the end, and says so. */
function compatible(entries: Entry[], mapping: ast.Mapping | undefined, context: CompletionContext): Entry[] {
  const { lowering, services, document } = context;
  const { Lookup } = services.references;
  const workload = lowering.named(mapping?.workload)?.value;
  const architecture = mapping?.architecture?.ref && lowering.architecture(mapping.architecture.ref).value;
  const choosing = context.place.before.at(-1)?.text;
  return entries.map((entry) => {
    let reason: string | null = null;
    if (choosing === 'on' && workload) {
      const { node } = Lookup.architecture(entry.label, document);
      const candidate = node && lowering.architecture(node).value;
      reason = candidate ? incompatibility(candidate, workload) : null;
    } else if (choosing === 'of' && architecture && entry.kind !== CompletionItemKind.Module) {
      const { node } = Lookup.workload(entry.label, document);
      const candidate = node && lowering.workload(node).value;
      reason = candidate ? incompatibility(architecture, candidate) : null;
    }
    return reason === null
      ? entry
      : { ...entry, rank: 8, detail: `${entry.detail} · incompatible`, documentation: reason };
  });
}
