import type { FileSystemProvider, URI } from 'langium';

/** The most bytes of a file that are read, 16 MiB: hundreds of times what people write by hand. */
export const MOST_BYTES = 16 * 2 ** 20;

/** Reads files that are not text of the language, such as models. */
export interface BinaryFiles {
  /**
   * The bytes of a regular file.
   *
   * @param most bytes that it may have
   * @throws UnfitFile for anything else and for what is too large, or what the file system says.
   */
  readUpTo(uri: URI, most: number): Promise<Uint8Array>;
}

/** A file that is there and is not read. */
export class UnfitFile extends Error {
  /** @param reason what is wrong with it, to go on from its name: `is a folder, not a file`. */
  constructor(readonly reason: string) {
    super(`The file ${reason}.`);
  }
}

/** Why a file could not be read although it is there, as {@link UnfitFile.reason}; undefined where there is none. */
export async function reasonUnread(error: unknown, uri: URI, files: FileSystemProvider): Promise<string | undefined> {
  if (error instanceof UnfitFile) return error.reason;
  return (await files.exists(uri)) ? 'cannot be read' : undefined;
}

/**
 * Checks what a file system says of a file before that is read: a pipe may never end, nor may a device.
 *
 * @param most bytes that it may have
 * @throws UnfitFile unless it is a regular file of at most so many bytes.
 */
export function assertReadable(file: { isFile: boolean; isDirectory: boolean; size: number }, most = MOST_BYTES): void {
  if (file.isDirectory) throw new UnfitFile('is a folder, not a file');
  if (!file.isFile) throw new UnfitFile('is not a regular file');
  if (file.size > most) throw tooLarge(`${Math.ceil(file.size / 2 ** 20)} MiB`, most);
}

/**
 * The text of a file, whose mark of byte order is a part of it.
 *
 * @throws UnfitFile where it is not UTF-8: what stood for other bytes would be in every message, and lost when it is written.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnfitFile('is not UTF-8 text');
  }
}

/** @param size as people read it, `20 MiB`. */
export const tooLarge = (size: string, most: number): UnfitFile =>
  new UnfitFile(`has ${size}, and at most ${most / 2 ** 20} MiB are read`);
