import { type ReferenceDescription, UriUtils } from 'langium';
import { DefaultDocumentHighlightProvider } from 'langium/lsp';
import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver-types';

/** Marks where a name is declared otherwise than where it is used. */
export class FfarchDocumentHighlightProvider extends DefaultDocumentHighlightProvider {
  protected override createDocumentHighlight(reference: ReferenceDescription): DocumentHighlight {
    const { sourceUri, sourcePath, targetUri, targetPath, segment } = reference;
    const isDeclaration = sourcePath === targetPath && UriUtils.equals(sourceUri, targetUri);
    return { range: segment.range, kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read };
  }
}
