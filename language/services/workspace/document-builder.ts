import {
  type BuildOptions,
  type Cancellation,
  DefaultDocumentBuilder,
  DocumentState,
  interruptAndCheck,
  isOperationCancelled,
  type LangiumDocument,
  type LangiumSharedCoreServices,
} from 'langium';
import type { ImportResolver } from '../references/import-resolver.js';

/** Builds documents together with the files that they import, and again when one of those changes. */
export class FfarchDocumentBuilder extends DefaultDocumentBuilder {
  constructor(
    services: LangiumSharedCoreServices,
    private readonly imports: ImportResolver,
  ) {
    super(services);
  }

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    const readable = await this.parse(documents, cancelToken);
    await this.loadImports(readable, cancelToken);
    await super.buildDocuments(readable, options, cancelToken);
  }

  /** Brings documents up to their text. One whose file has vanished is forgotten, so that the others are still built. */
  private async parse(
    documents: readonly LangiumDocument[],
    cancelToken: Cancellation.CancellationToken,
  ): Promise<LangiumDocument[]> {
    const readable: LangiumDocument[] = [];
    for (const document of documents) {
      try {
        if (document.state < DocumentState.Parsed) {
          await interruptAndCheck(cancelToken);
          await this.langiumDocumentFactory.update(document, cancelToken);
          await this.notifyDocumentPhase(document, DocumentState.Parsed, cancelToken);
        }
        readable.push(document);
      } catch (error) {
        if (isOperationCancelled(error)) {
          throw error;
        }
        this.langiumDocuments.deleteDocument(document.uri);
        this.cleanUpDeleted(document);
      }
    }
    return readable;
  }

  /** Appends the documents that the given ones import, directly or not, and that nobody has loaded yet. */
  private async loadImports(documents: LangiumDocument[], cancelToken: Cancellation.CancellationToken): Promise<void> {
    for (const document of documents) {
      for (const uri of this.imports.uris(document)) {
        if (this.langiumDocuments.hasDocument(uri)) {
          continue;
        }
        try {
          documents.push(await this.langiumDocuments.getOrCreateDocument(uri, cancelToken));
        } catch (error) {
          // A file that cannot be read is reported where it is imported.
          if (isOperationCancelled(error)) {
            throw error;
          }
        }
      }
    }
  }

  protected override shouldRelink(document: LangiumDocument, changedUris: Set<string>): boolean {
    return super.shouldRelink(document, changedUris) || this.imports.reaches(document, changedUris);
  }
}
