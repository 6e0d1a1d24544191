/** What an edit has left of a text: so many characters at its beginning and at its end, all of them whole lines. */
export interface Unchanged {
  readonly head: number;
  readonly tail: number;
}

/** Compares a text with what it was before. Lines end with a line feed here, so none is cut within `\r\n`. */
export function unchangedLines(before: string, now: string): Unchanged {
  const most = Math.min(before.length, now.length);
  let same = 0;
  while (same < most && before.charCodeAt(same) === now.charCodeAt(same)) same += 1;
  const head = now.slice(0, same).lastIndexOf('\n') + 1;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)) {
    tail += 1;
  }
  const start = now.indexOf('\n', now.length - tail) + 1;
  return { head, tail: start === 0 ? 0 : now.length - start };
}

/** How many lines end in a text, as the lexer counts them. */
export function lineBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** A text that is not part of a longer one to V8, which it would keep in memory. */
export function copy(text: string): string {
  return ` ${text}`.slice(1);
}
