import { number } from '../../language/figures.js';
import type { ListedDeclaration, Overview } from '../../server/protocol/index.js';
import { type JudgedNetwork, resultRows } from './result-rows.js';
import type { Row, RowKind } from './row.js';

/**
 * The rows of an overview: groups of architectures, workloads with networks, mappings, and results. Groups without anything
 * are left out.
 *
 * @param path how a document is called, for people
 * @param mapped networks
 */
export function rows(overview: Overview, path: (uri: string) => string, mapped: readonly JudgedNetwork[]): Row[] {
  const { architectures, workloads, networks, mappings, results } = overview;
  const row = rowsOf(overview, path);
  return unique(
    [
      group(
        'architectures',
        'Architectures',
        architectures.map((one) => row('architecture', one, { architecture: one.reference })),
      ),
      group('workloads', 'Workloads', [
        ...workloads.map((one) => row('workload', one, { workload: one.reference })),
        ...networks.map((one) => ({
          ...row('network', one, { workload: one.reference }),
          children: one.layers.map((layer, i) => ({
            ...row(
              'layer',
              { ...layer, reference: { uri: layer.uri, name: layer.name } },
              { workload: layer.reference },
            ),
            id: `layer ${one.reference.uri} ${one.reference.name} ${i}`,
          })),
        })),
      ]),
      group(
        'mappings',
        'Mappings',
        mappings.map((one) => row('mapping', one, { mapping: one.reference.name })),
      ),
      group('results', 'Results', resultRows(results, mapped)),
    ].filter(({ children }) => children.length > 0),
  );
}

function group(kind: RowKind, label: string, children: readonly Row[]): Row & { children: readonly Row[] } {
  const count = number(children.length);
  return { id: kind, kind, label, description: count, accessibilityLabel: `${label}, ${count}`, children };
}

/** Rows of declarations; what is declared under the same name in several files is told apart by the file. */
function rowsOf({ architectures, workloads, networks, mappings }: Overview, path: (uri: string) => string) {
  const names = [architectures, workloads, networks, mappings].flat().map(({ reference }) => reference.name);
  return (kind: RowKind, { reference, range, description }: ListedDeclaration, argument: object): Row => {
    const { uri, name } = reference;
    const file = path(uri);
    const several = names.filter((other) => other === name).length > 1;
    return {
      id: `${kind} ${uri} ${name}`,
      kind,
      label: name,
      description: [several ? file : '', description].filter(Boolean).join(' — '),
      tooltip: [`${kind} ${name}`, description, `${file}, line ${range.start.line + 1}`].filter(Boolean).join('\n'),
      accessibilityLabel: [kind, name, description].filter(Boolean).join(' '),
      place: { uri, range },
      argument: { uri, ...argument },
    };
  };
}

/** Two declarations of one name are an error in the document, but not here. */
function unique<R extends Row>(rows: readonly R[], taken = new Set<string>()): R[] {
  return rows.map((row) => {
    let { id } = row;
    for (let n = 2; taken.has(id); n++) id = `${row.id} ${n}`;
    taken.add(id);
    return { ...row, id, ...(row.children ? { children: unique(row.children, taken) } : {}) };
  });
}

/** What a command is called with: menus of the view hand over the row. */
export function argumentOf(given: unknown): unknown {
  const row = given as Partial<Row> | null | undefined;
  return typeof row === 'object' && row?.kind !== undefined && row.label !== undefined ? row.argument : given;
}
