/** Counts up when the numbers of a mapping change, so what was the best by an earlier model is not taken for it now. */
export const MODEL_VERSION = 2;

/** Switches of the analytical model (model.md). */
export interface ModelOptions {
  /** The output starts from a bias: its first visit reads, too. */
  readonly bias: boolean;
  /** Drains are left out of all counts, as Timeloop does. */
  readonly freeDrains: boolean;
  /** Axes of several terms occupy their hull, `Σc(X−1) + 1`, as in Timeloop. */
  readonly timeloopBounds: boolean;
}

/** Nothing but model.md: no bias, drains that cost, exact windows. */
export const DEFAULT_OPTIONS: ModelOptions = { bias: false, freeDrains: false, timeloopBounds: false };
