import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { componentName, type EnergyTables, type TableComponent, type Unread } from './tables.js';

interface Component {
  readonly actions: Map<string, number>;
  area: number | null;
}

/** Energy and area reference tables of Accelergy 0.3 and 0.4, in one file or one each. */
export function readEnergyTables(text: string): EnergyTables | Unread {
  const lines = new LineCounter();
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

function parse(text: string, lineCounter: LineCounter): { readonly roots: readonly (Node | null)[] } | Unread {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    const all = Array.isArray(documents) ? documents : [];
    const [error] = all.flatMap(({ errors }) => errors);
    if (error) return { unread: `line ${lineCounter.linePos(error.pos[0]).line} is no YAML: ${error.message}` };
    return { roots: all.map(({ contents }) => contents) };
  } catch (error) {
    // The parser calls itself for each value inside another, until there is no stack left.
    if (error instanceof RangeError) return { unread: 'it is nested too deeply' };
    throw error;
  }
}

function read(table: Node, found: Map<string, Component>, lines: LineCounter): Unread | undefined {
  const path = scalar(at(table, 'name'));
  if (path === undefined) return undefined;
  const name = componentName(path);
  const component = found.get(name) ?? { actions: new Map<string, number>(), area: null };
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

function wrong(what: string, node: Node, lines: LineCounter): Unread {
  const { line } = lines.linePos(node.range?.[0] ?? 0);
  return {
    unread: `line ${line} has the ${what} \`${isScalar(node) ? node.source : '…'}\`, which is no number of at least 0`,
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
