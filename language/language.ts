import { EmptyFileSystem, type LangiumDocument, URI } from 'langium';
import type { DefaultSharedModuleContext, LangiumSharedServices } from 'langium/lsp';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { createFfarchServices, type FfarchServices } from './module.js';

/** The language without an editor. */
export interface Language {
  readonly shared: LangiumSharedServices;
  readonly Ffarch: FfarchServices;
}

/** Creates the services and loads the standard library. Pass `NodeFileSystem` from `langium/node` to read files. */
export async function startLanguage(context: DefaultSharedModuleContext = EmptyFileSystem): Promise<Language> {
  const language = createFfarchServices(context);
  await language.shared.workspace.WorkspaceManager.initializeWorkspace([]);
  return language;
}

/** Parses, links and validates a text as if it stood at the URI, in place of what was there before. */
export async function parseDocument(language: Language, text: string, uri: URI | string): Promise<LangiumDocument> {
  const { DocumentBuilder, LangiumDocuments, LangiumDocumentFactory } = language.shared.workspace;
  const place = typeof uri === 'string' ? URI.parse(uri) : uri;
  if (LangiumDocuments.hasDocument(place)) {
    await DocumentBuilder.update([], [place]);
  }
  const document = LangiumDocumentFactory.fromString(text, place);
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document], { validation: true });
  return document;
}

/**
 * Reads, parses, links and validates a file, together with what it imports.
 *
 * @throws what the file system says, where the file cannot be read.
 */
export async function loadFile(language: Language, path: string): Promise<LangiumDocument> {
  const { DocumentBuilder, LangiumDocuments } = language.shared.workspace;
  const document = await LangiumDocuments.getOrCreateDocument(URI.file(path));
  await DocumentBuilder.build([document], { validation: true });
  return document;
}

/** An error of a text: its line, from 0, and the message. */
export interface TextError {
  readonly line: number;
  readonly message: string;
}

/** One language for all texts that are checked alone: it reads the library once. */
let alone: Promise<Language> | undefined;

/** The check that began last: a text is forgotten before the next one is read, as builds of documents take in all that there are. */
let last: Promise<unknown> = Promise.resolve();

/** The errors of a text that imports nothing but the library. */
export function errorsIn(text: string): Promise<readonly TextError[]> {
  const check = async (): Promise<readonly TextError[]> => {
    alone ??= startLanguage();
    const language = await alone;
    const { diagnostics = [], uri } = await parseDocument(language, text, 'memory:/alone.ffarch');
    await language.shared.workspace.DocumentBuilder.update([], [uri]);
    return diagnostics
      .filter(({ severity }) => severity === DiagnosticSeverity.Error)
      .map(({ range, message }) => ({
        line: range.start.line,
        message: typeof message === 'string' ? message : message.value,
      }));
  };
  const checked = last.then(check, check);
  last = checked;
  return checked;
}
