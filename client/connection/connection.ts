import * as vscode from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient';
import type { ClientCommands, InitializationOptions, Notifications, Requests } from '../../server/protocol.js';
import type { ServerState } from '../status/items.js';
import { Searches } from '../status/searches.js';
import { goOn } from './completion.js';
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

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'failed',
};

/** The language server, as the features see it: typed requests, notifications, and its log. */
export class Connection implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  /** What the server gave to be kept, and gets when it starts. */
  results: InitializationOptions['results'];
  /** What it was asked for that takes its time. */
  readonly searches = new Searches();
  private readonly client: BaseLanguageClient;
  private readonly files: vscode.Disposable;
  private readonly stateChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.stateChanged.event;
  private readonly emitters = new Map<keyof Notifications, vscode.EventEmitter<unknown>>();
  private documentation: InitializationOptions['documentation'];

  constructor(
    private readonly extension: vscode.ExtensionContext,
    { createClient, initialization }: Platform,
  ) {
    this.output = vscode.window.createOutputChannel('FactorFlow', { log: true });
    this.client = createClient({
      documentSelector: [{ language: 'ffarch' }],
      middleware: goOn,
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
    this.client.onDidChangeState(() => this.stateChanged.fire());
  }

  get state(): ServerState {
    return STATES[this.client.state];
  }

  async start(): Promise<void> {
    try {
      this.documentation = await openDocumentation(this.extension);
    } catch (error) {
      this.output.error(`Diagnostics cannot link to their page: ${error}`);
    }
    await this.client.start();
  }

  /** Also a server that hangs, that has ended, or that is only just starting. */
  async restart(): Promise<void> {
    if (this.state === 'starting') await this.client.start();
    await this.client.stop().catch((error) => this.output.warn(`The language server did not end as asked: ${error}`));
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
    this.searches.dispose();
    this.stateChanged.dispose();
    this.output.dispose();
  }
}
