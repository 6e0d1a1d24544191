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

/** A remark as users read it: `lost: Net: link. …`. */
export const remarkLine = ({ kind, what, effect }: ExportRemark): string =>
  `${kind}: ${what.replace(/\s+/g, ' ')}. ${effect}`;

/** What declarations become for another tool. */
export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly remarks: readonly ExportRemark[];
}
