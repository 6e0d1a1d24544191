/** A place in a document: zero-based line and UTF-16 character, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Where in the source a lowered thing was written, so a number can be traced to its line. */
export interface Source {
  readonly uri: string;
  readonly start: Position;
  /** Exclusive. */
  readonly end: Position;
}
