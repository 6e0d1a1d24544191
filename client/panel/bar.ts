import { type Html, html } from './html.js';

/**
 * A bar that fills `share` of its cell. It repeats what a number beside it says, so it is hidden from screen readers. An
 * SVG carries its width as an attribute: the page's content policy allows no inline styles.
 */
export function bar(share: number, kind: 'plain' | 'over' = 'plain'): Html {
  const width = Math.min(100, Math.max(0, share * 100));
  return html`<svg class="bar" aria-hidden="true"><rect class="${kind}" width="${round(width)}%" height="100%"></rect></svg>`;
}

/** Where `value` lies between 1 and `largest` on a logarithmic scale; 0 for nothing. A sole word still shows. */
export function logShare(value: number, largest: number): number {
  if (value < 1) return 0;
  return (1 + Math.log2(value)) / (1 + Math.log2(Math.max(largest, 1)));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
