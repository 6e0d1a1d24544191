import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, visit } from 'yaml';
import { componentName, type EnergyTables, type TableComponent, type TableSource, type Unread } from './tables.js';

interface Component {
  readonly actions: Map<string, number>;
  area: number | null;
  readonly source: TableSource;
}

/** Lines of a file of tables, and what its aliases stand for. */
class Lines extends LineCounter {
  readonly anchors = new Map<string, Node>();

  constructor(private readonly uri: string) {
    super();
  }

  source(from: number, to: number): TableSource {
    const [start, end] = [from, to].map((offset) => {
      const { line, col } = this.linePos(offset);
      return { line: Math.max(0, line - 1), character: Math.max(0, col - 1) };
    }) as [TableSource['start'], TableSource['end']];
    return { uri: this.uri, start, end };
  }

  sourceOf({ range }: Node): TableSource {
    return this.source(range?.[0] ?? 0, range?.[1] ?? 0);
  }
}

/**
 * Energy and area reference tables of Accelergy 0.3 and 0.4, in one file or one each. Files of other tools are read by importers, which
 * need all that is in them, with merges; here a few keys are looked up as one types.
 *
 * @param uri what places in it say that they are in
 */
export function readEnergyTables(text: string, uri = ''): EnergyTables | Unread {
  const lines = new Lines(uri);
  const parsed = parse(text, lines);
  if ('unread' in parsed) return parsed;
  const found = new Map<string, Component>();
  for (const root of parsed.roots) {
    for (const key of ['ERT', 'ART']) {
      const tables = at(at(root, key, lines), 'tables', lines);
      for (const table of itemsOf(tables, lines)) {
        const unread = read(table, found, lines);
        if (unread) return unread;
      }
    }
  }
  if (found.size === 0) return { unread: 'it has no `ERT` or `ART` with `tables`' };
  return new Map([...found].map(([name, one]): [string, TableComponent] => [name, { name, ...one }]));
}

function parse(text: string, lineCounter: Lines): { readonly roots: readonly (Node | null)[] } | Unread {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    const all = Array.isArray(documents) ? documents : [];
    const [error] = all.flatMap(({ errors }) => errors);
    if (error) {
      const source = lineCounter.source(...error.pos);
      return { unread: `line ${source.start.line + 1} is not YAML: ${error.message}`, source };
    }
    for (const document of all)
      visit(document, {
        Node: (_, node) => {
          if (!isAlias(node) && node.anchor !== undefined) lineCounter.anchors.set(node.anchor, node as Node);
        },
      });
    return { roots: all.map(({ contents }) => contents) };
  } catch (error) {
    // The parser calls itself for each value inside another, until there is no stack left.
    if (error instanceof RangeError) return { unread: 'it is nested too deeply' };
    throw error;
  }
}

function read(table: Node, found: Map<string, Component>, lines: Lines): Unread | undefined {
  const named = at(table, 'name', lines);
  const path = scalar(named);
  if (!named || path === undefined) return undefined;
  const name = componentName(path);
  const component = found.get(name) ?? {
    actions: new Map<string, number>(),
    area: null,
    source: lines.sourceOf(named),
  };
  found.set(name, component);
  const area = at(table, 'area', lines);
  if (area) {
    const value = amount(area);
    if (value === undefined) return wrong('area', area, lines);
    component.area = Math.max(component.area ?? 0, value);
  }
  for (const action of itemsOf(at(table, 'actions', lines), lines)) {
    const [label, energy] = [scalar(at(action, 'name', lines)), at(action, 'energy', lines)];
    if (label === undefined || !energy) continue;
    const value = amount(energy);
    if (value === undefined) return wrong('energy', energy, lines);
    component.actions.set(label, Math.max(component.actions.get(label) ?? 0, value));
  }
  return undefined;
}

function wrong(what: string, node: Node, lines: Lines): Unread {
  const source = lines.sourceOf(node);
  const given = isScalar(node) ? node.source : '…';
  return {
    unread: `line ${source.start.line + 1} has the ${what} \`${given}\`, which is not a number of at least 0`,
    source,
  };
}

function at(node: unknown, key: string, lines: Lines): Node | undefined {
  return isMap(node) ? meantBy(node.get(key, true), lines) : undefined;
}

const itemsOf = (node: Node | undefined, lines: Lines): Node[] =>
  isSeq(node) ? node.items.flatMap((item) => meantBy(item, lines) ?? []) : [];

/** What an alias stands for: where an anchor is given again, that of the last. */
const meantBy = (node: unknown, { anchors }: Lines): Node | undefined =>
  isAlias(node) ? anchors.get(node.source) : isNode(node) ? node : undefined;

const scalar = (node: Node | undefined): string | undefined =>
  isScalar(node) && node.value !== null ? String(node.value) : undefined;

function amount(node: Node): number | undefined {
  const value = isScalar(node) ? Number(node.value) : Number.NaN;
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
