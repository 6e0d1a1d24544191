import type { Basis, EvaluationReport, MapReport, Reference, StopReason } from '../../server/protocol/index.js';
import type { Choices } from './choices.js';

/*
 * The only contract between the panels (in the extension host) and their page (in the webview). Both sides send plain data;
 * the page keeps what it shows, and how, with `setState`, so it survives hiding, and VS Code hands it back after a reload.
 */

/** A mapping and what it costs. */
export interface Shown {
  report: EvaluationReport | MapReport;
  /** Why the search ended; only for a result of the mapper. */
  stopped?: StopReason;
  /** What the search was given; left out of a `mapping` declaration, which is evaluated again when something changes. */
  basis?: Basis;
  /** Of a declaration that breaks rules: whether loops are known with which it breaks none. */
  repairable?: boolean;
  /** The document from which it was asked for, where a mapping is inserted. */
  uri: string;
  architecture: Reference;
  workload: Reference;
  /** Another result, with which it is compared. */
  compared?: Compared;
  /** Whether the next results are compared with it. */
  pinned?: boolean;
}

/** A result beside which another is shown. */
export interface Compared {
  /** The one before of the same pair, one that was pinned, or one that was chosen. */
  as: 'before' | 'pinned' | 'chosen';
  report: EvaluationReport | MapReport;
}

/** What VS Code keeps of a page. */
export interface Kept {
  shown: unknown;
  choices: unknown;
}

/** From the extension host. */
export type ToPage =
  | { type: 'show'; shown: unknown; changes: readonly string[] }
  /** What has changed since the numbers were computed, each for people; empty while they hold. */
  | { type: 'judged'; changes: readonly string[] }
  /** The level under the cursor of the document; null where there is none. */
  | { type: 'marked'; level: string | null };

/** Where the user points in the page. */
export interface Pointed {
  /** Null for nothing of a level. */
  level: string | null;
  /** Of a loop. */
  dimension?: string;
  /** Whether to go to its line. */
  go: boolean;
}

/** From the page. */
export type FromPage =
  /** The page listens; it shows what it kept, or waits. */
  | { type: 'ready' }
  | ({ type: 'point' } & Pointed)
  /**
   * A button: what its `data-action` names, on what the page shows and how, of the layer, figure or violation that its `data-index` counts.
   * With the figure that is to be saved.
   */
  | { type: 'act'; action: string; index?: number; shown: unknown; choices: Choices; drawn?: Drawn };

/** A figure as files. */
export interface Drawn {
  title: string;
  svg: string;
  png: Uint8Array;
}
