import type { Place } from '../source-file.js';
import { plainKey, type YamlNode } from './node.js';

/** An entry of a map that says nothing to the reader, which asked for none of its key. */
export interface UnreadEntry {
  readonly key: string;
  /** Of the key. */
  readonly place: Place;
  /** The keys that the reader asked the same map for; undefined of a key that is given again, and there counts. */
  readonly known: readonly string[] | undefined;
}

/** The keys that maps were asked for, those that they lack included; null where all there is was dealt with. */
type Asked = Map<YamlNode, Set<string> | null>;

/** A value as a reader asks for it: what it is not is just not there. What it was asked for is remembered. */
export class YamlView {
  constructor(
    private readonly node: YamlNode,
    /** Where it stands. */
    readonly place: Place = node.place,
    private readonly asked: Asked = new Map(),
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
    return this.node.kind === 'list' ? this.node.items.map((item) => this.view(item)) : [];
  }

  /** The entries of a map, and where their keys stand. */
  get entries(): readonly { readonly key: string; readonly keyPlace: Place; readonly value: YamlView }[] {
    if (this.node.kind !== 'map') return [];
    return this.node.entries.map(({ key, place, value }) => {
      this.ask(key);
      return { key, keyPlace: place, value: this.view(value) };
    });
  }

  /** Where a key of a map stands; the whole value where it has none of that name. */
  placeOf(key: string): Place {
    return (this.node.kind === 'map' ? this.node.entry(key)?.place : undefined) ?? this.place;
  }

  /** What a map has for a key. */
  get(key: string): YamlView | undefined {
    this.ask(key);
    const value = this.node.kind === 'map' ? this.node.get(key) : undefined;
    return value && this.view(value);
  }

  /** Takes all that is in it as read: what becomes of it was said otherwise. */
  dismiss(): void {
    this.asked.set(this.node, null);
  }

  /** The entries in it that were never asked for, without what is in these. */
  get unread(): readonly UnreadEntry[] {
    const unread: UnreadEntry[] = [];
    const seen = new Set<YamlNode>();
    const walk = (node: YamlNode): void => {
      const asked = this.asked.get(node);
      // What an alias stands for is one value.
      if (asked === null || seen.has(node)) return;
      seen.add(node);
      if (node.kind === 'list') node.items.forEach(walk);
      if (node.kind !== 'map') return;
      for (const entry of node.entries) {
        const { key, place, value } = entry;
        // Lists and maps are given again where files keep an older form of them, which nobody reads.
        if (node.entry(key) !== entry) {
          if (value.kind === 'scalar' && !isSame(value, node.get(key))) unread.push({ key, place, known: undefined });
        } else if (asked?.has(plainKey(key))) walk(value);
        else unread.push({ key, place, known: [...(asked ?? [])] });
      }
    };
    walk(this.node);
    return unread;
  }

  private view(node: YamlNode): YamlView {
    return new YamlView(node, node.place, this.asked);
  }

  private ask(key: string): void {
    if (this.node.kind !== 'map') return;
    const asked = this.asked.get(this.node);
    if (asked === undefined) this.asked.set(this.node, new Set([plainKey(key)]));
    else asked?.add(plainKey(key));
  }
}

const isSame = (one: YamlNode, other: YamlNode | undefined): boolean =>
  one.kind === 'scalar' && other?.kind === 'scalar' && one.value === other.value;
