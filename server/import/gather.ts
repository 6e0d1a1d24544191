import { MOST_BYTES } from './onnx/index.js';
import { SourceFile } from './source-file.js';

/** What is in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}

/** Files wherever they are: on a disk, or where the editor has them. */
export interface Reader<P> {
  /** @throws for what cannot be read, or has more bytes than it may have. */
  read(path: P, most: number): Promise<Uint8Array>;
  /** Undefined for what is not a folder. */
  list(path: P): Promise<readonly FolderEntry[] | undefined>;
  join(folder: P, name: string): P;
}

/** The endings of files that are taken from folders; files that are named themselves may have any. */
const ENDINGS = /\.(ya?ml|json|jinja2?|j2|csv|cfg|m|onnx)$/i;

/** The most bytes of a file that is found in a folder; one that is named may be as large as a model. */
const MOST_BYTES_IN_FOLDER = 2 ** 26;

/** The most files that are taken from folders, and how deep these are walked. */
const MOST_FILES = 2000;
const MOST_DEPTH = 12;

/**
 * Reads files, and all of folders that can be imported, by their names.
 *
 * @param named each with its path as users know it
 */
export async function gather<P>(
  named: readonly (readonly [path: string, at: P])[],
  reader: Reader<P>,
): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  /** What cannot be read in a folder is passed over: nobody asked for it. */
  const found = (at: P): Promise<Uint8Array | null> => reader.read(at, MOST_BYTES_IN_FOLDER).catch(() => null);
  const walk = async (path: string, at: P, depth: number): Promise<void> => {
    const entries = await reader.list(at);
    if (!entries) {
      const bytes = depth === 0 ? await reader.read(at, MOST_BYTES) : await found(at);
      if (bytes) files.push(new SourceFile(path, bytes));
      return;
    }
    const folder = path.replace(/\/+$/, '');
    for (const { name, isFile, isDirectory } of [...entries].sort(byName)) {
      if (files.length >= MOST_FILES || name.startsWith('.') || name === 'node_modules') continue;
      if (isFile ? ENDINGS.test(name) : isDirectory && depth < MOST_DEPTH)
        await walk(folder === '.' ? name : `${folder}/${name}`, reader.join(at, name), depth + 1);
    }
  };
  for (const [path, at] of named) await walk(path, at, 0);
  return files;
}

/** Files before folders, as a folder holds parts of what is beside it. */
const byName = (a: FolderEntry, b: FolderEntry): number =>
  Number(b.isFile) - Number(a.isFile) || (a.name < b.name ? -1 : 1);
