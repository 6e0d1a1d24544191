import { type AstNode, AstUtils, CstUtils, type LangiumDocument, URI } from 'langium';
import type { CallHierarchyProvider } from 'langium/lsp';
import type {
  CallHierarchyIncomingCallsParams,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
} from 'vscode-languageserver';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
} from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../../module.js';
import { referencesIn } from '../../parser/syntax-tree.js';

/**
 * What declarations are made of, and what is made of them: a constant in the size of a workload, the workload in a network,
 * the network's layer in a mapping, the mapping on an architecture, the architecture for a coupling.
 */
export class FfarchCallHierarchyProvider implements CallHierarchyProvider {
  constructor(private readonly services: FfarchServices) {}

  prepareCallHierarchy(
    document: LangiumDocument,
    { position }: CallHierarchyPrepareParams,
  ): CallHierarchyItem[] | undefined {
    const target = this.declarationAt(document, position);
    const item = target && this.item(target);
    return item && [item];
  }

  incomingCalls({ item }: CallHierarchyIncomingCallsParams): CallHierarchyIncomingCall[] | undefined {
    const target = this.nodeOf(item);
    if (!target) return undefined;
    const uses = new Map<AstNode, Range[]>();
    const { References } = this.services.references;
    for (const { sourceUri, sourcePath, segment } of References.findReferences(target, { includeDeclaration: false })) {
      const root = this.services.shared.workspace.LangiumDocuments.getDocument(sourceUri)?.parseResult.value;
      const source = root && this.services.workspace.AstNodeLocator.getAstNode(root, sourcePath);
      const user = AstUtils.getContainerOfType(source, isUser);
      if (user) uses.set(user, [...(uses.get(user) ?? []), segment.range]);
    }
    return [...uses].flatMap(([user, fromRanges]) => {
      const from = this.item(user);
      return from ? [{ from, fromRanges }] : [];
    });
  }

  outgoingCalls({ item }: CallHierarchyOutgoingCallsParams): CallHierarchyOutgoingCall[] | undefined {
    const target = this.nodeOf(item);
    if (!target) return undefined;
    const used = new Map<AstNode, Range[]>();
    for (const { reference } of referencesIn(target)) {
      const range = reference.$refNode?.range;
      const node = 'ref' in reference ? reference.ref : undefined;
      if (range && isUser(node)) used.set(node, [...(used.get(node) ?? []), range]);
    }
    return [...used].flatMap(([node, fromRanges]) => {
      const to = this.item(node);
      return to ? [{ to, fromRanges }] : [];
    });
  }

  private declarationAt({ parseResult, textDocument }: LangiumDocument, position: Range['start']): AstNode | undefined {
    const leaf = CstUtils.findDeclarationNodeAtOffset(parseResult.value.$cstNode, textDocument.offsetAt(position));
    return leaf && this.services.references.References.findDeclarations(leaf).find(isUser);
  }

  private nodeOf({ uri, selectionRange }: CallHierarchyItem): AstNode | undefined {
    const document = this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
    return document && this.declarationAt(document, selectionRange.start);
  }

  private item(node: AstNode): CallHierarchyItem | undefined {
    const { NameProvider } = this.services.references;
    const name = NameProvider.getName(node);
    const place = NameProvider.getNameNode(node);
    if (!name || !place || !node.$cstNode) return undefined;
    return {
      name,
      kind: this.services.shared.lsp.NodeKindProvider.getSymbolKind(node),
      detail: ast.isInlineLayer(node) ? node.$container.name : undefined,
      uri: AstUtils.getDocument(node).uri.toString(),
      range: node.$cstNode.range,
      selectionRange: place.range,
    };
  }
}

/** What can be made of something else that has a name. */
function isUser(node: unknown): node is ast.Declaration | ast.InlineLayer {
  return ast.isDeclaration(node) || ast.isInlineLayer(node);
}
