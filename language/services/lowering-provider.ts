import { DocumentState, type LangiumCoreServices, type LangiumDocument, WorkspaceCache } from 'langium';
import { type LoweredDocument, Lowering } from '../lower/index.js';

/** The lowering of what the documents say now: one for all who ask, replaced whenever documents have been linked anew. */
export class LoweringProvider {
  private readonly cache: WorkspaceCache<'lowering', Lowering>;

  constructor(services: LangiumCoreServices) {
    this.cache = new WorkspaceCache(services.shared, DocumentState.Linked);
  }

  get lowering(): Lowering {
    return this.cache.get('lowering', () => new Lowering());
  }

  document(document: LangiumDocument): LoweredDocument {
    return this.lowering.document(document);
  }
}
