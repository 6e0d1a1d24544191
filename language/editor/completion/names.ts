import { type AstNode, type AstNodeDescription, AstUtils } from 'langium';
import { exact, plural } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { layersOwner, resolveWorkload } from '../../lower/index.js';
import { toNumber } from '../../lower/rational.js';
import { printPath } from '../../print/print.js';
import { isLibrary } from '../../workspace/library.js';
import { type CompletionContext, declarationAround } from '../cursor/context.js';
import { dimensionHover, operandHover, strideHover } from '../hover/coupling.js';
import { type Entry, literal } from './entry.js';

/** The declarations of a type that are visible: the document's own first, the library's last. */
export function declared(
  type: string,
  context: CompletionContext,
  leaveOut: (node: AstNode) => boolean = () => false,
): Entry[] {
  const { document, services } = context;
  return services.references.ScopeProvider.declarations(document, type)
    .getAllElements()
    .filter(({ node }) => node !== undefined && !leaveOut(node))
    .map((description) => ({ ...named(description.node!, context), rank: distance(description, context) }))
    .toArray();
}

/** A thing that has a name. */
export function named(node: AstNode, context: CompletionContext): Entry {
  const { services } = context;
  return {
    label: services.references.NameProvider.getName(node) ?? '',
    kind: services.shared.lsp.NodeKindProvider.getCompletionItemKind(node),
    detail: detail(node, context),
    documentation: services.documentation.DocumentationProvider.getDocumentation(node),
  };
}

/** Constants that can stand in an expression; one cannot be defined by itself. */
export function constants(context: CompletionContext): Entry[] {
  const { place } = context;
  const itself = place.blocks.length === 1 && place.before[0]?.text === 'const' ? place.before[0].start : -1;
  return declared(ast.Constant.$type, context, (node) => node.$cstNode?.offset === itself);
}

/** The layers of a network, by their own names. */
export function layers(network: ast.Network, context: CompletionContext): Entry[] {
  const all = layersOwner(network)?.layers ?? [];
  return all.map((layer) => named(layer, context)).filter(({ label }) => label !== '');
}

/** What can be mapped: workloads, layers, with their network where others have their name, and networks. */
export function mappables(context: CompletionContext): Entry[] {
  const { document, services, place } = context;
  if (place.after[0]?.text === '.') return networks(context);
  const visible = services.references.ScopeProvider.declarations(document, ast.Mappable.$type);
  const all = visible.getAllElements().toArray();
  const counts = new Map<string, number>();
  for (const { name } of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  const own = all.flatMap((description) => {
    const { node, name } = description;
    const entry = node && { ...named(node, context), rank: distance(description, context) };
    if (!entry) return [];
    return ast.isInlineLayer(node) && counts.get(name)! > 1 ? [qualified(entry, node)] : [entry];
  });
  return [...own, ...networks(context)];
}

/** Networks other than the one around the cursor, after all that can only be meant as it stands. */
export function networks(context: CompletionContext): Entry[] {
  const around = declarationAround(context, ast.isNetwork);
  const others = declared(ast.Network.$type, context, (node) => node === around);
  return others.map((entry) => ({ ...entry, rank: 3 + (entry.rank ?? 0) }));
}

function qualified(entry: Entry, { name, $container: network }: ast.InlineLayer): Entry {
  return { ...entry, label: `${network.name}.${name}`, snippet: literal(printPath([network.name, name])) };
}

/** Dimensions, strides and operands that are free to be chosen from a list, with what their hovers say. */
export function members(nodes: readonly Member[], taken: ReadonlySet<string>, context: CompletionContext): Entry[] {
  return nodes
    .map((node) => ({ ...named(node, context), documentation: about(node, context) }))
    .filter(({ label }) => label !== '' && !taken.has(label));
}

type Member = ast.Dimension | ast.Stride | ast.Operand;

function about(node: Member, { services, lowering }: CompletionContext): string {
  const context = { services, lowering, at: node };
  if (ast.isDimension(node)) return dimensionHover(node, context);
  return ast.isStride(node) ? strideHover(node, context) : operandHover(node, context);
}

function distance({ documentUri }: AstNodeDescription, { document }: CompletionContext): number {
  if (isLibrary(documentUri)) return 2;
  return documentUri.toString() === document.uri.toString() ? 0 : 1;
}

function detail(node: AstNode, { lowering }: CompletionContext): string | undefined {
  switch (node.$type) {
    case ast.Constant.$type: {
      const { value: result } = lowering.constant(node as ast.Constant);
      return result && `= ${exact(toNumber(result))}`;
    }
    case ast.Coupling.$type:
      return (node as ast.Coupling).computation?.$cstNode?.text.replace(/\s+/g, ' ');
    case ast.Architecture.$type:
      return (node as ast.Architecture).couplings.map(({ $refText }) => $refText).join(', ');
    case ast.Network.$type:
      return plural(lowering.network(node as ast.Network).value?.layers.length ?? 0, 'layer');
    case ast.Workload.$type:
    case ast.InlineLayer.$type:
    case ast.LayerReference.$type: {
      const target = resolveWorkload(node as ast.Mappable);
      return target?.coupling && `${target.coupling.$refText}${sizes(target)}`;
    }
    case ast.Dimension.$type:
      return 'dimension';
    case ast.Stride.$type:
      return 'stride';
    case ast.Operand.$type:
      return node.$cstNode?.text;
    case ast.Memory.$type:
    case ast.Fanout.$type:
    case ast.Link.$type:
    case ast.Compute.$type:
      return node.$type.toLowerCase();
    default:
      return AstUtils.getContainerOfType(node, ast.isDeclaration)?.name;
  }
}

function sizes(workload: ast.Workload | ast.InlineLayer): string {
  const written = workload.sizes.map(({ $cstNode }) => $cstNode?.text ?? '').join(', ');
  return written === '' ? '' : ` · ${written}`;
}
