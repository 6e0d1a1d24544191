import type { Draft } from './draft.js';
import type { Report } from './report.js';
import type { SourceFile } from './source-file.js';

/** What is to be imported, and what the user says of it. */
export interface ImportInput {
  /** In the order in which they were given; those of a folder by their names. */
  readonly files: readonly SourceFile[];
  /** What the result is called; by the files where it is undefined. */
  readonly name: string | undefined;
  /** What stands for the names of sizes that a model leaves open. */
  readonly sizes: ReadonlyMap<string, number>;
  /** What names in expressions and templates stand for, before what the files say. */
  readonly definitions: ReadonlyMap<string, string>;
  /** Energy reference tables of Accelergy. */
  readonly ert: readonly SourceFile[];
  /** Whether energies that no file gives are estimated. */
  readonly estimate: boolean;
}

/** Reads the files of another tool. */
export interface Importer {
  /**
   * Makes a draft of files of which at least one was recognized. What is not exact is reported; an error in the report
   * keeps the draft from being printed.
   */
  read(input: ImportInput, report: Report): Draft;
}
