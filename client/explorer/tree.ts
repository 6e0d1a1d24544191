import { arrayText, edp, FIGURES, figure, microjoules, number, percent } from '../../language/figures.js';
import type {
  EvaluateParams,
  ListedDeclaration,
  MapCommandArgument,
  Overview,
  PastResult,
  Range,
  ResultCommandArgument,
} from '../../server/protocol/index.js';

/** A row of the FactorFlow view, and the rows below it. */
export interface Row {
  /** Unique, and the same as long as the row is of the same thing, so that VS Code keeps it folded or unfolded. */
  readonly id: string;
  /** What `when` clauses of package.json ask for as `viewItem`. */
  readonly kind: RowKind;
  readonly label: string;
  /** Behind the label, less prominent. */
  readonly description?: string;
  /** Lines. */
  readonly tooltip?: string;
  /** What a screen reader says. */
  readonly accessibilityLabel: string;
  /** Where it is declared. */
  readonly place?: { readonly uri: string; readonly range: Range };
  /** What the commands of the row are called with. */
  readonly argument?: MapCommandArgument | EvaluateParams | (MapCommandArgument & ResultCommandArgument);
  /** Undefined where there can be none. */
  readonly children?: readonly Row[];
}

export type RowKind =
  | 'architectures'
  | 'workloads'
  | 'mappings'
  | 'results'
  | 'architecture'
  | 'workload'
  | 'network'
  | 'layer'
  | 'mapping'
  | 'provenResult'
  | 'result'
  | 'outdatedResult';

/**
 * The rows of an overview: groups of architectures, workloads with networks, mappings, and results. Groups without anything
 * are left out.
 *
 * @param path how a document is called, for people
 */
export function rows(overview: Overview, path: (uri: string) => string): Row[] {
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
      group('results', 'Results', results.map(resultRow)),
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

function resultRow(result: PastResult): Row {
  const { id, uri, architecture, workload, objective, value, outdated, gap, best } = result;
  const standing = standingOf(result);
  const label = `${workload.name} on ${architecture.name}`;
  const description = [outdated === null ? standing : 'stale', figure(objective, value)].filter(Boolean).join(' · ');
  return {
    id,
    kind: outdated !== null ? 'outdatedResult' : best && gap === 0 ? 'provenResult' : 'result',
    label,
    description,
    tooltip: [
      label,
      `EDP ${edp(result.edp_pJ_cycles)} J·cycle, energy ${microjoules(result.energy_pJ)} µJ`,
      `${number(result.latency_cycles)} cycles, ${arrayText(result)}`,
      `Searched for the best ${FIGURES[objective].name}: ${standing || 'best known'}`,
      ...options(result),
      new Date(result.finished).toLocaleString(),
    ].join('\n'),
    accessibilityLabel: `result ${label}, ${figure(objective, value)}${standing && `, ${standing}`}`,
    argument: { id, uri, architecture, workload },
  };
}

/** `optimal`, `within 3 % of the best possible`, or why it is not to be relied on; empty where nothing is known. */
function standingOf({ outdated, best, gap }: PastResult): string {
  if (outdated !== null) return `stale, ${outdated}`;
  if (!best) return 'a better one is known';
  if (gap === 0) return 'optimal';
  return gap === null ? '' : `within ${percent(gap / 100)} of the best possible`;
}

function options({ padded, options }: PastResult): string[] {
  const set = Object.entries(options).flatMap(([name, value]) => (value ? [name] : []));
  return [...(padded ? ['Sizes grew to fill fanouts'] : []), ...(set.length > 0 ? [`Model: ${set.join(', ')}`] : [])];
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
