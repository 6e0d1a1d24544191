import {
  type AstNode,
  DefaultReferenceDescriptionProvider,
  isReference,
  type LangiumDocument,
  type ReferenceDescription,
  type ReferenceInfo,
} from 'langium';
import * as ast from '../generated/ast.js';
import { referencesIn } from '../parser/syntax-tree.js';
import { dimensionsMeant, isNamingDimension } from './dimensions.js';

/** Describes the references of a document to a node. */
export class FfarchReferenceDescriptions extends DefaultReferenceDescriptionProvider {
  to(target: AstNode, document: LangiumDocument): ReferenceDescription[] {
    return referencesIn(document.parseResult.value)
      .filter((info) => isReference(info.reference) && (info.reference.ref === target || isMeant(info, target)))
      .flatMap((info) => this.createInfoDescriptions(info));
  }
}

/** Whether the name of a dimension in an architecture stands for that of another coupling, too. */
function isMeant({ container, property }: ReferenceInfo, target: AstNode): boolean {
  return (
    ast.isDimension(target) &&
    property === ast.UnrolledDimension.dimension &&
    isNamingDimension(container) &&
    dimensionsMeant(container).includes(target)
  );
}
