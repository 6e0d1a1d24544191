import type { Range } from './locations.js';

/** What is to be imported. */
export interface ImportParams {
  /** Of files and folders: an ONNX model, or specifications of another tool. */
  uris: string[];
  /** What stands for the names of sizes that a model leaves open; whole numbers from 0. */
  sizes: Record<string, number>;
  /** Of energy reference tables of Accelergy. */
  ert: string[];
  /** Whether energies that no file gives are estimated. */
  estimate: boolean;
}

/** What is said of a file that is imported, at its own lines. */
export interface ImportFinding {
  uri: string;
  range: Range;
  severity: 'error' | 'warning' | 'info' | 'hint';
  /** `ffarch/import-lost` */
  code: string;
  /** The address of what is said of the code, where the editor can show it. */
  page?: string;
  message: string;
}

/** What came of an import. */
export type ImportOutcome =
  | {
      kind: 'imported';
      /** A document, formatted. */
      text: string;
      /** What it comes to: `mobilenet: 53 layers with …`, `eyeriss: 8 levels exact, …`. */
      summary: string;
      /** What was left out or assumed of a model, a line each; the text has them as comments. */
      remarks: string[];
      /** Of specifications: what is approximated or lost. */
      findings: ImportFinding[];
    }
  /** The names of sizes that the model leaves open, and that the request does not give. */
  | { kind: 'open'; dimensions: string[] }
  /** @property energies whether energies are all that is missing */
  | { kind: 'failed'; message: string; findings: ImportFinding[]; energies: boolean };
