import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions, Notifications, Requests } from '../server/protocol.js';
import { openDocumentation } from './documentation.js';
import { serveFiles } from './files.js';

/** What desktop and web have of their own: `client/main.ts` and `client/main-web.ts`. */
export interface Platform {
  /** The client of a server that is started when the client is. */
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  /** What the server needs to know there. */
  readonly initialization?: InitializationOptions;
}

/** The language server, as the features see it: typed requests, notifications, and its log. */
export class Connection implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  private readonly client: BaseLanguageClient;
  private readonly files: vscode.Disposable;
  private documentation: InitializationOptions['documentation'];

  constructor(
    private readonly extension: vscode.ExtensionContext,
    { createClient, initialization }: Platform,
  ) {
    this.output = vscode.window.createOutputChannel('FactorFlow', { log: true });
    this.client = createClient({
      documentSelector: [{ language: 'ffarch' }],
      outputChannel: this.output,
      initializationOptions: (): InitializationOptions => ({
        commands: true,
        documentation: this.documentation,
        ...initialization,
      }),
    });
    this.files = serveFiles(this.client);
  }

  async start(): Promise<void> {
    this.documentation = await openDocumentation(this.extension);
    await this.client.start();
  }

  async restart(): Promise<void> {
    await this.client.stop();
    await this.client.start();
  }

  /** Rejects when the server stops before it answers. */
  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    token?: vscode.CancellationToken,
  ): Promise<Requests[M]['result']> {
    return this.client.sendRequest(method, params, token);
  }

  on<M extends keyof Notifications>(method: M, handler: (params: Notifications[M]) => void): vscode.Disposable {
    return this.client.onNotification(method, handler);
  }

  async dispose(): Promise<void> {
    await this.client.dispose();
    this.files.dispose();
    this.output.dispose();
  }
}
