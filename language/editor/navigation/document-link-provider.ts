import { GrammarUtils, type LangiumDocument, type LangiumDocuments, UriUtils } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver-types';
import type { FfarchServices } from '../../module.js';
import { importsOf } from '../../references/declarations.js';
import type { ImportResolver } from '../../references/import-resolver.js';

/** The paths of imports lead to the files that they name, if those exist. */
export class FfarchDocumentLinkProvider implements DocumentLinkProvider {
  private readonly imports: ImportResolver;
  private readonly documents: LangiumDocuments;

  constructor(services: FfarchServices) {
    this.imports = services.references.ImportResolver;
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    return importsOf(document).flatMap((statement) => {
      const uri = this.imports.uri(statement);
      const range = GrammarUtils.findNodeForProperty(statement.$cstNode, 'path')?.range;
      if (!uri || !range || !this.documents.hasDocument(uri)) return [];
      return [{ range: inside(range), target: uri.toString(), tooltip: `Open ${UriUtils.basename(uri)}` }];
    });
  }
}

/** Without the quotes. */
function inside({ start, end }: DocumentLink['range']): DocumentLink['range'] {
  return {
    start: { line: start.line, character: start.character + 1 },
    end: { line: end.line, character: end.character - 1 },
  };
}
