import type { Place, SourceFile } from '../source-file.js';

/** A word, a number or a sign of a MAESTRO file. */
export interface Token {
  readonly text: string;
  /** From 0. */
  readonly line: number;
  readonly place: Place;
}

const TOKEN = /(\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S])))|(\n)|([A-Za-z_][\w.-]*['’]?|\d+(?:\.\d+)?)|([^\s])/g;

/** The tokens of a file, without its comments. Published dataflows have primes as editors set them, too. */
export function tokensOf(file: SourceFile): Token[] {
  const tokens: Token[] = [];
  let line = 0;
  for (const match of file.text.matchAll(TOKEN)) {
    const [text, comment, end, word, sign] = match;
    const place = { file, start: match.index, end: match.index + text.length };
    if (word !== undefined || sign !== undefined) tokens.push({ text: text.replace('’', "'"), line, place });
    line += comment === undefined ? (end === undefined ? 0 : 1) : text.split('\n').length - 1;
  }
  return tokens;
}
