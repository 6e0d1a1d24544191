import { ARCHITECTURES } from './architectures.js';
import { CONSTRAINTS } from './constraints.js';
import { COUPLINGS } from './couplings.js';
import type { Row, Severity } from './diagnostic.js';
import { ESTIMATES } from './estimates.js';
import { EXPRESSIONS } from './expressions.js';
import { IMPORTING } from './importing.js';
import { IMPORTS } from './imports.js';
import { MAPPINGS } from './mappings.js';
import { PROPERTIES } from './properties.js';
import { TEXT } from './text.js';
import { WORKLOADS } from './workloads.js';

export type { Severity } from './diagnostic.js';
export type { IMPORTING } from './importing.js';
export { MOST_SHOWN } from './text.js';

/** All diagnostics of the language, in the order of `docs/diagnostics.md`. */
export const SECTIONS = {
  'Text and names': TEXT,
  Imports: IMPORTS,
  'Numbers and expressions': EXPRESSIONS,
  Couplings: COUPLINGS,
  'Levels and their properties': PROPERTIES,
  'Components and their estimates': ESTIMATES,
  Architectures: ARCHITECTURES,
  'Dataflow constraints': CONSTRAINTS,
  'Workloads and networks': WORKLOADS,
  Mappings: MAPPINGS,
  'Files of other tools': IMPORTING,
} as const;

/** By code. */
export const DIAGNOSTICS = {
  ...TEXT,
  ...IMPORTS,
  ...EXPRESSIONS,
  ...COUPLINGS,
  ...PROPERTIES,
  ...ESTIMATES,
  ...ARCHITECTURES,
  ...CONSTRAINTS,
  ...WORKLOADS,
  ...MAPPINGS,
  ...IMPORTING,
} as const;

/** `ffarch/` and what it is about, in kebab case. */
export type DiagnosticCode = keyof typeof DIAGNOSTICS;

/** What the message of a diagnostic tells. */
export type Params<C extends DiagnosticCode> = C extends DiagnosticCode
  ? (typeof DIAGNOSTICS)[C]['message'] extends () => string
    ? Readonly<Record<string, never>>
    : Parameters<(typeof DIAGNOSTICS)[C]['message']>[0]
  : never;

/** What is said, wherever that is. */
export type Finding<C extends DiagnosticCode = DiagnosticCode> = C extends DiagnosticCode
  ? { readonly code: C; readonly params: Params<C> }
  : never;

/** What is known of a code. */
export function rowOf<C extends DiagnosticCode>(code: C): Row<Params<C>> {
  // Each row is of its own parameters, which the compiler cannot follow through a code that it does not know.
  return DIAGNOSTICS[code] as unknown as Row<Params<C>>;
}

/** The fact with its numbers, then the remedy. */
export function messageOf<C extends DiagnosticCode>(code: C, params: Params<C>): string {
  return rowOf(code).message(params);
}

export function severityOf<C extends DiagnosticCode>(code: C, params: Params<C>): Severity {
  const { severity } = rowOf(code);
  return typeof severity === 'function' ? severity(params) : severity;
}
