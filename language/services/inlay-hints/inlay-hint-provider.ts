import type { AstNode } from 'langium';
import { AbstractInlayHintProvider, type InlayHintAcceptor } from 'langium/lsp';
import * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../module.js';
import { impliedHints } from './architecture.js';
import { expressionHints } from './expressions.js';
import type { Hint } from './hint.js';
import { mappingHints } from './mapping.js';
import { quantityHints } from './quantities.js';

/**
 * Numbers at the ends of what they follow from: how full the levels of a mapping are, what constraints imply for an
 * architecture, what expressions and energies come to, and units that are left out.
 */
export class FfarchInlayHintProvider extends AbstractInlayHintProvider {
  constructor(private readonly services: FfarchServices) {
    super();
  }

  override computeInlayHint(node: AstNode, accept: InlayHintAcceptor): void {
    try {
      for (const { kind, ...hint } of this.hints(node)) {
        if (this.services.session.HintSettings.shows(kind)) accept({ ...hint, paddingLeft: true });
      }
    } catch (error) {
      // A bug in a hint is for the log, not for the reader.
      console.error('An inlay hint failed:', error);
    }
  }

  private hints(node: AstNode): readonly Hint[] {
    const { lowering } = this.services.lowering.LoweringProvider;
    const { options } = this.services.session.ModelSettings;
    if (ast.isMapping(node)) return mappingHints(node, lowering, options);
    if (ast.isArchitecture(node)) return impliedHints(node, lowering, options);
    if (ast.isQuantity(node)) return quantityHints(node, lowering);
    return ast.isExpression(node) ? expressionHints(node, lowering) : [];
  }
}
