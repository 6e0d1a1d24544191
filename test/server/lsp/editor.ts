import { PassThrough } from 'node:stream';
import {
  CancellationToken,
  CodeLensRefreshRequest,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  InlayHintRefreshRequest,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { runAccelergy } from '../../../server/accelergy/run.js';
import { Disk } from '../../../server/disk.js';
import { EditorFiles } from '../../../server/lsp/documents/files.js';
import { type ServerHost, startServer } from '../../../server/lsp/server.js';
import { exploreIn } from '../../../server/mapper/explore/job.js';
import { NodeThreads } from '../../../server/mapper/threads/node.js';
import type {
  ClientRequests,
  FileStat,
  InitializationOptions,
  Notifications,
  Requests,
} from '../../../server/protocol/index.js';
import { changeAtOnce } from './at-once.js';

/** An editor that talks to a language server in the same process, over streams. */
export class Editor {
  readonly log: string[] = [];
  /** Texts by URI, of a file system that only the editor can read. Folders are what paths say. */
  readonly files = new Map<string, string>();
  /** Files there that are not text, by URI. */
  readonly binaries = new Map<string, Uint8Array>();
  /** The versions of opened documents that diagnostics were published for, in their order. */
  readonly answered: (number | undefined)[] = [];
  /** What the server has wanted to be asked for again. */
  readonly refreshed: ('lenses' | 'hints')[] = [];
  private readonly versions = new Map<string, number>();
  private readonly published = new Map<string, Diagnostic[]>();
  private readonly waiting = new Map<string, ((diagnostics: Diagnostic[]) => void)[]>();

  private constructor(
    readonly connection: ProtocolConnection,
    private readonly toServer: PassThrough,
    settings: object,
  ) {
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      if (this.versions.has(uri)) this.answered.push(version);
      this.published.set(uri, diagnostics);
      for (const resolve of this.waiting.get(uri)?.splice(0) ?? []) resolve(diagnostics);
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settings));
    connection.onRequest(RegistrationRequest.type, () => {});
    connection.onRequest(CodeLensRefreshRequest.type, () => void this.refreshed.push('lenses'));
    connection.onRequest(InlayHintRefreshRequest.type, () => void this.refreshed.push('hints'));
    connection.onNotification(LogMessageNotification.type, ({ message }) => void this.log.push(message));
    this.answer('factorflow/readFile', ({ uri }) => this.files.get(uri) ?? null);
    this.answer('factorflow/readBinary', ({ uri }) => {
      const bytes = this.binaries.get(uri);
      return bytes ? Buffer.from(bytes).toString('base64') : null;
    });
    this.answer('factorflow/stat', ({ uri }) => this.kind(uri));
    this.answer('factorflow/readDirectory', ({ uri }) => {
      const inside = [...this.files.keys()].filter((file) => file.startsWith(`${uri}/`));
      const names = new Set(inside.map((file) => file.slice(uri.length + 1).split('/')[0]));
      return names.size === 0 ? null : [...names].map((name) => ({ name, ...this.kind(`${uri}/${name}`)! }));
    });
    connection.listen();
  }

  private answer<M extends keyof ClientRequests>(
    method: M,
    handler: (params: ClientRequests[M]['params']) => ClientRequests[M]['result'],
  ): void {
    this.connection.onRequest<unknown, void>(method, handler);
  }

  private kind(uri: string): FileStat | null {
    const text = this.files.get(uri) ?? this.binaries.get(uri);
    if (text !== undefined) return { isFile: true, isDirectory: false, size: text.length };
    const folder = [...this.files.keys()].some((file) => file.startsWith(`${uri}/`));
    return folder ? { isFile: false, isDirectory: true, size: 0 } : null;
  }

  static async start(
    mapper: ServerHost['mapper'],
    initializationOptions: InitializationOptions = { commands: true },
    settings: object = {},
    workspace: { folder?: string; files?: Record<string, string> } = {},
  ): Promise<Editor> {
    const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
    const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
    startServer(connection, {
      mapper,
      explore: exploreIn(new NodeThreads()),
      files: new EditorFiles(connection, new Disk()),
      accelergy: runAccelergy,
    });
    const editor = new Editor(
      createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer)),
      toServer,
      settings,
    );
    for (const [uri, text] of Object.entries(workspace.files ?? {})) editor.files.set(uri, text);
    const refreshing = { refreshSupport: true };
    const capabilities = { workspace: { configuration: true, codeLens: refreshing, inlayHint: refreshing } };
    const parameters: InitializeParams = {
      processId: null,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders: workspace.folder === undefined ? null : [{ uri: workspace.folder, name: 'workspace' }],
    };
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

  /** Replaces the text several times so fast that the server gets all at once. Resolves with the diagnostics that follow. */
  burst(uri: string, texts: readonly string[]): Promise<Diagnostic[]> {
    const first = this.versions.get(uri)! + 1;
    this.versions.set(uri, first + texts.length - 1);
    const diagnostics = this.next(uri);
    const changes = texts.map((text, i) => {
      return { textDocument: { uri, version: first + i }, contentChanges: [{ text }] };
    });
    changeAtOnce(this.toServer, changes);
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

  /** The diagnostics that are published next. */
  next(uri: string): Promise<Diagnostic[]> {
    return new Promise((resolve) => this.waiting.set(uri, [...(this.waiting.get(uri) ?? []), resolve]));
  }
}
