/** Which model is to be imported. */
export interface ImportParams {
  /** Of the file. */
  uri: string;
  /** What stands for the names of sizes that the model leaves open; whole numbers from 0. */
  sizes: Record<string, number>;
}

/** What came of an import. */
export type ImportOutcome =
  | {
      kind: 'imported';
      /** A document with a network, formatted. */
      text: string;
      /** What the network is called, and what it comes to: `mobilenet: 53 layers with …`. */
      summary: string;
      /** What was left out or assumed, a line each; the text has them as comments. */
      remarks: string[];
    }
  /** The names of sizes that the model leaves open, and that the request does not give. */
  | { kind: 'open'; dimensions: string[] }
  | { kind: 'failed'; message: string };
