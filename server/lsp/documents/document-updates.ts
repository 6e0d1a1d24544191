import { type TextDocument, URI } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileEvent,
  type TextDocumentChangeEvent,
} from 'vscode-languageserver';
import { isLibrary } from '../../../language/workspace/library.js';

/** What an editor shows counts, whatever becomes of the file; when it is closed, the file counts again. */
export class EditorUpdateHandler extends DefaultDocumentUpdateHandler {
  private readonly open: LangiumSharedServices['workspace']['TextDocuments'];

  constructor(private readonly services: LangiumSharedServices) {
    super(services);
    this.open = services.workspace.TextDocuments;
    // The workspace is read at the start but not validated: what is wrong in files that nobody has opened shows, too.
    services.lsp.LanguageServer.onInitialized(() => this.fireDocumentUpdate([], []));
  }

  /** Changes that were not saved are dropped. A document that is not a file is gone. */
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(document.uri);
    if (this.isFile(uri)) this.fireDocumentUpdate([uri], []);
    else if (!isLibrary(uri)) this.fireDocumentUpdate([], [uri]);
  }

  /** On disk, or in the file system of a folder that is open; not a text without a file, or one side of a comparison. */
  private isFile(uri: URI): boolean {
    const folders = this.services.workspace.WorkspaceManager.workspaceFolders ?? [];
    const systems = folders.map((folder) => URI.parse(folder.uri));
    return (
      uri.scheme === 'file' ||
      systems.some(({ scheme, authority }) => scheme === uri.scheme && authority === uri.authority)
    );
  }

  /** A deleted file whose text is still in an editor has only changed, also where its folder was deleted as a whole. */
  override didChangeWatchedFiles({ changes }: DidChangeWatchedFilesParams): void {
    super.didChangeWatchedFiles({
      changes: changes.flatMap((change) => {
        if (change.type !== FileChangeType.Deleted) return [change];
        const deleted = URI.parse(change.uri).toString();
        const shown = this.open.keys().filter((uri) => uri === deleted || uri.startsWith(`${deleted}/`));
        const kept = shown.map((uri): FileEvent => ({ uri, type: FileChangeType.Changed }));
        return shown.includes(deleted) ? kept : [change, ...kept];
      }),
    });
  }
}
