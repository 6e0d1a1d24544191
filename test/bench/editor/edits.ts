import { prng } from '../../../server/mapper/prng.js';

/** A keystroke: characters from an offset on are replaced. */
export interface Keystroke {
  readonly kind: string;
  readonly offset: number;
  readonly removed: number;
  readonly typed: string;
}

/**
 * What somebody types at the beginning, in the middle and at the end of a file, key by key: a property, a workload, other
 * numbers, a name that others refer to, a brace that is missing for a while, lines that move all that is below. In the end
 * the text is what it was.
 *
 * @param seed decides which of the places nearby is taken
 */
export function session(text: string, seed: number): Keystroke[] {
  const random = prng(seed);
  return [0.02, 0.5, 0.98].flatMap((share) => {
    const writer = new Writer(text);
    /** The offset after a match that is among the nearest to the place in the file. */
    const near = (pattern: RegExp): number => {
      const ends = [...text.matchAll(pattern)].map((match) => match.index + match[0].length);
      ends.sort((a, b) => Math.abs(a - share * text.length) - Math.abs(b - share * text.length));
      return ends[Math.floor(random() * Math.min(3, ends.length))];
    };
    if (/energy/.test(text)) {
      writer.type('property', near(/energy:.*/g), '\n    ', ...'leakage: 0.01 pJ').erase();
      writer.retype('number', near(/(?:size|bandwidth): \d/g), 1, '3');
      writer.type('number', near(/(?:size|bandwidth): \d/g), ...'024').erase();
      writer.retype('name', near(/^architecture \w+/gm), 1, 'z');
      writer.retype('brace', near(/^ {2}\}/gm), 1, '');
      writer.retype('brace', near(/^ {2}memory \w+ \{/gm), 1, '');
    }
    if (/^mapping/m.test(text)) {
      writer.retype('factor', near(/^ {2}\w+: +\w+ \d/gm), 1, '3');
      writer.type('factor', near(/^ {2}\w+: +\w+ \d+/gm), ...', K 2').erase();
    }
    writer.type('workload', near(/^\}?$/gm), '\n', ...'workload W : gemm { M: 64 }').erase('at once');
    writer.type('comment', near(/^/gm), '/', '/').erase();
    writer.type('line', near(/^/gm), '\n', '\n').erase();
    return writer.keystrokes;
  });
}

/** Writes keystrokes that leave the text as it was. */
class Writer {
  readonly keystrokes: Keystroke[] = [];
  private kind = '';
  private start = 0;
  private end = 0;

  constructor(private readonly text: string) {}

  /** Types one piece after the other. */
  type(kind: string, offset: number, ...pieces: string[]): this {
    [this.kind, this.start, this.end] = [kind, offset, offset];
    for (const typed of pieces) {
      this.keystrokes.push({ kind, offset: this.end, removed: 0, typed });
      this.end += typed.length;
    }
    return this;
  }

  /** Takes back what was typed last, character by character or at once. */
  erase(how: 'backwards' | 'at once' = 'backwards'): void {
    if (how === 'at once') {
      this.keystrokes.push({ kind: this.kind, offset: this.start, removed: this.end - this.start, typed: '' });
      return;
    }
    while (this.end-- > this.start) {
      this.keystrokes.push({ kind: this.kind, offset: this.end, removed: 1, typed: '' });
    }
  }

  /** Replaces characters before an offset, and brings them back. */
  retype(kind: string, offset: number, length: number, typed: string): void {
    const start = offset - length;
    const written = this.text.slice(start, offset);
    this.keystrokes.push({ kind, offset: start, removed: length, typed });
    this.keystrokes.push({ kind, offset: start, removed: typed.length, typed: written });
  }
}
