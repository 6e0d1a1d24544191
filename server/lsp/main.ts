import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { runAccelergy } from '../accelergy/run.js';
import { Disk } from '../disk.js';
import { exploreIn } from '../mapper/explore/job.js';
import { stackOf } from '../mapper/failure.js';
import { Mapper } from '../mapper/job.js';
import { NodeThreads } from '../mapper/threads/node.js';
import { EditorFiles } from './documents/files.js';
import { startServer } from './server.js';

/*
 * The language server as a process of its own: `--node-ipc` for VS Code, `--stdio` for every editor. A bug that no
 * handler caught is logged, and the server goes on: an editor without diagnostics helps less than one with a stale one.
 */
const connection = createConnection(ProposedFeatures.all);
const report = (error: unknown) => connection.console.error(stackOf(error));
process.on('uncaughtException', report);
process.on('unhandledRejection', report);
const threads = new NodeThreads();
startServer(connection, {
  mapper: new Mapper(threads),
  explore: exploreIn(threads),
  files: new EditorFiles(connection, new Disk()),
  accelergy: runAccelergy,
});
