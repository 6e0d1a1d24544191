/** The data of an inlay hint. */
export interface HintData {
  /** Whether it says that a level holds more than it has room for, or uses more than there is. */
  overfull?: boolean;
}

/** The data of a completion. */
export interface CompletionData {
  /** Whether something is to be completed after what it puts in. */
  goesOn?: boolean;
}
