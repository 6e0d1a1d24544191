/**
 * What the server asks of the client: files of the workspace that are not on the server's own disk. The answer is null
 * where there is none, or none that can be read.
 */
export interface ClientRequests {
  'factorflow/stat': { params: { uri: string }; result: FileStat | null };
  'factorflow/readFile': { params: { uri: string }; result: string | null };
  /** Bytes where messages are copied as they are, as between threads of a browser; base64 where they are JSON. */
  'factorflow/readBinary': { params: { uri: string }; result: Uint8Array | string | null };
  'factorflow/readDirectory': { params: { uri: string }; result: DirectoryEntry[] | null };
}

/** What is at an address. */
export interface FileKind {
  isFile: boolean;
  isDirectory: boolean;
}

/** What is at an address, and how many bytes it has. */
export interface FileStat extends FileKind {
  size: number;
}

/** One thing in a folder. */
export interface DirectoryEntry extends FileKind {
  name: string;
}
