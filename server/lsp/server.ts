import type { Disposable, FileSystemProvider } from 'langium';
import { startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import type { FfarchServices } from '../../language/module.js';
import type { BinaryFiles } from '../../language/readable.js';
import type { RunAccelergy } from '../accelergy/outcome.js';
import type { Explore } from '../mapper/explore/job.js';
import type { SearchRunner } from '../mapper/job.js';
import type { InitializationOptions } from '../protocol/index.js';
import { InstalledDocumentation } from './documentation.js';
import { EditorClient } from './editor-client.js';
import { serveRequests } from './handlers/index.js';
import { Searches } from './mapping/searches.js';
import { announceDeclarations } from './overview.js';
import { PastResults } from './results/past-results.js';
import { restoreResults } from './results/restore.js';
import { ResultStore } from './results/store.js';
import { createServices } from './services.js';
import { EditorSettings } from './settings.js';

/** What the platform gives a server. */
export interface ServerHost {
  /** Runs the searches; it is disposed of when the editor shuts the server down. */
  readonly mapper: SearchRunner & { dispose(): unknown };
  readonly explore: Explore;
  readonly files: FileSystemProvider & BinaryFiles;
  /** Runs Accelergy, where there are programs. */
  readonly accelergy?: RunAccelergy;
  /** Told how the client initialises the server. */
  initialize?(options: InitializationOptions): void;
}

/**
 * Serves an editor on the connection until that closes: everything that Langium gives a language, and the requests of
 * `server/protocol/`.
 */
export function startServer(
  connection: Connection,
  { mapper, explore, files, accelergy, initialize }: ServerHost,
): void {
  const client = new EditorClient(connection);
  const settings = new EditorSettings((message) => connection.console.warn(message));
  const store = new ResultStore();
  const past = new PastResults(store, () => services);
  const documentation = new InstalledDocumentation(() => client.commandLinks);
  const services: FfarchServices = createServices(connection, { files, client, settings, documentation, store, past });
  const { lsp, workspace } = services.shared;
  const configured = settings.follow(
    services.shared,
    () => client.refreshLenses(),
    () => client.refreshHints(),
  );
  let announcing: Disposable | undefined;
  lsp.LanguageServer.onInitialize(({ initializationOptions, capabilities }) => {
    const options: InitializationOptions = initializationOptions ?? {};
    client.initialize(options, capabilities);
    documentation.open(options.documentation);
    initialize?.(options);
    if (client.commands) announcing = announceDeclarations(connection, services.shared);
  });
  // Documents are more urgent than results.
  const kept = Promise.all([client.initialized, workspace.WorkspaceManager.ready]).then(([{ results }]) => results);
  serveRequests({
    connection,
    services,
    files,
    settings,
    searches: new Searches(mapper),
    explore,
    accelergy,
    store,
    past,
    restored: restoreResults(connection, store, kept, () => client.refreshLenses()),
    reading: async <T>(action: () => T) => {
      await Promise.all([workspace.WorkspaceManager.ready, configured]);
      return workspace.WorkspaceLock.read(action) as Promise<T>;
    },
  });
  connection.onShutdown(() => {
    announcing?.dispose();
    mapper.dispose();
  });
  startLanguageServer(services.shared);
}
