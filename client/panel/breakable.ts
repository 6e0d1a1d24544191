import { type Html, html } from './html.js';

/** A name that breaks, where it has to, before its words: `Global` / `Buffer`, `weight_` / `fifo`. */
export const breakable = (name: string): Html =>
  html`${name.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=[_.-])/u).map((word, i) => (i === 0 ? word : html`<wbr/>${word}`))}`;
