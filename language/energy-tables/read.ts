import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { componentName, type EnergyTables, type TableComponent, type TableSource, type Unread } from './tables.js';

interface Component {
  readonly actions: Map<string, number>;
  area: number | null;
  readonly source: TableSource;
}

/** Lines of a file of tables. */
class Lines extends LineCounter {
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
 * Energy and area reference tables of Accelergy 0.3 and 0.4, in one file or one each.
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
      const tables = at(at(root, key), 'tables');
      for (const table of isSeq(tables) ? tables.items : []) {
        const unread = read(table as Node, found, lines);
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
    return { roots: all.map(({ contents }) => contents) };
  } catch (error) {
    // The parser calls itself for each value inside another, until there is no stack left.
    if (error instanceof RangeError) return { unread: 'it is nested too deeply' };
    throw error;
  }
}

function read(table: Node, found: Map<string, Component>, lines: Lines): Unread | undefined {
  const named = at(table, 'name');
  const path = scalar(named);
  if (!named || path === undefined) return undefined;
  const name = componentName(path);
  const component = found.get(name) ?? {
    actions: new Map<string, number>(),
    area: null,
    source: lines.sourceOf(named),
  };
  found.set(name, component);
  const area = at(table, 'area');
  if (area) {
    const value = amount(area);
    if (value === undefined) return wrong('area', area, lines);
    component.area = Math.max(component.area ?? 0, value);
  }
  const actions = at(table, 'actions');
  for (const action of isSeq(actions) ? actions.items : []) {
    const [label, energy] = [scalar(at(action as Node, 'name')), at(action as Node, 'energy')];
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
    unread: `line ${source.start.line + 1} has the ${what} \`${given}\`, which is no number of at least 0`,
    source,
  };
}

function at(node: unknown, key: string): Node | undefined {
  return isMap(node) ? (node.get(key, true) as Node | undefined) : undefined;
}

const scalar = (node: Node | undefined): string | undefined =>
  isScalar(node) && node.value !== null ? String(node.value) : undefined;

function amount(node: Node): number | undefined {
  const value = isScalar(node) ? Number(node.value) : Number.NaN;
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
