import {
  type AstNode,
  type AstNodeDescription,
  type AstNodeDescriptionProvider,
  type AstNodeLocator,
  AstUtils,
  CstUtils,
  type DocumentSegment,
  type LangiumCoreServices,
  type NameProvider,
  type URI,
} from 'langium';

/**
 * Describes nodes. Where a node stands is found out when somebody asks: few do, and edits move it. So a description holds
 * as long as there is the node.
 */
export class FfarchDescriptions implements AstNodeDescriptionProvider {
  private readonly names: NameProvider;
  private readonly locator: AstNodeLocator;

  constructor(services: LangiumCoreServices) {
    this.names = services.references.NameProvider;
    this.locator = services.workspace.AstNodeLocator;
  }

  createDescription(node: AstNode, name = this.names.getName(node)): AstNodeDescription {
    if (!name) throw new Error(`Node at path ${this.locator.getAstNodePath(node)} has no name.`);
    return new Description(node, name, this.names, this.locator);
  }
}

class Description implements AstNodeDescription {
  constructor(
    readonly node: AstNode,
    readonly name: string,
    private readonly names: NameProvider,
    private readonly locator: AstNodeLocator,
  ) {}

  get type(): string {
    return this.node.$type;
  }

  get documentUri(): URI {
    return AstUtils.getDocument(this.node).uri;
  }

  get path(): string {
    return this.locator.getAstNodePath(this.node);
  }

  get nameSegment(): DocumentSegment | undefined {
    return CstUtils.toDocumentSegment(this.names.getNameNode(this.node) ?? this.node.$cstNode);
  }

  get selectionSegment(): DocumentSegment | undefined {
    return CstUtils.toDocumentSegment(this.node.$cstNode);
  }
}
