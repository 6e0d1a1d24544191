import { type AstNode, DefaultIndexManager, type ReferenceDescription, type Stream } from 'langium';
import type { FfarchReferenceDescriptions } from '../references/reference-descriptions.js';

/**
 * Looks for references when somebody asks for them. An index of all references would have to be made again at each
 * keystroke, and which documents an edit concerns, their imports tell. What a document declares is in its tree.
 */
export class FfarchIndexManager extends DefaultIndexManager {
  override async updateContent(): Promise<void> {}

  override async updateReferences(): Promise<void> {}

  override findAllReferences(target: AstNode): Stream<ReferenceDescription> {
    return this.documents.all.flatMap((document) => {
      const { ReferenceDescriptionProvider } = this.serviceRegistry.getServices(document.uri).workspace;
      return (ReferenceDescriptionProvider as FfarchReferenceDescriptions).to(target, document);
    });
  }
}
