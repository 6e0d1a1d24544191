import { type LangiumDocument, type LangiumDocuments, URI } from 'langium';
import { LIBRARY } from '../generated/library.js';

/** Library documents are `ffarch-library:/architectures.ffarch` and the like; they live in no file system. */
export const LIBRARY_SCHEME = 'ffarch-library';

/** The text of each library document, by URI. */
export const LIBRARY_TEXTS: ReadonlyMap<string, string> = new Map(
  Object.entries(LIBRARY).map(([name, text]) => [libraryUri(name).toString(), text]),
);

/** The URI of a library document, by its file's name. */
function libraryUri(name: string): URI {
  return URI.from({ scheme: LIBRARY_SCHEME, path: `/${name}` });
}

/** Whether a document is part of the standard library, which nobody can edit. */
export function isLibrary(uri: URI): boolean {
  return uri.scheme === LIBRARY_SCHEME;
}

/** The standard library's documents, which the workspace manager has loaded. */
export function libraryDocuments(documents: LangiumDocuments): LangiumDocument[] {
  return [...LIBRARY_TEXTS.keys()].map((uri) => documents.getDocument(URI.parse(uri))).filter((d) => d !== undefined);
}
