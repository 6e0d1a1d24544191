import {
  type AstNode,
  type Cancellation,
  DefaultLangiumDocumentFactory,
  DocumentState,
  type LangiumDocument,
  type LangiumSharedCoreServices,
  type ParseResult,
  type TextDocument,
  type URI,
} from 'langium';
import { FfarchParser } from '../parser/parser.js';
import { LIBRARY_TEXTS } from './library.js';

/**
 * Reads library documents from the texts that were embedded at build time, others from the editor that shows them or from
 * where they are. Of a document that is edited it keeps the syntax trees that are as before.
 */
export class FfarchDocumentFactory extends DefaultLangiumDocumentFactory {
  constructor(private readonly services: LangiumSharedCoreServices) {
    super(services);
  }

  protected override async getInitialText(uri: URI, cancelToken: Cancellation.CancellationToken): Promise<string> {
    const shown = this.services.workspace.TextDocuments?.get(uri)?.getText();
    return LIBRARY_TEXTS.get(uri.toString()) ?? shown ?? super.getInitialText(uri, cancelToken);
  }

  protected override async getUpdatedText<T extends AstNode>(
    document: LangiumDocument<T>,
    textDocument: TextDocument | undefined,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<string> {
    return LIBRARY_TEXTS.get(document.uri.toString()) ?? super.getUpdatedText(document, textDocument, cancelToken);
  }

  protected override async parseAsync<T extends AstNode>(
    uri: URI,
    text: string,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<ParseResult<T>> {
    const { LangiumParser: parser } = this.serviceRegistry.getServices(uri).parser;
    const document = this.services.workspace.LangiumDocuments.getDocument(uri);
    return parser instanceof FfarchParser && document?.state === DocumentState.Changed
      ? parser.reparse(text, document.parseResult.value)
      : super.parseAsync(uri, text, cancelToken);
  }
}
