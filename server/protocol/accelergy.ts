/** An architecture that Accelergy is to estimate. */
export interface AccelergyParams {
  uri: string;
  /** The name of an architecture of the document; left out where it is the only one. */
  architecture?: string;
  /** The program: its name on the path, or its file. */
  program: string;
}

/** What came of a run of Accelergy. */
export type AccelergyOutcome =
  | {
      kind: 'estimated';
      architecture: string;
      /** The energy and area reference tables in one file, and above them what they come to beside our models. */
      text: string;
      /** `4 levels: DRAM, GlobalBuffer, …` */
      summary: string;
      /** What the file may be called, beside the document. */
      file: string;
    }
  | { kind: 'several'; architectures: string[] }
  | { kind: 'cancelled' }
  | { kind: 'failed'; message: string };

/** Tables that levels are to take their energies from. */
export interface UseTablesParams {
  uri: string;
  architecture: string;
  /** The path of the tables, relative to the document. */
  file: string;
}
