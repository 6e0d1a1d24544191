/** What inlay hints tell of, each with a setting of its own. */
export const HINT_KINDS = ['fills', 'implied', 'units', 'values'] as const;

export type HintKind = (typeof HINT_KINDS)[number];

/** Which inlay hints the user wants to see. */
export interface HintSettings {
  shows(kind: HintKind): boolean;
}

/** For hosts without settings. */
export const ALL_HINTS: HintSettings = { shows: () => true };
