import type { Html } from './html.js';

/**
 * A part of a page that is drawn again only where one of its arguments is another object. Preact leaves alone what is the very
 * same element as before.
 */
export function lasting<A extends readonly unknown[]>(draw: (...of: A) => Html | null): (...of: A) => Html | null {
  let last: { readonly of: A; readonly drawn: Html | null } | undefined;
  return (...of) => {
    if (!last || of.some((each, i) => each !== last?.of[i])) last = { of, drawn: draw(...of) };
    return last.drawn;
  };
}
