import {
  DefaultWorkspaceManager,
  type LangiumDocument,
  type LangiumSharedCoreServices,
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
}
