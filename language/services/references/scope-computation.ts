import {
  type AstNodeDescription,
  DefaultScopeComputation,
  type LangiumDocument,
  type LocalSymbols,
  MultiMap,
} from 'langium';
import type { SourceFile } from '../../generated/ast.js';

/** A document exports its declarations. What is inside them is reached through them, so there are no local symbols. */
export class FfarchScopeComputation extends DefaultScopeComputation {
  override async collectExportedSymbols(document: LangiumDocument): Promise<AstNodeDescription[]> {
    const exports: AstNodeDescription[] = [];
    for (const declaration of (document.parseResult.value as SourceFile).declarations ?? []) {
      this.addExportedSymbol(declaration, exports, document);
    }
    return exports;
  }

  override async collectLocalSymbols(): Promise<LocalSymbols> {
    return new MultiMap();
  }
}
