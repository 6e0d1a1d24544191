import { UriUtils } from 'langium';
import { CompletionItemKind } from 'vscode-languageserver-types';
import { TABLES } from '../../energy-tables/tables.js';
import { isFromTable } from '../../schema/index.js';
import type { CompletionContext } from '../cursor/context.js';
import type { CursorPlace } from '../cursor/place.js';
import { type Entry, literal } from './entry.js';

const IMPORTED = /\.ffarch$/;

/** The names of the files that a path at the cursor can lead to; undefined where none is to be written. */
export function filesMeant({ before, blocks }: CursorPlace): RegExp | undefined {
  const [first, sign, from] = before.map(({ text }) => text);
  if (before.length === 1 && first === 'import') return IMPORTED;
  const isInArchitecture = ['architecture', 'level'].includes(blocks.at(-1)!.kind);
  const isFrom = before.length === 3 && isFromTable(first) && sign === ':' && from === 'from';
  return isInArchitecture && isFrom ? TABLES : undefined;
}

/** The files that a path may lead to, and the folders with which it may go on. */
export async function completePath(context: CompletionContext, meant: RegExp): Promise<Entry[]> {
  const { document, services, place } = context;
  const { uri } = document;
  if (!uri.path.startsWith('/')) return [];
  const written = place.typed.replace(/^"/, '');
  const folder = written.slice(0, written.lastIndexOf('/') + 1);
  const files = services.shared.workspace.FileSystemProvider;
  const found = await files.readDirectory(UriUtils.joinPath(UriUtils.dirname(uri), folder)).catch(() => []);
  const entries = found
    .filter((node) => node.isDirectory || (node.isFile && meant.test(node.uri.path) && !UriUtils.equals(node.uri, uri)))
    .filter((node) => !UriUtils.basename(node.uri).startsWith('.'))
    .map(({ uri: target, isDirectory }) => entry(UriUtils.basename(target), isDirectory, folder, place.closed));
  const isAbove = /^(?:\.\.\/)*$/.test(folder) && UriUtils.dirname(uri).path.split('/').length > folder.length / 3 + 1;
  return isAbove ? [...entries, { ...entry('..', true, folder, place.closed), rank: 2 }] : entries;
}

function entry(name: string, isDirectory: boolean, folder: string, closed: boolean): Entry {
  const path = `"${folder}${name}${isDirectory ? '/' : ''}`;
  return {
    label: isDirectory ? `${name}/` : name,
    kind: isDirectory ? CompletionItemKind.Folder : CompletionItemKind.File,
    snippet: `${literal(path)}${closed ? '' : isDirectory ? '$0"' : '"'}`,
    goesOn: isDirectory,
    filter: path,
    rank: isDirectory ? 1 : 0,
  };
}
