import type { CodeDescription } from 'vscode-languageserver-types';

/** Where people read what a diagnostic means. The host of the language knows: it is installed with the page, or not. */
export interface Documentation {
  /** The place that explains a code. */
  of(code: string): CodeDescription | undefined;
}

/** A host without the page. */
export const NO_DOCUMENTATION: Documentation = { of: () => undefined };
