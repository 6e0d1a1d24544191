import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { URI } from 'langium';
import { NodeFileSystemProvider } from 'langium/node';
import { assertReadable, MOST_BYTES, tooLarge } from '../language/readable.js';

/** The disk, of which only regular files are read. */
export class Disk extends NodeFileSystemProvider {
  override async readFile(uri: URI): Promise<string> {
    return (await readRegular(uri.fsPath)).toString('utf8');
  }

  override readBinary(uri: URI): Promise<Buffer> {
    return readRegular(uri.fsPath);
  }
}

/**
 * The bytes of a regular file.
 *
 * @throws UnfitFile for anything else and for what is too large, or what the file system says.
 */
export async function readRegular(path: string): Promise<Buffer> {
  const found = await stat(path);
  assertReadable({ isFile: found.isFile(), isDirectory: found.isDirectory(), size: found.size });
  // What has become a pipe by now does not block, either.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return await upTo(file, MOST_BYTES);
  } finally {
    await file.close();
  }
}

/** Reads to the end, whatever the size was said to be: files of the system have none, and others grow. */
async function upTo(file: FileHandle, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(2 ** 16) });
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
    if (size > most) throw tooLarge(`more than ${most / 2 ** 20} MiB`);
  }
}
