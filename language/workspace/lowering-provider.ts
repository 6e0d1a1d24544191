import { type AstNode, DocumentState, type LangiumCoreServices, type LangiumDocument } from 'langium';
import { type LoweredDocument, type LoweredNodes, Lowering } from '../lower/index.js';
import { type Revision, Revisions } from '../references/revisions.js';

/**
 * The lowering of what the documents say now: one for all who ask, replaced whenever documents change or have been
 * linked again. Declarations that say the same as before are not lowered again.
 */
export class LoweringProvider {
  private readonly kept = new WeakMap<AstNode, { readonly revision: Revision; readonly lowered: unknown }>();
  private revisions = new Revisions();
  private current = new Lowering();

  constructor(services: LangiumCoreServices) {
    const { DocumentBuilder } = services.shared.workspace;
    this.renew();
    DocumentBuilder.onUpdate(() => this.renew());
    DocumentBuilder.onDocumentPhase(DocumentState.Linked, () => this.renew());
  }

  get lowering(): Lowering {
    return this.current;
  }

  document(document: LangiumDocument): LoweredDocument {
    return this.current.document(document);
  }

  /** What a declaration says now, itself or through others; see {@link Revisions}. */
  revision(declaration: AstNode): Revision {
    return this.revisions.of(declaration);
  }

  private renew(): void {
    const revisions = this.revisions.next();
    const nodes: LoweredNodes = {
      get: (node) => {
        const kept = this.kept.get(node);
        return kept?.revision === revisions.of(node) ? kept.lowered : undefined;
      },
      set: (node, lowered) => {
        this.kept.set(node, { revision: revisions.of(node), lowered });
      },
    };
    this.revisions = revisions;
    this.current = new Lowering(nodes);
  }
}
