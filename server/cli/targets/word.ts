import { isFile } from '../files.js';

/** A word's file and the name in it: `FILE`, `FILE#NAME` or `NAME`. Names may be quoted as in documents. */
export function parts(word: string): { file?: string; name?: string } {
  const hash = word.indexOf('#');
  if (hash > 0 && isFile(word.slice(0, hash)))
    return { file: word.slice(0, hash), name: unquoted(word.slice(hash + 1)) };
  return isFile(word) ? { file: word } : { name: unquoted(word) };
}

const unquoted = (name: string): string => name.replaceAll('"', '');
