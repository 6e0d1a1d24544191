import type { EvaluationReport, MapReport, Reference, StopReason } from '../../server/protocol.js';

/**
 * The only contract between the panel (in the extension host) and its page (in the webview). Both sides send plain data;
 * the page keeps what it shows with `setState`, so that it survives hiding, and VS Code hands it back after a reload.
 */
export interface Shown {
  report: EvaluationReport | MapReport;
  /** Why the search ended; only for a result of the mapper. */
  stopped?: StopReason;
  /** The document from which it was asked for, where a mapping is inserted. */
  uri: string;
  architecture: Reference;
  workload: Reference;
}

/** The kind of webview; VS Code brings one back under this name after a reload. */
export const VIEW_TYPE = 'factorflow.result';

export type ToPage = { type: 'show'; shown: Shown };

export type FromPage =
  /** The page listens; it shows what it kept, or waits. */
  { type: 'ready' } | { type: 'insert'; shown: Shown } | { type: 'copy'; as: 'json' | 'text'; shown: Shown };

/** Whether a state that VS Code kept can still be shown; an older version may have written it. */
export function isShown(state: unknown): state is Shown {
  const shown = state as Partial<Shown> | null | undefined;
  return (
    typeof shown === 'object' &&
    shown !== null &&
    typeof shown.uri === 'string' &&
    typeof shown.architecture?.name === 'string' &&
    typeof shown.workload?.name === 'string' &&
    typeof shown.report?.energy_pJ === 'number' &&
    Array.isArray(shown.report.levels) &&
    Array.isArray(shown.report.mapping)
  );
}
