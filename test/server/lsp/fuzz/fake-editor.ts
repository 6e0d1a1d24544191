import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'langium';
import {
  CancellationTokenSource,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  MessageType,
  type Position,
  type ProtocolConnection,
  type ProtocolNotificationType,
  PublishDiagnosticsNotification,
  type Range,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../../../server/protocol/index.js';
import type { RequestName } from './requests.js';
import { REQUESTS } from './requests.js';

/** What a running server says, and what it hears. */
export interface Wires {
  readonly said: Readable;
  readonly heard: Writable;
}

/** What is published for a file, in an order of its own. */
export type Findings = readonly string[];

/** An editor with a folder open, which sends what a person does to its files and keeps what the server says. */
export class Desk {
  /** What the server complained of, and the errors that it answered with. */
  readonly complaints: string[] = [];
  private readonly connection: ProtocolConnection;
  private readonly open = new Map<string, TextDocument>();
  private readonly published = new Map<string, Diagnostic[]>();
  private readonly unanswered = new Set<string>();
  private asked = 0;

  private readonly heard: Writable;

  private constructor(
    { said, heard }: Wires,
    private readonly folder: string,
  ) {
    this.heard = heard;
    this.connection = createProtocolConnection(new StreamMessageReader(said), new StreamMessageWriter(heard));
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.published.set(uri, diagnostics);
      this.read('diagnostics', diagnostics);
    });
    this.connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
      if (type <= MessageType.Warning) this.complaints.push(message);
    });
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({})));
    this.connection.onRequest(RegistrationRequest.type, () => {});
    this.connection.listen();
  }

  static async at(wires: Wires, folder: string, results?: unknown): Promise<Desk> {
    const desk = new Desk(wires, folder);
    const uri = pathToFileURL(folder).toString();
    await desk.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'work' }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      initializationOptions: { commands: true, commandLinks: true, results } satisfies InitializationOptions,
    });
    await desk.connection.sendNotification(InitializedNotification.type, {});
    return desk;
  }

  /** The files that are open, and their text as it is in the editor. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.open].map(([name, document]) => [name, document.getText()]));
  }

  /** Opens a file if it is not open yet, as it is on the disk or with a text; one that is nowhere begins empty. */
  openFile(name: string, text = this.onDisk(name) ?? ''): TextDocument {
    const opened = this.open.get(name);
    if (opened) return opened;
    const document = TextDocument.create(this.uri(name), 'ffarch', 1, text);
    this.open.set(name, document);
    this.notify(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: document.uri, languageId: 'ffarch', version: 1, text },
    });
    return document;
  }

  closeFile(name: string): void {
    if (!this.open.delete(name)) return;
    this.notify(DidCloseTextDocumentNotification.type, { textDocument: { uri: this.uri(name) } });
  }

  /** Puts a text in the place of what stands between two offsets. */
  replace(name: string, start: number, end: number, text: string): void {
    const document = this.openFile(name);
    const range: Range = { start: document.positionAt(start), end: document.positionAt(end) };
    const version = document.version + 1;
    TextDocument.update(document, [{ range, text }], version);
    this.notify(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: document.uri, version },
      contentChanges: [{ range, text }],
    });
  }

  /** Writes a file, by default what is in its editor, and tells the server as the watcher of the editor does. */
  write(name: string, text = this.open.get(name)?.getText() ?? ''): void {
    if (isUntitled(name)) return;
    const type = this.onDisk(name) === undefined ? FileChangeType.Created : FileChangeType.Changed;
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    this.watched(this.uri(name), type);
  }

  delete(name: string): void {
    if (this.onDisk(name) === undefined) return;
    rmSync(path.join(this.folder, name));
    this.watched(this.uri(name), FileChangeType.Deleted);
  }

  /** Deletes the folder that a file is in, unless that is the one that is open, of which the watcher tells as a whole. */
  deleteFolder(name: string): void {
    const folder = path.dirname(name);
    if (folder === '.' || !existsSync(path.join(this.folder, folder))) return;
    rmSync(path.join(this.folder, folder), { recursive: true });
    this.watched(this.uri(folder), FileChangeType.Deleted);
  }

  /**
   * Asks the server something about a place in an open file.
   *
   * @returns What it answered, undefined if it answered with an error, which is among the complaints.
   */
  async ask(request: RequestName, name: string, offset: number, cancelled = false): Promise<unknown> {
    const document = this.openFile(name);
    const position: Position = document.positionAt(offset);
    const { method, params, refusals } = REQUESTS[request];
    this.asked += 1;
    const id = `${request} ${this.asked} at ${offset} of ${name}`;
    const source = new CancellationTokenSource();
    this.unanswered.add(id);
    const all = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
    const diagnostics = this.published.get(document.uri) ?? [];
    const answer = this.connection.sendRequest<unknown>(
      method,
      params({ textDocument: { uri: document.uri }, position, all, diagnostics }),
      source.token,
    );
    if (cancelled) source.cancel();
    try {
      const result = await answer;
      if (isError(result)) this.complaints.push(`${id}: an error as its result, ${JSON.stringify(result)}`);
      this.read(id, result);
      return result;
    } catch (error) {
      const { code, message } = error as { code?: number; message: string };
      // Nobody reads the answer about a file that was closed meanwhile; it may be gone, too.
      const dropped = this.open.get(name) !== document;
      const expected = [...(refusals ?? []), ...(cancelled ? [CANCELLED] : [])];
      if (!dropped && !expected.includes(code ?? 0)) this.complaints.push(`${id}: ${code} ${message}`);
      return undefined;
    } finally {
      this.unanswered.delete(id);
    }
  }

  /** Resolves when the server has taken in everything that was sent, and has answered. */
  async settle(): Promise<void> {
    // Candidates are read when all edits that came before are taken in; what was published for them has come before.
    const taken = () => this.connection.sendRequest('factorflow/candidates', { uri: this.uri('none.ffarch') });
    await taken();
    for (let patience = 20; this.unanswered.size > 0 && patience > 0; patience -= 1) await taken();
    for (const id of this.unanswered) this.complaints.push(`${id}: no answer`);
  }

  /** What the editor shows as problems, of every file that has any. */
  findings(): Readonly<Record<string, Findings>> {
    const entries = [...this.published]
      .filter(([, diagnostics]) => diagnostics.length > 0)
      .map(([uri, diagnostics]) => [uri.replace(this.uri(''), ''), diagnostics.map(inOneLine).sort()] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** No text may tell of what a program has in the place of something that is not there. */
  private read(from: string, said: unknown): void {
    const text = JSON.stringify(said) ?? '';
    const [leak] = /.{0,60}\b(undefined|NaN|Infinity|object Object)\b.{0,20}/.exec(text) ?? [];
    if (leak !== undefined) this.complaints.push(`${from}: ${leak}`);
  }

  /** Shuts the server down and hangs up. Its `exit` would end its process, which may be this one. */
  async leave(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    this.connection.dispose();
    this.heard.end();
  }

  private watched(uri: string, type: FileChangeType): void {
    this.notify(DidChangeWatchedFilesNotification.type, { changes: [{ uri, type }] });
  }

  private onDisk(name: string): string | undefined {
    const file = path.join(this.folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  private uri(name: string): string {
    return isUntitled(name) ? name : `${pathToFileURL(this.folder)}/${name}`;
  }

  private notify<P>({ method }: ProtocolNotificationType<P, unknown>, params: P): void {
    void this.connection.sendNotification(method, params);
  }
}

/** A document that was saved nowhere yet goes by its URI. */
const isUntitled = (name: string): boolean => name.startsWith('untitled:');

/** The answer to a request that the editor took back. */
const CANCELLED = -32800;

/** Errors have negative codes. Sent as results they make the editor fail. */
function isError(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'code' in result && typeof result.code === 'number';
}

function inOneLine({ range: { start, end }, code, message, relatedInformation, data }: Diagnostic): string {
  const place = `${start.line}:${start.character}-${end.line}:${end.character}`;
  return `${place} ${code} ${JSON.stringify({ message, relatedInformation, data })}`;
}
