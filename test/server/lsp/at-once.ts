import type { Writable } from 'node:stream';
import { DidChangeTextDocumentNotification, type DidChangeTextDocumentParams } from 'vscode-languageserver';

/** Sends edits to a server's input in one piece, so it has read all of them before it can begin with the first. */
export function changeAtOnce(input: Writable, changes: readonly DidChangeTextDocumentParams[]): void {
  const { method } = DidChangeTextDocumentNotification;
  const messages = changes.map((params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', method, params });
    return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  });
  input.write(messages.join(''));
}
