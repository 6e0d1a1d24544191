import { type URI, UriUtils } from 'langium';
import type { Nowhere } from '../diagnostics/imports.js';

/** The file that a path in a document names, whether or not there is one, or why it can name none. Paths are relative to the document. */
export function fileBeside(document: URI, path: string): URI | Nowhere {
  if (path === '') return 'empty';
  if (ABSOLUTE.test(path)) return 'absolute';
  // A document that is saved nowhere has no neighbours.
  if (!document.path.startsWith('/')) return 'unsaved';
  return UriUtils.joinPath(UriUtils.dirname(document), path);
}

/** A root, a drive of Windows, or the scheme of a URI. */
const ABSOLUTE = /^(?:[/\\]|[a-z]:[/\\]|[a-z][a-z\d+.-]+:\/\/)/i;
