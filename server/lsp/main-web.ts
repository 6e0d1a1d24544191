import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { exploreIn } from '../mapper/explore/job.js';
import { stackOf } from '../mapper/failure.js';
import { Mapper } from '../mapper/job.js';
import { WebThreads } from '../mapper/threads/web.js';
import { EditorFiles } from './documents/files.js';
import { startServer } from './server.js';

declare const self: DedicatedWorkerGlobalScope;

/*
 * The language server as a web worker, which has no disk and learns from its client where the mapper's worker is. As in
 * `main.ts`, a bug that no handler caught is logged.
 */
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
);
self.addEventListener('error', (event) => {
  // The client, if it heard of it, would give the server up.
  event.preventDefault();
  connection.console.error(event.message);
});
self.addEventListener('unhandledrejection', ({ reason }) => connection.console.error(stackOf(reason)));
connection.onExit(() => self.close());

const threads = new WebThreads();
startServer(connection, {
  mapper: new Mapper(threads),
  explore: exploreIn(threads),
  files: new EditorFiles(connection),
  initialize: ({ worker }) => {
    if (worker !== undefined) threads.script = scriptOf(worker);
  },
});

/** A worker's script must be of the page's own origin; that of an extension is not, but one that loads it is. */
function scriptOf(url: string): string {
  const text = `importScripts(${JSON.stringify(url)});`;
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}
