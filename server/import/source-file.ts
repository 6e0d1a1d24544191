/** Where something stands in a file: from an offset in its text up to another. */
export interface Place {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** A value with the place that says it. */
export interface Sourced<T> {
  readonly value: T;
  readonly from: Place;
}

/** A line and a column of a text, both from 0, as editors count them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A file that is imported, wherever it was read. */
export class SourceFile {
  private decoded: string | undefined;
  private starts: number[] | undefined;

  /** @param path as users know it, with `/` between folders: from where they named it */
  constructor(
    readonly path: string,
    readonly bytes: Uint8Array,
  ) {}

  static ofText(path: string, text: string): SourceFile {
    return new SourceFile(path, new TextEncoder().encode(text));
  }

  /** Without folders. */
  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  /** The folder that it is in, with a `/` at the end; empty at the top. */
  get folder(): string {
    return this.path.slice(0, this.path.lastIndexOf('/') + 1);
  }

  /** What is in it as UTF-8, without a byte order mark. */
  get text(): string {
    this.decoded ??= new TextDecoder().decode(this.bytes);
    return this.decoded;
  }

  /** The whole file. */
  get place(): Place {
    return { file: this, start: 0, end: 0 };
  }

  position(offset: number): Position {
    const starts = this.lines();
    let line = 0;
    for (let most = starts.length - 1; line < most; ) {
      const middle = Math.ceil((line + most) / 2);
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else most = middle - 1;
    }
    return { line, character: offset - (starts[line] ?? 0) };
  }

  /** Where a line begins, from 0; where the text ends if it has no such line. */
  offsetOf(line: number): number {
    return this.lines()[line] ?? this.text.length;
  }

  private lines(): readonly number[] {
    this.starts ??= [0, ...[...this.text.matchAll(/\r\n?|\n/g)].map((found) => found.index + found[0].length)];
    return this.starts;
  }
}

/** A place as people write it: `arch.yaml:42`. */
export const placeText = ({ file, start }: Place): string => `${file.name}:${file.position(start).line + 1}`;
