import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { ClientCommands, InitializationOptions, Notifications, Requests } from '../../server/protocol/index.js';
import { Searches } from '../status/searches.js';
import { ClientServer } from './client-server.js';
import { goOn } from './completion.js';
import { serveDocumentation } from './documentation.js';
import { serveFiles } from './files.js';
import { OverfullHints } from './overfull.js';
import { type ServerState, Supervisor } from './supervisor.js';

/** What desktop and web have of their own: `client/main.ts` and `client/main-web.ts`. */
export interface Platform {
  /** The client of a server that is started when the client is. */
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  /** Bytes as messages to the server carry them. */
  encode(bytes: Uint8Array): Uint8Array | string;
  /** What the server needs to know there. */
  readonly initialization?: InitializationOptions;
}

const LINKED: (keyof ClientCommands)[] = [
  'factorflow.mapWorkload',
  'factorflow.mapNetwork',
  'factorflow.evaluateMapping',
  'factorflow.showResult',
  'factorflow.openDocumentation',
];

/** The language server, as the features see it: typed requests, notifications, and its log. */
export class Connection implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  /** What the server gave to be kept, and gets when it starts. */
  results: InitializationOptions['results'];
  /** What it was asked for that takes its time. */
  readonly searches = new Searches();
  private readonly supervisor: Supervisor<ClientServer>;
  /** Of the server that runs, or ran last. */
  private client: BaseLanguageClient | undefined;
  private readonly stateChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.stateChanged.event;
  private readonly emitters = new Map<keyof Notifications, vscode.EventEmitter<unknown>>();
  private readonly overfull = new OverfullHints();
  private documentation: InitializationOptions['documentation'];

  constructor(
    private readonly extension: vscode.ExtensionContext,
    private readonly platform: Platform,
  ) {
    this.output = vscode.window.createOutputChannel('FactorFlow', { log: true });
    this.supervisor = new Supervisor(
      (ended) => new ClientServer(this.createClient(), this.output, ended),
      () => this.stateChanged.fire(),
      (ends) => void this.offerRestart(ends),
    );
  }

  get state(): ServerState {
    return this.supervisor.state;
  }

  async start(): Promise<void> {
    try {
      this.documentation = await serveDocumentation(this.extension);
    } catch (error) {
      this.output.error(`Diagnostics cannot link to their page: ${error}`);
    }
    await this.restart();
  }

  /** Another server in the place of the one there is, also of one that hangs or has ended. */
  restart(): Promise<void> {
    return this.supervisor.restart();
  }

  /** Rejects when the server stops before it answers, and when none runs. */
  async request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    token?: vscode.CancellationToken,
  ): Promise<Requests[M]['result']> {
    const { client, end } = await this.supervisor.running();
    return Promise.race([client.sendRequest<Requests[M]['result']>(method, params, token), end]);
  }

  /** As many listeners as like, whatever server it comes from. */
  on<M extends keyof Notifications>(method: M, handler: (params: Notifications[M]) => void): vscode.Disposable {
    let emitter = this.emitters.get(method);
    if (!emitter) {
      emitter = new vscode.EventEmitter<unknown>();
      this.emitters.set(method, emitter);
      if (this.client) forward(this.client, method, emitter);
    }
    return emitter.event((params) => handler(params as Notifications[M]));
  }

  async dispose(): Promise<void> {
    await this.supervisor.stop();
    for (const emitter of this.emitters.values()) emitter.dispose();
    this.searches.dispose();
    this.overfull.dispose();
    this.stateChanged.dispose();
    this.output.dispose();
  }

  private createClient(): BaseLanguageClient {
    const { createClient, encode, initialization } = this.platform;
    const client = createClient({
      ...ClientServer.OPTIONS,
      documentSelector: [{ language: 'ffarch' }],
      middleware: { ...goOn, provideInlayHints: this.overfull.provideInlayHints },
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
    serveFiles(client, encode);
    for (const [method, emitter] of this.emitters) forward(client, method, emitter);
    this.client = client;
    return client;
  }

  private async offerRestart(ends: number): Promise<void> {
    const message = `The FactorFlow language server ended ${ends} times within three minutes and will not be restarted.`;
    this.output.error(message);
    const chosen = await vscode.window.showErrorMessage(message, 'Restart', 'Show Output');
    if (chosen === 'Restart') await this.restart();
    if (chosen === 'Show Output') this.output.show();
  }
}

function forward(client: BaseLanguageClient, method: string, emitter: vscode.EventEmitter<unknown>): void {
  client.onNotification(method, (params: unknown) => emitter.fire(params));
}
