import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { ClientCommands, InitializationOptions, Notifications, Requests } from '../server/protocol.js';
import { openDocumentation } from './documentation.js';
import { serveFiles } from './files.js';

/** What desktop and web have of their own: `client/main.ts` and `client/main-web.ts`. */
export interface Platform {
  /** The client of a server that is started when the client is. */
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  /** What the server needs to know there. */
  readonly initialization?: InitializationOptions;
}

const LINKED: (keyof ClientCommands)[] = [
  'factorflow.mapWorkload',
  'factorflow.mapNetwork',
  'factorflow.evaluateMapping',
  'factorflow.showResult',
];

/** The language server, as the features see it: typed requests, notifications, and its log. */
export class Connection implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  /** What the server gave to be kept, and gets when it starts. */
  results: InitializationOptions['results'];
  private readonly client: BaseLanguageClient;
  private readonly files: vscode.Disposable;
  private readonly emitters = new Map<keyof Notifications, vscode.EventEmitter<unknown>>();
  private documentation: InitializationOptions['documentation'];

  constructor(
    private readonly extension: vscode.ExtensionContext,
    { createClient, initialization }: Platform,
  ) {
    this.output = vscode.window.createOutputChannel('FactorFlow', { log: true });
    this.client = createClient({
      documentSelector: [{ language: 'ffarch' }],
      outputChannel: this.output,
      // Comments of a document stand in hovers, too: only commands that do no harm may be linked there.
      markdown: { isTrusted: { enabledCommands: LINKED } },
      initializationOptions: (): InitializationOptions => ({
        commands: true,
        commandLinks: true,
        results: this.results,
        documentation: this.documentation,
        ...initialization,
      }),
    });
    this.files = serveFiles(this.client);
  }

  async start(): Promise<void> {
    try {
      this.documentation = await openDocumentation(this.extension);
    } catch (error) {
      this.output.error(`Diagnostics cannot link to their page: ${error}`);
    }
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

  /** As many listeners as like; the client itself has one for each notification. */
  on<M extends keyof Notifications>(method: M, handler: (params: Notifications[M]) => void): vscode.Disposable {
    let emitter = this.emitters.get(method);
    if (!emitter) {
      const made = new vscode.EventEmitter<unknown>();
      this.emitters.set(method, made);
      this.client.onNotification(method, (params: unknown) => made.fire(params));
      emitter = made;
    }
    return emitter.event((params) => handler(params as Notifications[M]));
  }

  async dispose(): Promise<void> {
    await this.client.dispose();
    this.files.dispose();
    for (const emitter of this.emitters.values()) emitter.dispose();
    this.output.dispose();
  }
}
