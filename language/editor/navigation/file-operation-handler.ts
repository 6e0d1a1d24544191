import { GrammarUtils, type LangiumDocument, URI, UriUtils } from 'langium';
import type { FileOperationHandler, LangiumSharedServices } from 'langium/lsp';
import type { FileOperationOptions, RenameFilesParams } from 'vscode-languageserver';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { importsOf } from '../../references/declarations.js';
import { ImportResolver } from '../../references/import-resolver.js';
import { isLibrary } from '../../workspace/library.js';

/** Keeps imports right when files or folders are moved. */
export class FfarchFileOperationHandler implements FileOperationHandler {
  readonly fileOperationOptions: FileOperationOptions = {
    willRename: {
      filters: [{ pattern: { glob: '**/*.ffarch', matches: 'file' } }, { pattern: { glob: '**', matches: 'folder' } }],
    },
  };
  private readonly imports: ImportResolver;

  constructor(private readonly services: LangiumSharedServices) {
    this.imports = new ImportResolver(services);
  }

  willRenameFiles({ files }: RenameFilesParams): WorkspaceEdit | null {
    const moves = files.map(({ oldUri, newUri }) => ({ from: URI.parse(oldUri), to: URI.parse(newUri) }));
    const changes: Record<string, TextEdit[]> = {};
    for (const document of this.services.workspace.LangiumDocuments.all) {
      if (isLibrary(document.uri)) continue;
      const edits = this.edits(document, (uri) => moved(uri, moves));
      if (edits.length > 0) changes[document.uri.toString()] = edits;
    }
    return Object.keys(changes).length > 0 ? { changes } : null;
  }

  /** The imports of a document that lead elsewhere once it or its neighbours are moved. */
  private edits(document: LangiumDocument, whereTo: (uri: URI) => URI): TextEdit[] {
    const folder = UriUtils.dirname(whereTo(document.uri));
    return importsOf(document).flatMap((statement) => {
      const uri = this.imports.uri(statement);
      const range = GrammarUtils.findNodeForProperty(statement.$cstNode, 'path')?.range;
      if (!uri || !range || !this.services.workspace.LangiumDocuments.hasDocument(uri)) return [];
      if (UriUtils.equals(UriUtils.joinPath(folder, statement.path), whereTo(uri))) return [];
      return [{ range, newText: JSON.stringify(UriUtils.relative(folder, whereTo(uri))) }];
    });
  }
}

function moved(uri: URI, moves: readonly { from: URI; to: URI }[]): URI {
  for (const { from, to } of moves) {
    if (UriUtils.equals(uri, from)) return to;
    if (uri.scheme === from.scheme && uri.path.startsWith(`${from.path}/`)) {
      return uri.with({ path: to.path + uri.path.slice(from.path.length) });
    }
  }
  return uri;
}
