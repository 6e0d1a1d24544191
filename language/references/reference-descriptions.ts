import {
  type AstNode,
  DefaultReferenceDescriptionProvider,
  isReference,
  type LangiumDocument,
  type ReferenceDescription,
} from 'langium';
import { referencesIn } from '../parser/syntax-tree.js';

/** Describes the references of a document to a node. */
export class FfarchReferenceDescriptions extends DefaultReferenceDescriptionProvider {
  to(target: AstNode, document: LangiumDocument): ReferenceDescription[] {
    return referencesIn(document.parseResult.value)
      .filter(({ reference }) => isReference(reference) && reference.ref === target)
      .flatMap((info) => this.createInfoDescriptions(info));
  }
}
