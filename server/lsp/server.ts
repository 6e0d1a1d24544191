import { type Disposable, DocumentState, type FileSystemProvider } from 'langium';
import { DefaultTextDocumentContentProvider, startLanguageServer } from 'langium/lsp';
import { CodeLensRefreshRequest, type Connection, InlayHintRefreshRequest } from 'vscode-languageserver';
import { createFfarchServices } from '../../language/module.js';
import { LIBRARY_SCHEME } from '../../language/workspace/library.js';
import type { Explore } from '../mapper/explore/job.js';
import type { ExploreOutcome, InitializationOptions, MapOutcome } from '../protocol/index.js';
import { MappingCodeActionProvider } from './code-actions.js';
import { MappingCodeLensProvider } from './code-lens.js';
import { FactorFlowConfigurationProvider } from './configuration.js';
import { InstalledDocumentation } from './documentation.js';
import { publishVersions } from './documents/diagnostics.js';
import { EditorUpdateHandler } from './documents/document-updates.js';
import { RememberingServiceRegistry } from './documents/service-registry.js';
import { figuresOf } from './figures.js';
import { CommandLinks } from './hover-links.js';
import { candidates } from './mapping/candidates.js';
import { evaluateDeclared } from './mapping/evaluate.js';
import { explorePair } from './mapping/explore.js';
import { insertMapping } from './mapping/insert.js';
import { mapPair, progressOf } from './mapping/map.js';
import { mapNetwork, resolveNetwork } from './mapping/network.js';
import { resolvePair } from './mapping/pair.js';
import { Searches, type SearchRunner } from './mapping/searches.js';
import { SavedSearches } from './on-save/map-saved.js';
import { savedPairs } from './on-save/pairs.js';
import { announceDeclarations, overview } from './overview.js';
import { notify, onRequest, signalOf } from './requests.js';
import { changesSince } from './results/basis.js';
import { PastResults } from './results/past-results.js';
import { serveResults } from './results/serve.js';
import { ResultStore } from './results/store.js';
import { EditorSettings } from './settings.js';

/** What the platform gives a server. */
export interface ServerHost {
  /** Runs the searches; it is disposed of when the editor shuts the server down. */
  readonly mapper: SearchRunner & { dispose(): unknown };
  readonly explore: Explore;
  readonly files: FileSystemProvider;
  /** Told how the client initialises the server. */
  initialize?(options: InitializationOptions): void;
}

/**
 * Serves an editor on the connection until that closes: everything that Langium gives a language, and the requests of
 * `server/protocol/`.
 */
export function startServer(connection: Connection, host: ServerHost): void {
  const results = new ResultStore();
  const past = new PastResults(results, () => Ffarch);
  const settings = new EditorSettings();
  const searches = new Searches(host.mapper);
  const saved = new SavedSearches(searches, results);
  let commands = false;
  let links = false;
  const documentation = new InstalledDocumentation(() => links);
  const { shared, Ffarch } = createFfarchServices(
    { connection, fileSystemProvider: () => host.files },
    {
      shared: {
        ServiceRegistry: (services) => new RememberingServiceRegistry(services),
        lsp: {
          DocumentUpdateHandler: (services) => new EditorUpdateHandler(services),
          TextDocumentContentProvider: (services) => new DefaultTextDocumentContentProvider(services, LIBRARY_SCHEME),
        },
        workspace: {
          ConfigurationProvider: (services) => new FactorFlowConfigurationProvider(services),
        },
      },
      Ffarch: {
        lsp: {
          CodeActionProvider: (services) =>
            new MappingCodeActionProvider(services, past, {
              commands: () => commands,
              objective: () => settings.objective,
            }),
          CodeLensProvider: (services) =>
            new MappingCodeLensProvider(
              (mapping) => figuresOf(mapping, services, results, settings.objective),
              () => commands,
            ),
        },
        session: {
          Documentation: () => documentation,
          HintSettings: () => settings,
          HoverLinks: (services) =>
            new CommandLinks(services, past, { links: () => links, objective: () => settings.objective }),
          LastResults: () => past,
          ModelSettings: () => settings,
        },
      },
    },
  );
  publishVersions(connection, shared.workspace.TextDocuments);
  let refreshLenses = () => {};
  let refreshHints = () => {};
  let announcing: Disposable | undefined;
  let keptResults: (kept: unknown) => void;
  const kept = new Promise<unknown>((resolve) => {
    keptResults = resolve;
  });
  const configured = settings.follow(
    shared,
    () => refreshLenses(),
    () => refreshHints(),
  );
  // Editors ask anew about a document that is edited, not about those that depend on it.
  shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, (documents) => {
    if (documents.length < 2) return;
    refreshLenses();
    refreshHints();
  });
  shared.lsp.LanguageServer.onInitialize(({ initializationOptions, capabilities }) => {
    if (capabilities.workspace?.codeLens?.refreshSupport)
      refreshLenses = () => void connection.sendRequest(CodeLensRefreshRequest.type);
    if (capabilities.workspace?.inlayHint?.refreshSupport)
      refreshHints = () => void connection.sendRequest(InlayHintRefreshRequest.type);
    commands = initializationOptions?.commands === true;
    links = initializationOptions?.commandLinks === true;
    const { uri, text } = initializationOptions?.documentation ?? {};
    if (typeof uri === 'string' && typeof text === 'string') documentation.open(uri, text);
    host.initialize?.(initializationOptions ?? {});
    if (commands) announcing = announceDeclarations(connection, shared);
    keptResults(initializationOptions?.results);
  });

  /** Runs when the settings and all edits that came before have been taken in. */
  const reading = async <T>(action: () => T): Promise<T> => {
    await Promise.all([shared.workspace.WorkspaceManager.ready, configured]);
    return shared.workspace.WorkspaceLock.read(action) as Promise<T>;
  };
  /** Puts what came of a search into the log, a failure with its stack; the user gets the first line, as a part of a sentence. */
  const logged = <T extends MapOutcome | ExploreOutcome>(what: string, outcome: T): T => {
    if (outcome.kind === 'failed') {
      connection.console.error(`${what} failed: ${outcome.message}`);
      return { ...outcome, message: outcome.message.split('\n', 1)[0].replace(/\.$/, '') };
    }
    connection.console.info(`${what}: ${summary(outcome)}`);
    return outcome;
  };
  const restored = serveResults(connection, results, past, {
    // The documents are more urgent.
    kept: Promise.all([kept, shared.workspace.WorkspaceManager.ready]).then(([kept]) => kept),
    reading,
    changed: () => refreshLenses(),
  });
  onRequest(connection, 'factorflow/candidates', (params) => reading(() => candidates(Ffarch, params)));
  onRequest(connection, 'factorflow/evaluate', (params) =>
    reading(() => evaluateDeclared(Ffarch, params, params.options ?? settings.options)),
  );
  onRequest(connection, 'factorflow/judge', ({ basis }) => reading(() => changesSince(Ffarch, basis)));
  onRequest(connection, 'factorflow/insertMapping', (params) => reading(() => insertMapping(Ffarch, params)));
  onRequest(connection, 'factorflow/overview', async () => {
    await restored;
    return reading(() => overview(Ffarch, past.list()));
  });
  onRequest(connection, 'factorflow/map', async (params, token) => {
    const pair = await reading(() => resolvePair(Ffarch, params));
    if (pair.kind === 'unavailable') return pair;
    const progress: Parameters<typeof mapPair>[4] = (at) =>
      notify(connection, 'factorflow/mapProgress', { job: params.job, ...progressOf(params.search.objective, at) });
    const what = `Mapping ${params.workload.name} on ${params.architecture.name}`;
    connection.console.debug(`${what}: ${JSON.stringify({ ...params.options, ...params.search })}`);
    const outcome = await mapPair(searches, results, params, pair, progress, signalOf(token));
    return logged(what, outcome);
  });
  onRequest(connection, 'factorflow/mapNetwork', async (params, token) => {
    const target = await reading(() => resolveNetwork(Ffarch, params));
    if (target.kind === 'unavailable') return target;
    const outcome = await mapNetwork(
      searches,
      results,
      params,
      target,
      (at) => notify(connection, 'factorflow/networkProgress', at),
      signalOf(token),
    );
    if (outcome.kind !== 'mapped') return outcome;
    for (const layer of outcome.network.layers) {
      const what = `Mapping ${params.network.name}.${layer.name} on ${params.architecture.name}`;
      layer.outcome = logged(what, layer.outcome);
    }
    return outcome;
  });
  onRequest(connection, 'factorflow/mapSaved', async ({ job, uri, pairs, options, search }, token) => {
    await restored;
    const outcome = await saved.run(
      uri,
      () => reading(() => savedPairs(Ffarch, past, uri, pairs)),
      options,
      search,
      (at) => notify(connection, 'factorflow/savedProgress', { job, ...at }),
      signalOf(token),
    );
    const { mapped, known, without } = outcome;
    connection.console.info(`Mapping after saving ${uri}: ${mapped} pairs, ${known} known before, ${without} without.`);
    return outcome;
  });
  onRequest(connection, 'factorflow/explore', async (params, token) => {
    const pair = await reading(() => resolvePair(Ffarch, params));
    if (pair.kind === 'unavailable') return pair;
    const progress: Parameters<typeof explorePair>[3] = (at) =>
      notify(connection, 'factorflow/exploreProgress', { job: params.job, ...at });
    const outcome = await searches.ahead(() => explorePair(host.explore, params, pair, progress, signalOf(token)));
    return logged(`Exploring ${params.workload.name}`, outcome);
  });
  connection.onShutdown(() => {
    announcing?.dispose();
    host.mapper.dispose();
  });
  startLanguageServer(shared);
}

/** What came of a search, for the log: `mapped, proven, 560 evaluations in 0.2 s`. */
function summary(outcome: MapOutcome | ExploreOutcome): string {
  if (outcome.kind !== 'mapped') return outcome.kind;
  const { evaluations, seconds } = outcome.report.search;
  return `mapped, ${outcome.stopped}, ${evaluations} evaluations in ${seconds.toFixed(1)} s`;
}
