/** A file that is written. */
export interface ExportedFile {
  /** With the folder that it is in, if any: `conv/arch.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** What the other tool cannot say as the language does. */
export interface ExportRemark {
  /** Said nearly so, or not at all. */
  readonly kind: 'approximated' | 'lost';
  /** The level, layer or property: `SACols: over M, K`. */
  readonly what: string;
  /** How the other tool's numbers then differ, as a sentence. */
  readonly effect: string;
}

/** What declarations become for another tool. */
export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly remarks: readonly ExportRemark[];
}
