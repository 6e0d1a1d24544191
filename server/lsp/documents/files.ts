import { type FileSystemNode, type FileSystemProvider, type URI, UriUtils } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { assertReadable, type BinaryFiles, MOST_BYTES } from '../../../language/readable.js';
import type { ClientRequests } from '../../protocol/index.js';

/** Files as the editor has them, wherever they are: on its disk, in a repository on the web, in memory. */
export class EditorFiles implements FileSystemProvider, BinaryFiles {
  /** @param disk reads what has the scheme `file`; without it, the editor does that, too. */
  constructor(
    private readonly connection: Connection,
    private readonly disk?: FileSystemProvider & BinaryFiles,
  ) {}

  async stat(uri: URI): Promise<FileSystemNode> {
    if (this.disk && onDisk(uri)) return this.disk.stat(uri);
    const { isFile, isDirectory } = await this.ask('factorflow/stat', uri);
    return { uri, isFile, isDirectory };
  }

  async exists(uri: URI): Promise<boolean> {
    return this.stat(uri).then(
      () => true,
      () => false,
    );
  }

  readBinary(uri: URI): Promise<Uint8Array> {
    return this.readUpTo(uri, MOST_BYTES);
  }

  async readUpTo(uri: URI, most: number): Promise<Uint8Array> {
    if (this.disk && onDisk(uri)) return this.disk.readUpTo(uri, most);
    assertReadable(await this.ask('factorflow/stat', uri), most);
    const bytes = await this.ask('factorflow/readBinary', uri);
    return typeof bytes === 'string' ? decoded(bytes) : bytes;
  }

  async readFile(uri: URI): Promise<string> {
    if (this.disk && onDisk(uri)) return this.disk.readFile(uri);
    assertReadable(await this.ask('factorflow/stat', uri));
    return this.ask('factorflow/readFile', uri);
  }

  async readDirectory(uri: URI): Promise<FileSystemNode[]> {
    if (this.disk && onDisk(uri)) return this.disk.readDirectory(uri);
    const entries = await this.ask('factorflow/readDirectory', uri);
    return entries.map(({ name, isFile, isDirectory }) => ({ uri: UriUtils.joinPath(uri, name), isFile, isDirectory }));
  }

  statSync = notNow;
  existsSync = notNow;
  readBinarySync = notNow;
  readFileSync = notNow;
  readDirectorySync = notNow;

  /** Rejects where there is no such file, or the editor cannot be asked. */
  private async ask<M extends keyof ClientRequests>(
    method: M,
    uri: URI,
  ): Promise<NonNullable<ClientRequests[M]['result']>> {
    const params: ClientRequests[M]['params'] = { uri: uri.toString() };
    const result = await this.connection.sendRequest<ClientRequests[M]['result']>(method, params);
    if (result === null) throw new Error(`The editor cannot read ${uri}.`);
    return result as NonNullable<ClientRequests[M]['result']>;
  }
}

/** Base64 as bytes; models have many, and so a list between would be too much. */
function decoded(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const onDisk = (uri: URI): boolean => uri.scheme === 'file';

function notNow(): never {
  throw new Error('An editor is asked for files, and answers later.');
}
