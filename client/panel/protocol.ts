import type { Basis, EvaluationReport, MapReport, Reference, StopReason } from '../../server/protocol/index.js';

/*
 * The only contract between the panels (in the extension host) and their page (in the webview). Both sides send plain data;
 * the page keeps what it shows with `setState`, so it survives hiding, and VS Code hands it back after a reload.
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
}

/** From the extension host. */
export type ToPage =
  | { type: 'show'; shown: unknown; changes: readonly string[] }
  /** What has changed since the numbers were computed, each for people; empty while they hold. */
  | { type: 'judged'; changes: readonly string[] };

/** From the page. */
export type FromPage =
  /** The page listens; it shows what it kept, or waits. */
  | { type: 'ready' }
  /** A button: what its `data-action` names, on what the page shows, of the layer or violation that its `data-index` counts. */
  | { type: 'act'; action: string; index?: number; shown: unknown };
