import { type AstNode, AstUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { layersOwner, resolveWorkload } from '../../lower/index.js';
import { printPath } from '../../print/print.js';
import { type Fix, type FixContext, replace } from './fix.js';

/** As many layers of a network are offered one by one. */
const MOST_LAYERS = 8;

/** The layers of a network that is named where workloads are. */
export function layersOf(at: AstNode, _: Diagnostic, context: FixContext): Fix[] {
  const reference = AstUtils.getContainerOfType(at, ast.isWorkloadReference);
  const network = reference && networkOf(reference, context);
  if (!network) return [];
  return (layersOwner(network)?.layers ?? []).slice(0, MOST_LAYERS).flatMap((one) => {
    const path = pathOf(one);
    const title = `Change \`${reference.$cstNode?.text}\` to \`${path}\``;
    return path === undefined ? [] : [{ title, edits: replace(reference, reference.$cstNode, path) }];
  });
}

/** A workload and an architecture in each other's places. */
export function swapped(at: AstNode, _: Diagnostic, context: FixContext): Fix[] {
  const mapping = AstUtils.getContainerOfType(at, ast.isMapping);
  const [workload, architecture] = [mapping?.workload, mapping?.architecture];
  if (!mapping || !workload?.$cstNode || !architecture?.$refNode || workload.target?.ref || architecture.ref) return [];
  const { ScopeProvider } = context.services.references;
  const names = (type: string, name: string) =>
    !ScopeProvider.declarations(context.document, type).getElements(name).isEmpty();
  const [first, second] = [workload.$cstNode.text, architecture.$refText];
  if (!names(ast.Architecture.$type, workload.target?.$refText) || !names(ast.Mappable.$type, second)) return [];
  return [
    {
      title: `Swap \`${first}\` and \`${architecture.$refNode.text}\``,
      edits: [
        ...replace(mapping, workload.$cstNode, architecture.$refNode.text),
        ...replace(mapping, architecture.$refNode, first),
      ],
      preferred: true,
    },
  ];
}

function networkOf({ network, target }: ast.WorkloadReference, { document, services }: FixContext) {
  if (network || target?.ref) return undefined;
  const found = services.references.ScopeProvider.declarations(document, ast.Network.$type);
  const node = found.getElement(target.$refText)?.node;
  return ast.isNetwork(node) ? node : undefined;
}

/** What a layer is called outside its network. */
function pathOf(layer: ast.Layer): string | undefined {
  if (ast.isInlineLayer(layer)) return printPath([layer.$container.name, layer.name]);
  return resolveWorkload(layer) && layer.workload.$cstNode?.text;
}
