import {
  Cancellation,
  DefaultReferenceDescriptionProvider,
  interruptAndCheck,
  type LangiumDocument,
  type ReferenceDescription,
} from 'langium';
import { visitReferences } from '../syntax-tree.js';

/** Describes the references of a document for the index, without pausing at each. */
export class FfarchReferenceDescriptions extends DefaultReferenceDescriptionProvider {
  override async createDescriptions(
    document: LangiumDocument,
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<ReferenceDescription[]> {
    await interruptAndCheck(cancelToken);
    const descriptions: ReferenceDescription[] = [];
    visitReferences(document.parseResult.value, (reference) => {
      descriptions.push(...this.createInfoDescriptions(reference));
    });
    return descriptions;
  }
}
