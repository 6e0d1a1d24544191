import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  InlayHintRefreshRequest,
} from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol/index.js';

/** What the editor can do, as it says when it initialises the server; nothing until then. */
export class EditorClient {
  /** Whether it has the commands of `ClientCommands`. */
  commands = false;
  /** Whether links to these commands may stand in hovers. */
  commandLinks = false;
  /** Resolves when the editor has initialised the server. */
  readonly initialized: Promise<InitializationOptions>;
  private resolveInitialized!: (options: InitializationOptions) => void;
  private workspace: ClientCapabilities['workspace'];

  constructor(private readonly connection: Connection) {
    this.initialized = new Promise((resolve) => {
      this.resolveInitialized = resolve;
    });
  }

  initialize(options: InitializationOptions, { workspace }: ClientCapabilities): void {
    this.workspace = workspace;
    this.commands = options.commands === true;
    this.commandLinks = options.commandLinks === true;
    this.resolveInitialized(options);
  }

  /** Has the editor ask again for the lenses of all documents, if it can. */
  refreshLenses(): void {
    if (this.workspace?.codeLens?.refreshSupport) void this.connection.sendRequest(CodeLensRefreshRequest.type);
  }

  /** Has the editor ask again for the inlay hints of all documents, if it can. */
  refreshHints(): void {
    if (this.workspace?.inlayHint?.refreshSupport) void this.connection.sendRequest(InlayHintRefreshRequest.type);
  }
}
