import htm from 'htm';
import { type ComponentChildren, h, type VNode } from 'preact';

/** Elements of the page or of a figure. */
export type Html = VNode | readonly VNode[];

/**
 * Elements from a template whose values are attributes, text (which is escaped), elements or lists; null is left out. Preact
 * changes of the page only what differs, so the focus, what is folded out and where it is scrolled stay.
 */
export const html = htm.bind(h) as (strings: TemplateStringsArray, ...values: readonly ComponentChildren[]) => Html;
