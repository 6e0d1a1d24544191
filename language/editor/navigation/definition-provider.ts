import { CstUtils, type LangiumDocument, type LangiumDocuments, type MaybePromise } from 'langium';
import { DefaultDefinitionProvider } from 'langium/lsp';
import type { DefinitionParams } from 'vscode-languageserver';
import type { LocationLink } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../../module.js';
import type { ImportResolver } from '../../references/import-resolver.js';

/** Where names are declared, and the files that imports name. */
export class FfarchDefinitionProvider extends DefaultDefinitionProvider {
  private readonly imports: ImportResolver;
  private readonly documents: LangiumDocuments;

  constructor(services: FfarchServices) {
    super(services);
    this.imports = services.references.ImportResolver;
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  override getDefinition(
    document: LangiumDocument,
    params: DefinitionParams,
  ): MaybePromise<LocationLink[] | undefined> {
    const offset = document.textDocument.offsetAt(params.position);
    const leaf = CstUtils.findDeclarationNodeAtOffset(document.parseResult.value.$cstNode, offset);
    const node = leaf?.astNode;
    const uri = ast.isImport(node) ? this.imports.uri(node) : undefined;
    if (!leaf || !uri) return super.getDefinition(document, params);
    if (!this.documents.hasDocument(uri)) return undefined;
    return [
      {
        targetUri: uri.toString(),
        targetRange: START,
        targetSelectionRange: START,
        originSelectionRange: leaf.range,
      },
    ];
  }
}

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
