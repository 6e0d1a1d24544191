import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions, Notifications, Requests } from '../server/protocol.js';

/** The language server, as the features see it: typed requests, notifications, and its log. */
export class Connection implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  private readonly client: LanguageClient;

  constructor(extension: vscode.ExtensionContext) {
    this.output = vscode.window.createOutputChannel('FactorFlow', { log: true });
    const module = extension.asAbsolutePath('dist/server.cjs');
    const run = { module, transport: TransportKind.ipc };
    const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
    const initializationOptions: InitializationOptions = {
      commands: true,
      documentation: vscode.Uri.file(extension.asAbsolutePath('docs/diagnostics.md')).toString(),
    };
    this.client = new LanguageClient(
      'factorflow',
      'FactorFlow',
      { run, debug },
      {
        documentSelector: [{ language: 'ffarch' }],
        outputChannel: this.output,
        initializationOptions,
      },
    );
  }

  start(): Promise<void> {
    return this.client.start();
  }

  restart(): Promise<void> {
    return this.client.restart();
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
    this.output.dispose();
  }
}
