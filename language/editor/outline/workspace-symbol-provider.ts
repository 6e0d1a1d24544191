import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import type { LangiumSharedServices, WorkspaceSymbolProvider } from 'langium/lsp';
import type { WorkspaceSymbolParams } from 'vscode-languageserver';
import type { WorkspaceSymbol } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { declarationsOf } from '../../references/declarations.js';
import { isLibrary } from '../../workspace/library.js';

/** Declarations, levels and layers by name, in all files; those of the library once something has been typed. */
export class FfarchWorkspaceSymbolProvider implements WorkspaceSymbolProvider {
  constructor(private readonly services: LangiumSharedServices) {}

  getSymbols({ query }: WorkspaceSymbolParams): WorkspaceSymbol[] {
    return this.services.workspace.LangiumDocuments.all
      .filter(({ uri }) => query !== '' || !isLibrary(uri))
      .flatMap((document) => named(document).flatMap((node) => this.symbol(node, document, query)))
      .toArray();
  }

  private symbol(node: AstNode, document: LangiumDocument, query: string): WorkspaceSymbol[] {
    const { NameProvider } = this.services.ServiceRegistry.getServices(document.uri).references;
    const name = NameProvider.getName(node);
    const place = NameProvider.getNameNode(node);
    if (!name || !place || !this.services.lsp.FuzzyMatcher.match(query.toLowerCase(), name)) return [];
    const container = ast.isDeclaration(node) ? undefined : AstUtils.getContainerOfType(node, ast.isDeclaration);
    return [
      {
        name,
        kind: this.services.lsp.NodeKindProvider.getSymbolKind(node),
        location: { uri: document.uri.toString(), range: place.range },
        containerName: container?.name,
      },
    ];
  }
}

function named(document: LangiumDocument): AstNode[] {
  return declarationsOf(document).flatMap((declaration): AstNode[] => {
    if (ast.isArchitecture(declaration)) return [declaration, ...declaration.levels];
    return ast.isNetwork(declaration) ? [declaration, ...declaration.layers.filter(ast.isInlineLayer)] : [declaration];
  });
}
