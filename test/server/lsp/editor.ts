import { PassThrough } from 'node:stream';
import { NodeFileSystemProvider } from 'langium/node';
import {
  CancellationToken,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { EditorFiles } from '../../../server/lsp/files.js';
import { type ServerHost, startServer } from '../../../server/lsp/server.js';
import { exploreIn } from '../../../server/mapper/explore/job.js';
import { NodeThreads } from '../../../server/mapper/threads/node.js';
import type { InitializationOptions, Notifications, Requests } from '../../../server/protocol.js';

/** An editor that talks to a language server in the same process, over streams. */
export class Editor {
  readonly log: string[] = [];
  private readonly versions = new Map<string, number>();
  private readonly published = new Map<string, Diagnostic[]>();
  private readonly waiting = new Map<string, ((diagnostics: Diagnostic[]) => void)[]>();

  private constructor(
    readonly connection: ProtocolConnection,
    settings: object,
  ) {
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.published.set(uri, diagnostics);
      for (const resolve of this.waiting.get(uri)?.splice(0) ?? []) resolve(diagnostics);
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settings));
    connection.onRequest(RegistrationRequest.type, () => {});
    connection.onNotification(LogMessageNotification.type, ({ message }) => void this.log.push(message));
    connection.listen();
  }

  static async start(
    mapper: ServerHost['mapper'],
    initializationOptions: InitializationOptions = { commands: true },
    settings: object = {},
  ): Promise<Editor> {
    const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
    const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
    startServer(connection, {
      mapper,
      explore: exploreIn(new NodeThreads()),
      files: new EditorFiles(connection, new NodeFileSystemProvider()),
    });
    const editor = new Editor(
      createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer)),
      settings,
    );
    const capabilities = { workspace: { configuration: true } };
    const parameters = { processId: null, rootUri: null, capabilities, initializationOptions };
    await editor.connection.sendRequest(InitializeRequest.type, parameters);
    await editor.connection.sendNotification(InitializedNotification.type, {});
    return editor;
  }

  /** Resolves with the diagnostics that follow. */
  async open(uri: string, text: string): Promise<Diagnostic[]> {
    this.versions.set(uri, 1);
    const diagnostics = this.next(uri);
    const textDocument = { uri, languageId: 'ffarch', version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return diagnostics;
  }

  /** Resolves with the diagnostics that follow. */
  async change(uri: string, text: string): Promise<Diagnostic[]> {
    const version = this.versions.get(uri)! + 1;
    this.versions.set(uri, version);
    const diagnostics = this.next(uri);
    const change = { textDocument: { uri, version }, contentChanges: [{ text }] };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, change);
    return diagnostics;
  }

  /** As after an edit of the settings. */
  configure(settings: object): Promise<void> {
    return this.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { factorflow: settings },
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    token: CancellationToken = CancellationToken.None,
  ): Promise<Requests[M]['result']> {
    return this.connection.sendRequest(method, params, token);
  }

  on<M extends keyof Notifications>(method: M, handler: (params: Notifications[M]) => void): void {
    this.connection.onNotification(method, handler);
  }

  /** The server's `exit` would end this process, so it is only shut down. */
  async stop(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    this.connection.dispose();
  }

  private next(uri: string): Promise<Diagnostic[]> {
    return new Promise((resolve) => this.waiting.set(uri, [...(this.waiting.get(uri) ?? []), resolve]));
  }
}
