import { nearest } from '../../language/nearest.js';

/** Why an entry is lost whose key is not known, as the rest of a sentence, with the nearest of those that are. */
export function unknownKey(key: string, known: Iterable<string>, times = ''): string {
  const meant = nearest(key, known);
  return `nothing is known of it here${times}${meant === undefined ? '' : `, and \`${meant}\` is the nearest that is`}`;
}
