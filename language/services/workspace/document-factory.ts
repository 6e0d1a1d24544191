import {
  type AstNode,
  type Cancellation,
  DefaultLangiumDocumentFactory,
  type LangiumDocument,
  type TextDocument,
  type URI,
} from 'langium';
import { LIBRARY_TEXTS } from './library.js';

/** Reads library documents from the texts that were embedded at build time, all others from where they are. */
export class FfarchDocumentFactory extends DefaultLangiumDocumentFactory {
  protected override async getInitialText(uri: URI, cancelToken: Cancellation.CancellationToken): Promise<string> {
    return LIBRARY_TEXTS.get(uri.toString()) ?? super.getInitialText(uri, cancelToken);
  }

  protected override async getUpdatedText<T extends AstNode>(
    document: LangiumDocument<T>,
    textDocument: TextDocument | undefined,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<string> {
    return LIBRARY_TEXTS.get(document.uri.toString()) ?? super.getUpdatedText(document, textDocument, cancelToken);
  }
}
