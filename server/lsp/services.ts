import { DocumentState, type FileSystemProvider } from 'langium';
import { DefaultTextDocumentContentProvider } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { createFfarchServices, type FfarchServices } from '../../language/module.js';
import { LIBRARY_SCHEME } from '../../language/workspace/library.js';
import { MappingCodeActionProvider } from './code-actions.js';
import { MappingCodeLensProvider } from './code-lens.js';
import { FactorFlowConfigurationProvider } from './configuration.js';
import type { InstalledDocumentation } from './documentation.js';
import { publishVersions } from './documents/diagnostics.js';
import { EditorUpdateHandler } from './documents/document-updates.js';
import { RememberingServiceRegistry } from './documents/service-registry.js';
import type { EditorClient } from './editor-client.js';
import { figuresOf } from './figures.js';
import { CommandLinks } from './hover-links.js';
import type { PastResults } from './results/past-results.js';
import type { ResultStore } from './results/store.js';
import type { EditorSettings } from './settings.js';

/** What the server adds to the language. */
interface ServerParts {
  readonly files: FileSystemProvider;
  readonly client: EditorClient;
  readonly settings: EditorSettings;
  readonly documentation: InstalledDocumentation;
  readonly store: ResultStore;
  readonly past: PastResults;
}

/** The language, with what it has only in an editor: the mapper's lenses, actions and links, and what was mapped. */
export function createServices(connection: Connection, parts: ServerParts): FfarchServices {
  const { files, client, settings, documentation, store, past } = parts;
  const objective = () => settings.objective;
  const commands = () => client.commands;
  const { shared, Ffarch } = createFfarchServices(
    { connection, fileSystemProvider: () => files },
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
          CodeActionProvider: (services) => new MappingCodeActionProvider(services, past, { commands, objective }),
          CodeLensProvider: (services) =>
            new MappingCodeLensProvider((mapping) => figuresOf(mapping, services, store, objective()), commands),
        },
        session: {
          Documentation: () => documentation,
          HintSettings: () => settings,
          HoverLinks: (services) => new CommandLinks(services, past, { links: () => client.commandLinks, objective }),
          LastResults: () => past,
          ModelSettings: () => settings,
        },
      },
    },
  );
  publishVersions(connection, shared.workspace.TextDocuments);
  // Editors ask again about a document that is edited, not about those that depend on it.
  shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, (documents) => {
    if (documents.length < 2) return;
    client.refreshLenses();
    client.refreshHints();
  });
  return Ffarch;
}
