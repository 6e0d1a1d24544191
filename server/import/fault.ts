import { oneLine } from './one-line.js';

/** What can be wrong with a file that is to be imported. */
export type FaultCode =
  /** None of the formats that are read. */
  | 'unknown-format'
  /** The file ends before what it announces. */
  | 'truncated'
  /** Bytes that the format does not allow. */
  | 'malformed'
  /** More than is read: bytes, parts, or counts beyond 2^53. */
  | 'too-large'
  /** Graphs inside graphs, or functions inside functions, beyond what is followed. */
  | 'too-deep'
  /** Values or functions that need each other. */
  | 'cycle'
  /** Sizes that the model leaves open, and nobody has given. */
  | 'open-dimension'
  /** A size was given for a name that the model does not have. */
  | 'unknown-dimension'
  /** Nothing in the model could become a layer. */
  | 'no-layers';

/** Why a file cannot be imported: a value, never thrown. */
export class Fault {
  /**
   * @param message what is wrong, with its numbers, as a sentence
   * @param remedy what to do about it, as a sentence
   * @param dimensions the names of the sizes that are open, for `open-dimension`
   */
  constructor(
    readonly code: FaultCode,
    readonly message: string,
    readonly remedy: string,
    readonly dimensions: readonly string[] = [],
  ) {}

  /** Both on one line, whatever names are in them. */
  get line(): string {
    return `${oneLine(this.message)} ${oneLine(this.remedy)}`;
  }
}
