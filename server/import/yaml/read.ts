import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import type { Report } from '../report.js';
import type { Place, SourceFile } from '../source-file.js';
import { type YamlEntry, YamlMap, type YamlNode } from './node.js';

/** The most values of a file, those of aliases counted each time: a few lines of aliases of aliases would otherwise fill the memory. */
const MOST_NODES = 2 ** 18;

/** How deep values may be nested. */
const MOST_DEPTH = 100;

/** A text of YAML, and where its parts come from. */
export interface YamlText {
  readonly text: string;
  place(start: number, end: number): Place;
}

/** What a scalar stands for; undefined where it stands for itself. */
type StandIn = (text: string) => YamlNode | undefined;

/** The YAML documents of a file; what is wrong with it is reported, and then there is none. */
export function readYaml(file: SourceFile, report: Report, standIn?: StandIn): YamlNode[] {
  return readYamlText({ text: file.text, place: (start, end) => ({ file, start, end }) }, report, standIn);
}

/** As `readYaml`, of a text that was made of files. */
export function readYamlText(source: YamlText, report: Report, standIn: StandIn = () => undefined): YamlNode[] {
  const tooDeep = (): [] => {
    report.add('ffarch/import-too-large', { what: 'nested level', most: MOST_DEPTH }, source.place(0, 0));
    return [];
  };
  let documents: readonly Document[];
  try {
    const parsed = parseAllDocuments(source.text, {
      uniqueKeys: false,
      merge: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    // The parser calls itself for each value inside another, until there is no stack left.
    if (!(error instanceof RangeError)) throw error;
    return tooDeep();
  }
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) {
    // Some overflows the parser reports as errors of the text.
    if (/call stack/.test(error.message)) return tooDeep();
    const [start, end] = error.pos;
    const reason = error.message.replace(/\s+/g, ' ').replace(/[.:]?\s*$/, '');
    report.add('ffarch/import-malformed', { format: 'YAML', reason }, source.place(start, end));
    return [];
  }
  const reader = new Reader(source, report, standIn);
  return documents.flatMap((document) => {
    const root = document.contents ? reader.document(document) : null;
    return root ? [root] : [];
  });
}

/** A value, and how many it consists of with those that aliases in it stand for. */
interface Sized {
  readonly node: YamlNode;
  readonly size: number;
}

/** Digits may have `_` between them in YAML 1.1, which the tools in Python read. */
const GROUPED = /^[-+]?\d[\d_]*(\.[\d_]*)?(e[-+]?\d+)?$/i;

const plainValue = ({ value, type }: Scalar): unknown =>
  type === 'PLAIN' && typeof value === 'string' && GROUPED.test(value) ? Number(value.replaceAll('_', '')) : value;

/** Thrown and caught in this file alone: the walk ends wherever it is. */
class Stop extends Error {}

class Reader {
  private anchors = new Map<string, Sized | null>();

  constructor(
    private readonly source: YamlText,
    private readonly report: Report,
    private readonly standIn: StandIn,
  ) {}

  document(document: Document): YamlNode | null {
    this.anchors = new Map();
    try {
      return this.node(document.contents, 0).node;
    } catch (error) {
      if (error instanceof Stop) return null;
      throw error;
    }
  }

  private node(node: Node | null, depth: number): Sized {
    const place = this.place(node);
    if (depth > MOST_DEPTH) this.tooLarge('nested level', MOST_DEPTH, place);
    if (isAlias(node)) return this.alias(node, place);
    const anchor = node?.anchor;
    // An alias inside of what it stands for has no end.
    if (anchor !== undefined) this.anchors.set(anchor, null);
    const sized = this.value(node, place, depth);
    if (sized.size > MOST_NODES) this.tooLarge('value', MOST_NODES, place);
    if (anchor !== undefined) this.anchors.set(anchor, sized);
    return sized;
  }

  private value(node: Node | null, place: Place, depth: number): Sized {
    const tag = node?.tag?.startsWith('!') ? node.tag : '';
    if (isSeq(node)) {
      const items = node.items.map((item) => this.node(item as Node | null, depth + 1));
      return { node: { kind: 'list', items: items.map((item) => item.node), place, tag }, size: sizeOf(items) };
    }
    if (isMap(node)) {
      const entries = node.items.map((pair) => this.entry(pair as Pair<Node, Node>, place, depth));
      return { node: new YamlMap(merged(entries.map(({ entry }) => entry)), place, tag), size: sizeOf(entries) };
    }
    const value = isScalar(node) ? plainValue(node) : null;
    const text = isScalar(node) ? (node.source ?? String(value ?? '')) : '';
    const meant = this.standIn(tag === '!include' ? `!include ${text}` : text);
    if (meant) return { node: meant, size: 1 };
    const plain = typeof value === 'bigint' ? Number(value) : value;
    const simple = plain === null || ['string', 'number', 'boolean'].includes(typeof plain);
    return {
      node: { kind: 'scalar', value: simple ? (plain as string | number | boolean | null) : text, text, place, tag },
      size: 1,
    };
  }

  private entry(pair: Pair<Node, Node>, around: Place, depth: number): { entry: YamlEntry; size: number } {
    const key = this.node(pair.key, depth + 1);
    const { node: value, size } = this.node(pair.value, depth + 1);
    // What is left empty stands where its key does.
    const place = pair.key?.range ? key.node.place : around;
    const name = key.node.kind === 'scalar' ? key.node.text : '';
    return {
      entry: { key: name, place, value: pair.value?.range ? value : ({ ...value, place } as YamlNode) },
      size: size + 1,
    };
  }

  private alias(node: Alias, place: Place): Sized {
    const sized = this.anchors.get(node.source);
    if (sized) return sized;
    const reason =
      sized === null ? `\`*${node.source}\` stands for what it is in` : `there is no anchor \`&${node.source}\` before`;
    this.report.add('ffarch/import-malformed', { format: 'YAML', reason }, place);
    throw new Stop();
  }

  private place(node: Node | null): Place {
    const [start, end] = node?.range ?? [0, 0];
    return this.source.place(start, end);
  }

  private tooLarge(what: string, most: number, place: Place): never {
    this.report.add('ffarch/import-too-large', { what, most }, place);
    throw new Stop();
  }
}

const sizeOf = (parts: readonly { readonly size: number }[]): number => parts.reduce((sum, { size }) => sum + size, 1);

/** Does the merges of a map: its own entries win over those that `<<` and `<<<` bring; of the latter, maps are merged again. */
function merged(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  if (!entries.some(({ key }) => isMerge(key))) return entries;
  const result = new Map(entries.filter(({ key }) => !isMerge(key)).map((entry) => [entry.key, entry]));
  for (const { key, value } of entries) {
    if (!isMerge(key)) continue;
    for (const source of value.kind === 'list' ? value.items : [value]) {
      if (source.kind !== 'map') continue;
      for (const entry of source.entries) {
        const own = result.get(entry.key);
        if (!own) result.set(entry.key, entry);
        else if (key === '<<<') result.set(entry.key, { ...own, value: mergedValue(own.value, entry.value) });
      }
    }
  }
  return [...result.values()];
}

const isMerge = (key: string): boolean => key === '<<' || key === '<<<';

function mergedValue(own: YamlNode, base: YamlNode): YamlNode {
  if (own.kind !== 'map' || base.kind !== 'map' || own.tag === '!nomerge') return own;
  const entries = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of own.entries) {
    const inherited = entries.get(entry.key);
    entries.set(entry.key, inherited ? { ...entry, value: mergedValue(entry.value, inherited.value) } : entry);
  }
  return new YamlMap([...entries.values()], own.place, own.tag);
}
