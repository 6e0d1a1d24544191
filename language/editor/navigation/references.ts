import {
  type AstNode,
  type CstNode,
  DefaultReferences,
  type FindReferencesOptions,
  type ReferenceDescription,
  type Stream,
  stream,
} from 'langium';
import * as ast from '../../generated/ast.js';
import { resolveNetwork, resolveWorkload } from '../../lower/index.js';
import { dimensionsMeant, isNamingDimension } from '../../references/dimensions.js';

/**
 * A layer that is a workload or a network by name, and has no name of its own, goes by that name in its network, so who refers to
 * the layer refers to what it names. The name of a dimension in an architecture stands for one in each of its couplings that has it.
 */
export class FfarchReferences extends DefaultReferences {
  override findDeclarations(sourceCstNode: CstNode): AstNode[] {
    const { astNode } = sourceCstNode;
    const found = super.findDeclarations(sourceCstNode);
    const meant = isNamingDimension(astNode) && found.some(ast.isDimension) ? dimensionsMeant(astNode) : [];
    return (meant.length > 0 ? meant : found).map((node) =>
      ast.isLayerReference(node) && !node.name ? (resolveWorkload(node) ?? resolveNetwork(node) ?? node) : node,
    );
  }

  override findReferences(targetNode: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    const found = super.findReferences(targetNode, options).toArray();
    const seen = new Set<AstNode>([targetNode]);
    // In all documents, because a layer of another one may be meant here.
    const layers = this.layersNamedBy(super.findReferences(targetNode, { includeDeclaration: false }).toArray());
    for (const layer of layers) {
      if (seen.has(layer)) continue;
      seen.add(layer);
      found.push(...super.findReferences(layer, { ...options, includeDeclaration: false }));
      layers.push(...this.layersNamedBy(super.findReferences(layer, { includeDeclaration: false }).toArray()));
    }
    return stream(found);
  }

  private layersNamedBy(references: readonly ReferenceDescription[]): ast.LayerReference[] {
    return references.flatMap(({ sourceUri, sourcePath, targetPath }) => {
      const root = this.documents.getDocument(sourceUri)?.parseResult.value;
      const node = root && this.nodeLocator.getAstNode(root, sourcePath);
      const layer = node?.$container;
      return ast.isLayerReference(layer) && !layer.name && layer.workload?.target?.$nodeDescription?.path === targetPath
        ? [layer]
        : [];
    });
  }
}
