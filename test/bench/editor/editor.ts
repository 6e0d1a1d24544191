import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TextDocument } from 'langium';
import {
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  type DidChangeTextDocumentParams,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../../server/protocol/index.js';
import { changeAtOnce } from '../../server/lsp/at-once.js';
import type { BenchFile } from './documents.js';
import type { Keystroke } from './edits.js';

/** The server as it is shipped. */
const SERVER = fileURLToPath(new URL('../../../dist/server.cjs', import.meta.url));

/** Options for the Node that runs the server, to profile it. */
export const nodeOptions: string[] = [];

export interface Published {
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** When it arrived, in the time of `performance.now`. */
  readonly at: number;
}

/** An editor with one file open, and a language server of its own, which talks over stdio. */
export class BenchEditor {
  readonly published: Published[] = [];
  readonly uri: string;
  private document: TextDocument;
  private wake: () => void = () => {};

  private constructor(
    readonly connection: ProtocolConnection,
    private readonly server: ChildProcess,
    private readonly folder: string,
    file: BenchFile,
  ) {
    const place = path.join(folder, 'bench.ffarch');
    writeFileSync(place, file.text);
    this.uri = pathToFileURL(place).toString();
    this.document = TextDocument.create(this.uri, 'ffarch', 1, file.text);
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      if (uri !== this.uri) return;
      this.published.push({ version, diagnostics, at: performance.now() });
      this.wake();
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({})));
    connection.onRequest(RegistrationRequest.type, () => {});
    connection.listen();
  }

  /**
   * Starts a server and opens the file in it, which is in a folder of its own.
   *
   * @param compiled Where V8 keeps what it compiles from one start to the next, as the extension has it.
   */
  static async open(file: BenchFile, compiled?: string): Promise<BenchEditor> {
    const folder = mkdtempSync(path.join(tmpdir(), 'ffarch-bench-'));
    const child = spawn(process.execPath, [...nodeOptions, SERVER, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const editor = new BenchEditor(connection, child, folder, file);
    const rootUri = pathToFileURL(folder).toString();
    await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'bench' }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      initializationOptions: { commands: true, commandLinks: true } satisfies InitializationOptions,
    });
    await connection.sendNotification(InitializedNotification.type, {});
    const textDocument = { uri: editor.uri, languageId: 'ffarch', version: 1, text: file.text };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    await editor.answer(1);
    return editor;
  }

  get text(): string {
    return this.document.getText();
  }

  get version(): number {
    return this.document.version;
  }

  /** Where in the file an offset is. */
  at(offset: number): { textDocument: { uri: string }; position: { line: number; character: number } } {
    return { textDocument: { uri: this.uri }, position: this.document.positionAt(offset) };
  }

  /** Sends a keystroke and tells its version. */
  type(keystroke: Keystroke): number {
    void this.connection.sendNotification(DidChangeTextDocumentNotification.type, this.take(keystroke));
    return this.version;
  }

  /** Sends keystrokes all at once and tells the last one's version. */
  typeAtOnce(keystrokes: readonly Keystroke[]): number {
    changeAtOnce(
      this.server.stdin!,
      keystrokes.map((keystroke) => this.take(keystroke)),
    );
    return this.version;
  }

  private take({ offset, removed, typed }: Keystroke): DidChangeTextDocumentParams {
    const version = this.version + 1;
    const range = { start: this.document.positionAt(offset), end: this.document.positionAt(offset + removed) };
    const contentChanges = [{ range, text: typed }];
    this.document = TextDocument.update(this.document, contentChanges, version);
    return { textDocument: { uri: this.uri, version }, contentChanges };
  }

  /** Resolves with the diagnostics of a version. */
  async answer(version: number): Promise<Published> {
    for (;;) {
      const found = this.published.findLast((one) => one.version === version);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /**
   * The processor time that the server's main thread has taken so far, in milliseconds, which is what an answer takes on a
   * machine that has nothing else to do; not a number where the system tells none.
   */
  cpu(): number {
    const schedule = `/proc/${this.server.pid}/schedstat`;
    return existsSync(schedule) ? Number(readFileSync(schedule, 'utf8').split(' ')[0]) / 1e6 : Number.NaN;
  }

  async close(): Promise<void> {
    const exited = new Promise((resolve) => this.server.once('exit', resolve));
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: this.uri } });
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    await exited;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true });
  }
}
