import { type AstNode, DocumentState, type LangiumCoreServices, type LangiumDocument } from 'langium';
import { type LoweredDocument, type LoweredNodes, Lowering } from '../lower/index.js';
import { type Revision, Revisions } from '../references/revisions.js';
import type { FfarchDocumentBuilder } from './document-builder.js';
import type { EnergyFiles } from './energy-files.js';

/**
 * The lowering of what the documents say now: one for all who ask, replaced whenever documents change or have been
 * linked again. Declarations that say the same as before are not lowered again.
 */
export class LoweringProvider {
  private readonly kept = new WeakMap<AstNode, { readonly revision: Revision; readonly lowered: unknown }>();
  private readonly energyFiles: EnergyFiles;
  private revisions: Revisions;
  private current = new Lowering();

  constructor(services: LangiumCoreServices) {
    const { DocumentBuilder } = services.shared.workspace;
    this.energyFiles = (DocumentBuilder as FfarchDocumentBuilder).energyFiles;
    this.revisions = new Revisions((declaration) => this.energyFiles.namedBy(declaration));
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
    const { energyFiles } = this;
    this.current = new Lowering(nodes, (property) => energyFiles.of(property));
  }
}
