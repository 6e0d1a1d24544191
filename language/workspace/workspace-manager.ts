import {
  DefaultWorkspaceManager,
  type FileSystemNode,
  type LangiumDocument,
  type LangiumSharedCoreServices,
  type Stream,
  URI,
  type WorkspaceFolder,
} from 'langium';
import { LIBRARY_TEXTS } from './library.js';

/** Loads the standard library before everything else. */
export class FfarchWorkspaceManager extends DefaultWorkspaceManager {
  private readonly services: LangiumSharedCoreServices;

  constructor(services: LangiumSharedCoreServices) {
    super(services);
    this.services = services;
  }

  protected override async loadAdditionalDocuments(
    _folders: WorkspaceFolder[],
    collector: (document: LangiumDocument) => void,
  ): Promise<void> {
    for (const [uri, text] of LIBRARY_TEXTS) {
      collector(this.services.workspace.LangiumDocumentFactory.fromString(text, URI.parse(uri)));
    }
  }

  /** A folder that is gone by the time it is read, or cannot be read, is like an empty one. */
  protected override async traverseFolder(folder: URI, uris: URI[]): Promise<void> {
    const entries = await this.fileSystemProvider.readDirectory(folder).catch(() => []);
    const visit = async (entry: FileSystemNode) => {
      if (entry.isDirectory) await this.traverseFolder(entry.uri, uris);
      else if (entry.isFile) uris.push(entry.uri);
    };
    await Promise.all(entries.filter((entry) => this.shouldIncludeEntry(entry)).map(visit));
  }

  /** A file that is gone by the time it is read, or cannot be read, keeps no others from being loaded. */
  protected override async loadWorkspaceDocuments(
    uris: Stream<URI>,
    collector: (document: LangiumDocument) => void,
  ): Promise<void> {
    const load = async (uri: URI) => collector(await this.services.workspace.LangiumDocuments.getOrCreateDocument(uri));
    await Promise.allSettled(uris.map(load));
  }
}
