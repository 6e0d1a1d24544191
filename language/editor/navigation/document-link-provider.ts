import { type AstNode, GrammarUtils, type LangiumDocument, type LangiumDocuments, type URI, UriUtils } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver-types';
import type { FfarchServices } from '../../module.js';
import { importsOf } from '../../references/declarations.js';
import type { ImportResolver } from '../../references/import-resolver.js';
import type { FfarchDocumentBuilder } from '../../workspace/document-builder.js';
import type { EnergyFiles } from '../../workspace/energy-files.js';

/** The paths of imports, and those of tables of energies and areas, lead to the files that they name, if those exist. */
export class FfarchDocumentLinkProvider implements DocumentLinkProvider {
  private readonly imports: ImportResolver;
  private readonly documents: LangiumDocuments;
  private readonly tables: EnergyFiles;

  constructor(services: FfarchServices) {
    this.tables = (services.shared.workspace.DocumentBuilder as FfarchDocumentBuilder).energyFiles;
    this.imports = services.references.ImportResolver;
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    const imported = importsOf(document).flatMap((statement) => {
      const uri = this.imports.uri(statement);
      return uri && this.documents.hasDocument(uri) ? link(statement, 'path', uri) : [];
    });
    const tables = this.tables.named(document).flatMap(({ property, uri }) => link(property, 'file', uri));
    return [...imported, ...tables];
  }
}

function link({ $cstNode }: AstNode, property: string, uri: URI): DocumentLink[] {
  const range = GrammarUtils.findNodeForProperty($cstNode, property)?.range;
  return range ? [{ range: inside(range), target: uri.toString(), tooltip: `Open ${UriUtils.basename(uri)}` }] : [];
}

/** Without the quotes. */
function inside({ start, end }: DocumentLink['range']): DocumentLink['range'] {
  return {
    start: { line: start.line, character: start.character + 1 },
    end: { line: end.line, character: end.character - 1 },
  };
}
