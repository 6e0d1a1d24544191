import { type AstNode, AstUtils, CstUtils, type LangiumDocument } from 'langium';
import type { TypeDefinitionProvider } from 'langium/lsp';
import type { TypeDefinitionParams } from 'vscode-languageserver';
import type { LocationLink } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { resolveWorkload } from '../../lower/index.js';
import type { FfarchServices } from '../../module.js';

/**
 * What a thing is one of: a workload and an architecture have their couplings, a mapping its architecture; a dimension, a stride
 * or an operand belongs to a coupling, a level to an architecture.
 */
export class FfarchTypeProvider implements TypeDefinitionProvider {
  constructor(private readonly services: FfarchServices) {}

  getTypeDefinition(document: LangiumDocument, { position }: TypeDefinitionParams): LocationLink[] | undefined {
    const offset = document.textDocument.offsetAt(position);
    const leaf = CstUtils.findDeclarationNodeAtOffset(document.parseResult.value.$cstNode, offset);
    if (!leaf) return undefined;
    const { References, NameProvider } = this.services.references;
    return References.findDeclarations(leaf)
      .flatMap(typesOf)
      .flatMap((type): LocationLink[] => {
        const name = NameProvider.getNameNode(type);
        if (!name || !type.$cstNode) return [];
        return [
          {
            targetUri: AstUtils.getDocument(type).uri.toString(),
            targetRange: type.$cstNode.range,
            targetSelectionRange: name.range,
            originSelectionRange: leaf.range,
          },
        ];
      });
  }
}

function typesOf(node: AstNode): AstNode[] {
  const types = ast.isArchitecture(node)
    ? node.couplings.map((coupling) => coupling?.ref)
    : ast.isMappable(node)
      ? [resolveWorkload(node)?.coupling?.ref]
      : ast.isMapping(node)
        ? [node.architecture?.ref]
        : ast.isIndex(node) || ast.isOperand(node)
          ? [AstUtils.getContainerOfType(node, ast.isCoupling)]
          : ast.isLevel(node)
            ? [node.$container]
            : [];
  return types.filter((type) => type !== undefined);
}
