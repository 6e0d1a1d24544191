import {
  type BuildOptions,
  Cancellation,
  DefaultDocumentBuilder,
  DocumentState,
  delayNextTick,
  interruptAndCheck,
  isOperationCancelled,
  type LangiumDocument,
  type LangiumSharedCoreServices,
  OperationCancelled,
  type URI,
  UriUtils,
} from 'langium';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { reasonUnread } from '../readable.js';
import type { ImportResolver } from '../references/import-resolver.js';
import { EnergyFiles } from './energy-files.js';

const STATES = Object.values(DocumentState).filter((state) => typeof state === 'number');

/** Builds documents together with the files that they import, and again when one of those changes. */
export class FfarchDocumentBuilder extends DefaultDocumentBuilder {
  /** The energy tables that documents name. */
  readonly energyFiles: EnergyFiles;
  /** Called at the end of the next build. */
  private readonly built: (() => void)[] = [];
  /** What is wrong with files that are there and were not read, by URI. */
  private readonly unfit = new Map<string, string>();
  /** Whether somebody has waited for the state that a document has just reached. */
  private awaited = false;

  constructor(
    private readonly services: LangiumSharedCoreServices,
    private readonly imports: ImportResolver,
  ) {
    super(services);
    this.energyFiles = new EnergyFiles(services);
  }

  /** What is taken from a file that has changed is read again, and the documents that do so are built again. */
  override async update(...[changed, deleted, token]: Parameters<DefaultDocumentBuilder['update']>): Promise<void> {
    const forgotten = [...changed, ...deleted].filter((uri) => this.energyFiles.forget(uri));
    if (forgotten.length > 0) {
      for (const document of this.langiumDocuments.all) {
        if (this.energyFiles.isStale(document)) this.resetToState(document, DocumentState.ComputedScopes);
      }
    }
    await super.update(changed, deleted, token);
  }

  /** Why an imported file was not read although it is there, as {@link reasonUnread} says it. */
  reasonUnread(uri: URI): string | undefined {
    return this.unfit.get(uri.toString());
  }

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    await arrivals(cancelToken);
    const readable = await this.parse(documents, cancelToken);
    await this.loadImports(readable, cancelToken);
    for (const document of readable) await this.energyFiles.load(document);
    await super.buildDocuments(readable, options, cancelToken);
    for (const resolve of this.built.splice(0)) resolve();
  }

  /** Brings documents up to their text. One whose file has vanished is forgotten, so the others are still built. */
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
        await this.emitUpdate([], [document.uri]);
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
          this.unfit.delete(uri.toString());
        } catch (error) {
          // A file that cannot be read is reported where it is imported.
          if (isOperationCancelled(error)) {
            throw error;
          }
          const reason = await reasonUnread(error, uri, this.services.workspace.FileSystemProvider);
          if (reason === undefined) this.unfit.delete(uri.toString());
          else this.unfit.set(uri.toString(), reason);
        }
      }
    }
  }

  /**
   * Tells who listens, also when the build has been cancelled meanwhile, which Langium does not: what is done by then is
   * not done again, so nobody would ever hear of it. Who has waited for a document to get here is answered before the
   * build goes on: what needs names or a tree does not wait for the checks.
   */
  protected override async notifyDocumentPhase(
    document: LangiumDocument,
    state: DocumentState,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    if (cancelToken.isCancellationRequested && !this.isOfShownText(document)) return;
    await super.notifyDocumentPhase(document, state, Cancellation.CancellationToken.None);
    if (!this.awaited) return;
    this.awaited = false;
    await twoTurns();
  }

  /** Ends also with a build of nothing, as after a file was deleted that no other needs, of which Langium tells nobody. */
  protected override awaitBuilderState(
    state: DocumentState,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    if (this.currentState >= state) return Promise.resolve();
    const built = new Promise<void>((resolve) => this.built.push(resolve));
    return Promise.race([built, super.awaitBuilderState(state, cancelToken)]);
  }

  /**
   * Waits for a document that is open in an editor also where it is only on its way, and until it is built of the text
   * that the editor shows: what is asked right after an edit is asked of the text as edited. A document that goes
   * away meanwhile is waited for no longer.
   */
  protected override awaitDocumentState(
    state: DocumentState,
    uri: URI,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<URI> {
    const opened = () => this.textDocuments?.get(uri);
    const document = () => this.langiumDocuments.getDocument(uri);
    const reached = () => {
      const built = document();
      return built !== undefined && built.state >= state && this.isOfShownText(built);
    };
    if (reached()) return Promise.resolve(uri);
    if (!opened() && (!document() || this.currentState >= state)) {
      return super.awaitDocumentState(state, uri, cancelToken);
    }
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        for (const listener of listeners) listener.dispose();
        settle();
      };
      const check = ({ uri: built }: LangiumDocument) => {
        if (!UriUtils.equals(built, uri) || !reached()) return;
        this.awaited = true;
        end(() => resolve(uri));
      };
      const listeners = [
        // A document that is read to be imported is parsed before anybody is told of it, so later states count, too.
        ...STATES.filter((later) => later >= state).map((later) => this.onDocumentPhase(later, check)),
        this.onUpdate(() => {
          const gone = new ResponseError(LSPErrorCodes.ServerCancelled, `${uri} is gone.`);
          if (!opened() && !document()) end(() => reject(gone));
        }),
        cancelToken.onCancellationRequested(() => end(() => reject(OperationCancelled))),
      ];
    });
  }

  private isOfShownText({ uri, parseResult }: LangiumDocument): boolean {
    const shown = this.textDocuments?.get(uri)?.getText();
    return shown === undefined || parseResult.value.$cstNode?.root.fullText === shown;
  }

  /** Tells each listener, also the one after another that leaves when it is told, which Langium passes over. */
  protected override async emitUpdate(changed: URI[], deleted: URI[]): Promise<void> {
    await Promise.all([...this.updateListeners].map((listener) => listener(changed, deleted)));
  }

  /** What a document means by a name is in itself, in the library, or in what it imports. */
  protected override shouldRelink(document: LangiumDocument, changedUris: Set<string>): boolean {
    return this.imports.reaches(document, changedUris);
  }
}

/**
 * Lets keystrokes that have arrived be taken in before anything is built: each cancels what the one before it asked for,
 * so that a burst of them is built once.
 */
async function arrivals(cancelToken: Cancellation.CancellationToken): Promise<void> {
  if (cancelToken === Cancellation.CancellationToken.None) return;
  await twoTurns();
  await interruptAndCheck(cancelToken);
}

/** Two turns of the event loop: messages take one to be read or made ready, and one to be handled or written. */
async function twoTurns(): Promise<void> {
  await delayNextTick();
  await delayNextTick();
}
