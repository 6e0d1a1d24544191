import type { Place } from '../source-file.js';

/** A value of a YAML file, with its place. Aliases are what they stand for, and merges are done. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

interface Placed {
  readonly place: Place;
  /** Such as `!Component`; empty without one. */
  readonly tag: string;
}

export interface YamlScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As it is written, without quotes. */
  readonly text: string;
}

export interface YamlList extends Placed {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlEntry {
  readonly key: string;
  /** Of the key. */
  readonly place: Place;
  readonly value: YamlNode;
}

export class YamlMap implements Placed {
  readonly kind = 'map';
  private readonly byKey: ReadonlyMap<string, YamlEntry>;

  constructor(
    readonly entries: readonly YamlEntry[],
    readonly place: Place,
    readonly tag = '',
  ) {
    this.byKey = new Map(entries.map((entry) => [plainKey(entry.key), entry]));
  }

  /** The value of a key. */
  get(key: string): YamlNode | undefined {
    return this.entry(key)?.value;
  }

  entry(key: string): YamlEntry | undefined {
    return this.byKey.get(plainKey(key));
  }

  has(key: string): boolean {
    return this.byKey.has(plainKey(key));
  }
}

/** A key as it is compared: dashes and underscores mean the same. */
export const plainKey = (key: string): string => key.replaceAll('-', '_');

/** The text of a scalar; of all else none. */
export const textOf = (node: YamlNode | undefined): string => (node?.kind === 'scalar' ? node.text : '');
