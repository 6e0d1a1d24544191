import type { CodeDescription } from 'vscode-languageserver-types';
import type { PropertyOwner } from '../schema/index.js';

/** What `docs/language.md` has a section of: the anchors of their headings. */
export const CONSTRUCTS = [
  ...(['import', 'const', 'coupling', 'workload', 'network', 'mapping'] as const),
  ...(['architecture', 'memory', 'fanout', 'link', 'compute', 'clock', 'factors', 'order', 'component'] as const),
] as const;
export type Construct = (typeof CONSTRUCTS)[number];

/** The properties with a section of their own. */
const OWN_SECTIONS: Readonly<Record<string, Construct>> = {
  factors: 'factors',
  order: 'order',
  component: 'component',
  technology: 'component',
  clock: 'clock',
};

/** The section about a property, which is that of its level for all but a few. */
export function sectionOf(keyword: string, owner: PropertyOwner): Construct {
  return OWN_SECTIONS[keyword] ?? owner;
}

/** Where people read what something means. The host of the language knows: it is installed with the pages, or not. */
export interface Documentation {
  /** The place that explains the code of a diagnostic. */
  of(code: string): CodeDescription | undefined;
  /** A link to what `docs/language.md` says of a construct, as Markdown; undefined for an editor that cannot follow it. */
  reference(construct: Construct): string | undefined;
}

/** A host without the pages. */
export const NO_DOCUMENTATION: Documentation = { of: () => undefined, reference: () => undefined };
