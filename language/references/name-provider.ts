import { type AstNode, type CstNode, DefaultNameProvider, GrammarUtils } from 'langium';
import { isLayerReference } from '../generated/ast.js';

/** A layer that is a workload by name goes by that name in its network, unless it has one of its own there. */
export class FfarchNameProvider extends DefaultNameProvider {
  override getName(node: AstNode): string | undefined {
    return isLayerReference(node) && !node.name ? node.workload?.target?.$refText : super.getName(node);
  }

  override getNameNode(node: AstNode): CstNode | undefined {
    return isLayerReference(node) && !node.name
      ? GrammarUtils.findNodeForProperty(node.workload?.$cstNode, 'target')
      : super.getNameNode(node);
  }
}
