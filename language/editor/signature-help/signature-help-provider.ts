import type { LangiumDocument } from 'langium';
import type { SignatureHelpProvider } from 'langium/lsp';
import {
  type SignatureHelp,
  type SignatureHelpOptions,
  type SignatureHelpParams,
  SignatureHelpTriggerKind,
} from 'vscode-languageserver';
import type { FfarchServices } from '../../module.js';
import type { CompletionContext } from '../cursor/context.js';
import { placeAt } from '../cursor/place.js';
import { levelSignature } from './level.js';
import { loopSignature } from './loops.js';
import { propertySignature } from './property.js';

/**
 * What belongs where in a level's head, in the value of its properties, and in the loops of a mapping. Only loops show it
 * without being asked, for what is left of their dimensions: elsewhere it would cover the lines above with what completion
 * offers and hovers explain.
 */
export class FfarchSignatureHelpProvider implements SignatureHelpProvider {
  readonly signatureHelpOptions: SignatureHelpOptions = {
    triggerCharacters: [' '],
    retriggerCharacters: [',', ']', '='],
  };

  constructor(private readonly services: FfarchServices) {}

  provideSignatureHelp(document: LangiumDocument, params: SignatureHelpParams): SignatureHelp | undefined {
    const { position, context: request } = params;
    const place = placeAt(document.textDocument.getText(), document.textDocument.offsetAt(position));
    if (!place || (isUnasked(request) && place.blocks.at(-1)!.kind !== 'mapping')) return undefined;
    const { lowering } = this.services.lowering.LoweringProvider;
    const context: CompletionContext = { document, services: this.services, lowering, place };
    switch (place.blocks.at(-1)?.kind) {
      case 'architecture':
        return levelSignature(context);
      case 'level':
        return propertySignature(context);
      case 'mapping':
        return loopSignature(context);
      default:
        return undefined;
    }
  }
}

function isUnasked(request: SignatureHelpParams['context']): boolean {
  return request?.triggerKind === SignatureHelpTriggerKind.TriggerCharacter && !request.isRetrigger;
}
