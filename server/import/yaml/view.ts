import type { Place } from '../source-file.js';
import type { YamlNode } from './node.js';

/** A value as a reader asks for it: what it is not is just not there. */
export class YamlView {
  constructor(
    private readonly node: YamlNode,
    /** Where it stands. */
    readonly place: Place = node.place,
  ) {}

  /** `!Memory`; empty without one. */
  get tag(): string {
    return this.node.tag;
  }

  get isMap(): boolean {
    return this.node.kind === 'map';
  }

  get isList(): boolean {
    return this.node.kind === 'list';
  }

  /** A scalar as it is written, without quotes. */
  get text(): string | undefined {
    return this.node.kind === 'scalar' && this.node.value !== null ? this.node.text : undefined;
  }

  get number(): number | undefined {
    return this.node.kind === 'scalar' && typeof this.node.value === 'number' ? this.node.value : undefined;
  }

  get boolean(): boolean | undefined {
    return this.node.kind === 'scalar' && typeof this.node.value === 'boolean' ? this.node.value : undefined;
  }

  /** The items of a list. */
  get items(): readonly YamlView[] {
    return this.node.kind === 'list' ? this.node.items.map((item) => new YamlView(item)) : [];
  }

  /** The entries of a map, and where their keys stand. */
  get entries(): readonly { readonly key: string; readonly keyPlace: Place; readonly value: YamlView }[] {
    return this.node.kind === 'map'
      ? this.node.entries.map(({ key, place, value }) => ({ key, keyPlace: place, value: new YamlView(value) }))
      : [];
  }

  /** Where a key of a map stands; the whole value where it has none of that name. */
  placeOf(key: string): Place {
    return (this.node.kind === 'map' ? this.node.entry(key)?.place : undefined) ?? this.place;
  }

  /** What a map has for a key. */
  get(key: string): YamlView | undefined {
    const value = this.node.kind === 'map' ? this.node.get(key) : undefined;
    return value && new YamlView(value);
  }
}
