/** What inlay hints tell of, each with a setting of its own, and whether it is shown unless the user says otherwise. */
export const HINT_DEFAULTS = { fills: true, implied: true, names: true, units: false, values: true } as const;

export type HintKind = keyof typeof HINT_DEFAULTS;

export const HINT_KINDS = Object.keys(HINT_DEFAULTS) as HintKind[];

/** Which inlay hints the user wants to see. */
export interface HintSettings {
  shows(kind: HintKind): boolean;
}

/** For hosts without settings. */
export const ALL_HINTS: HintSettings = { shows: () => true };
