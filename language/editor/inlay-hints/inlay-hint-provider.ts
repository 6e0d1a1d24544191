import type { AstNode, LangiumDocument } from 'langium';
import { AbstractInlayHintProvider, type InlayHintAcceptor } from 'langium/lsp';
import type { CancellationToken, InlayHint, InlayHintParams } from 'vscode-languageserver';
import * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../../module.js';
import { impliedHints } from './architecture.js';
import { componentHints } from './component.js';
import { expressionHints } from './expressions.js';
import type { Hint } from './hint.js';
import { mappingHints } from './mapping.js';
import { isList, nameHints } from './names.js';
import { quantityHints } from './quantities.js';

/**
 * Numbers at the ends of what they follow from: how full the levels of a mapping are, what constraints imply for an
 * architecture, what names of dimensions mean for the workload at hand, what expressions and energies come to, what components
 * take, and units that are left out.
 */
export class FfarchInlayHintProvider extends AbstractInlayHintProvider {
  constructor(private readonly services: FfarchServices) {
    super();
  }

  override async getInlayHints(
    document: LangiumDocument,
    params: InlayHintParams,
    token?: CancellationToken,
  ): Promise<InlayHint[] | undefined> {
    const hints = await super.getInlayHints(document, params, token);
    // Editors show hints of one place in this order: a number's unit comes before what a level implies, which is met first.
    return hints?.reverse().sort(byPosition);
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
    if (ast.isArchitecture(node)) return impliedHints(node, this.services, options);
    if (isList(node)) return nameHints(node, this.services);
    if (ast.isComponentProperty(node)) return componentHints(node, lowering);
    if (ast.isQuantity(node)) return quantityHints(node, lowering);
    return ast.isExpression(node) ? expressionHints(node, lowering) : [];
  }
}

function byPosition({ position: a }: InlayHint, { position: b }: InlayHint): number {
  return a.line - b.line || a.character - b.character;
}
