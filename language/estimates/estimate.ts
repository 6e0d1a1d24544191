/** How much an estimate can be trusted. */
export const ERROR_CLASSES = {
  fitted: 'fitted: its error is known',
  'rule of thumb': 'a rule of thumb: it may be off by a factor of two',
  extrapolated: 'extrapolated: nothing was there to check it against',
  table: "a figure of its source's table",
  scaled: "a figure of its source's table, scaled to another node",
  secondary: 'a figure from a secondary source',
} as const satisfies Readonly<Record<string, string>>;
export type ErrorClass = keyof typeof ERROR_CLASSES;

/** What a component is estimated to take. */
export interface Estimate {
  /** pJ of an access to one row; of one operation or transfer in both, where a component has only one action. */
  readonly energy: { readonly read: number; readonly write: number };
  /** mW of one instance; null where the source has none. */
  readonly leakage: number | null;
  /** µm² of one instance; null where the source has none. */
  readonly area: number | null;
  /** The model, with what it was asked for: `SRAM, 64 × 16,384 bits, 45 nm`. */
  readonly model: string;
  /** Where its numbers come from. */
  readonly source: string;
  readonly errorClass: ErrorClass;
  /** How far it may be off, as far as that is known. */
  readonly error: string;
  /** What the model covers. */
  readonly domain: string;
  /** What makes it less certain than the model is, each a sentence with its numbers. */
  readonly warnings: readonly string[];
}

/** Why there is no estimate: a sentence with the number and the limit. */
export interface Refusal {
  readonly refused: string;
  /** The attribute that is needed and not given, if it is that. */
  readonly missing?: string;
}

export const isRefusal = (outcome: object): outcome is Refusal => 'refused' in outcome;
