import { DocumentState } from 'langium';
import { createRequestHandler, DefaultLanguageServer, type LangiumSharedServices } from 'langium/lsp';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver';
import type { FfarchServices } from '../module.js';
import { SelectionRangeProvider } from './outline/selection-range-provider.js';

/** Langium's server, and what it knows nothing of: growing selections. */
export class FfarchLanguageServer extends DefaultLanguageServer {
  constructor(services: LangiumSharedServices) {
    super(services);
    const ranges = new SelectionRangeProvider();
    services.lsp.Connection?.onSelectionRanges(
      createRequestHandler(
        (_, document, params) => ranges.getSelectionRanges(document, params),
        services,
        DocumentState.Parsed,
      ),
    );
  }

  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const result = super.buildInitializeResult(params);
    const codeActionKinds = (this.services.ServiceRegistry.all as FfarchServices[]).flatMap(
      ({ lsp }) => lsp.CodeActionProvider.kinds,
    );
    return {
      ...result,
      capabilities: { ...result.capabilities, selectionRangeProvider: true, codeActionProvider: { codeActionKinds } },
    };
  }
}
