/** A declaration, by the document that holds it and its name there. A layer is `Network.Layer`. */
export interface Reference {
  uri: string;
  name: string;
}

/** Zero-based lines and UTF-16 characters, as in LSP. */
export interface Range {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

/** A change of a document. */
export interface TextEdit {
  range: Range;
  newText: string;
}

/** A place in a document. */
export interface Location {
  uri: string;
  range: Range;
}
