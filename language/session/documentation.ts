import type { CodeDescription } from 'vscode-languageserver-types';
import type { LevelKind } from '../schema/index.js';

/** What `docs/language.md` has a section of: the anchors of their headings. */
export const CONSTRUCTS = [
  ...(['import', 'const', 'coupling', 'workload', 'network', 'mapping'] as const),
  ...(['architecture', 'memory', 'fanout', 'compute', 'factors', 'order'] as const),
] as const;
export type Construct = (typeof CONSTRUCTS)[number];

/** The section about a property, which is that of its level for all but two. */
export function sectionOf(keyword: string, level: LevelKind): Construct {
  return keyword === 'factors' || keyword === 'order' ? keyword : level;
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
