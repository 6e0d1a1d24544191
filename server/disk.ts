import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { FileSystemNode, URI } from 'langium';
import { NodeFileSystemProvider } from 'langium/node';
import { assertReadable, type BinaryFiles, MOST_BYTES, textOf, tooLarge } from '../language/readable.js';

/** The disk, of which only regular files are read. */
export class Disk extends NodeFileSystemProvider implements BinaryFiles {
  override async readFile(uri: URI): Promise<string> {
    return textOf(await readRegular(uri.fsPath));
  }

  override readBinary(uri: URI): Promise<Buffer> {
    return readRegular(uri.fsPath);
  }

  readUpTo(uri: URI, most: number): Promise<Buffer> {
    return readRegular(uri.fsPath, most);
  }

  /** A link to a file is one, too; a link to a folder is not followed, as it may lead in circles. */
  override async readDirectory(uri: URI): Promise<FileSystemNode[]> {
    const entries = await super.readDirectory(uri);
    return Promise.all(
      entries.map(async ({ uri, isFile, isDirectory }) => ({
        uri,
        isFile: isFile || (!isDirectory && (await isRegular(uri.fsPath))),
        isDirectory,
      })),
    );
  }
}

/** Whether a path leads to a regular file; a link that leads nowhere does not. */
async function isRegular(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/**
 * The bytes of a regular file.
 *
 * @param most bytes that it may have
 * @throws UnfitFile for anything else and for what is too large, or what the file system says.
 */
export async function readRegular(path: string, most = MOST_BYTES): Promise<Buffer> {
  const found = await stat(path);
  assertReadable({ isFile: found.isFile(), isDirectory: found.isDirectory(), size: found.size }, most);
  // What has become a pipe by now does not block, either.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return await upTo(file, most, found.size);
  } finally {
    await file.close();
  }
}

/** The bytes that are read at a time where a file is larger than it was said to be. */
const CHUNK = 2 ** 16;

/** Reads to the end, whatever the size was said to be: files of the system have none, and others grow. */
async function upTo(file: FileHandle, most: number, expected: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // One more than expected, so a file that is as large as it was said to be fits with its end, and is not copied.
  for (let chunk = Buffer.allocUnsafe(expected + 1); ; chunk = Buffer.allocUnsafe(CHUNK)) {
    const read = await fill(chunk, file);
    chunks.push(chunk.subarray(0, read));
    size += read;
    if (size > most) throw tooLarge(`more than ${most / 2 ** 20} MiB`, most);
    if (read < chunk.length) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  }
}

/** Reads until a buffer is full or the file ends, and tells how many bytes these were. */
async function fill(buffer: Buffer, file: FileHandle): Promise<number> {
  for (let filled = 0; ; ) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled);
    filled += bytesRead;
    if (bytesRead === 0 || filled === buffer.length) return filled;
  }
}
