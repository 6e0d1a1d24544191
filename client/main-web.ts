import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient/browser';
import { start } from './extension.js';

/** The extension in a browser: the server is a web worker, and starts more of them for the mapper. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  const script = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'dist/web', name).toString(true);
  return start(context, {
    createClient: (options) => clientOf(script('server.js'), options),
    // Messages to a worker are copied as they are.
    encode: (bytes) => bytes,
    initialization: { worker: script('worker.js') },
  });
}

/** The client cannot connect to a worker by itself: VS Code has put another constructor in the place of `Worker`. */
function clientOf(server: string, options: LanguageClientOptions): LanguageClient {
  let worker: Worker | undefined;
  const connect = async () => {
    worker = new Worker(server, { name: 'FactorFlow language server' });
    return { reader: new WorkerReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient('factorflow', 'FactorFlow', connect, options);
  client.onDidChangeState(({ newState }) => {
    // One that hangs does not end by itself.
    if (newState === State.Stopped) worker?.terminate();
  });
  return client;
}

/** Notices the end of a worker. All errors but that its script cannot be loaded are caught by the server. */
class WorkerReader extends BrowserMessageReader {
  constructor(worker: Worker) {
    super(worker);
    worker.addEventListener('error', () => this.fireClose());
  }
}
