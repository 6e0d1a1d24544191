import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start } from './extension.js';

/** The extension where it has Node: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  // What V8 has compiled of the server is kept for its next start, where Node can: compiling is up to a quarter of the time to the first diagnostics.
  const env = { NODE_COMPILE_CACHE: vscode.Uri.joinPath(context.globalStorageUri, 'compiled').fsPath };
  const run = { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc, options: { env } };
  const debug = { ...run, options: { env, execArgv: ['--nolazy', '--inspect=6009'] } };
  return start(context, {
    createClient: (options) => new LanguageClient('factorflow', 'FactorFlow', { run, debug }, options),
    // Messages between processes are JSON.
    encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  });
}
