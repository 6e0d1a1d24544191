import { FIGURES, figuresFor, number, percent } from '../../../language/figures.js';
import { layerSums } from '../../../language/report/index.js';
import type { LayerOutcome, MappedLayer, MapReport, NetworkTotals } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { breakable } from '../breakable.js';
import type { Choices } from '../choices.js';
import { type Html, html } from '../html.js';
import { verdictText } from '../result/header.js';
import { reportOf } from './outcome.js';

/** A layer as a row of the table. */
interface Row {
  readonly layer: MappedLayer;
  /** In the network. */
  readonly index: number;
  readonly report: MapReport | null;
  /** Of what all layers take that have a mapping, repeats counted. */
  readonly shares: { readonly energy: number; readonly latency: number };
}

interface Column {
  /** By which the order is kept, whatever the unit. */
  readonly key: string;
  readonly name: string;
  /** By what rows are sorted; layers without one come last. */
  of(row: Row): number;
  cell(row: Row & { readonly report: MapReport }): Html | string;
  total(totals: NetworkTotals): string;
}

const columnsOf = (reports: readonly MapReport[]): readonly Column[] => [
  ...figuresFor(...reports).map(
    ({ name, unit, of, show }): Column => ({
      key: name,
      name: unit ? `${name}, ${unit}` : name,
      of: ({ report }) => (report ? of(report) : Number.NaN),
      // What has no unit but WART is a share.
      cell: ({ report }) =>
        name === FIGURES.utilization.name || name === FIGURES.throughput.name ? withBar(of(report)) : show(of(report)),
      total: (totals) => show(of(totals)),
    }),
  ),
  ...(['energy', 'latency'] as const).map(
    (summed): Column => ({
      key: `share of ${summed}`,
      name: `of the ${summed}`,
      of: ({ report, shares }) => (report ? shares[summed] : Number.NaN),
      cell: ({ shares }) => withBar(shares[summed]),
      total: () => '',
    }),
  ),
];

/** Keys of the columns before those of {@link columnsOf}. */
const LAYER = 'layer';
const REPEAT = 'repeat';

/** By which column rows are sorted. */
interface Order {
  /** Its key. */
  readonly column: string;
  readonly descending: boolean;
}

/** The order that is chosen; that of the network where none is. */
function orderOf({ sorted = `${LAYER} ascending` }: Choices): Order {
  const at = sorted.lastIndexOf(' ');
  return { column: sorted.slice(0, at), descending: sorted.endsWith(' descending') };
}

/**
 * The layers as a table that its headers sort: the first time the largest first, the second time the other way round. It starts
 * in the order of the network. In narrow windows, where each row is a card, the headers are a list of what to sort by.
 */
export function layerTable(layers: readonly MappedLayer[], totals: NetworkTotals | null, choices: Choices): Html {
  const rows = rowsOf(layers);
  const columns = columnsOf(rows.flatMap(({ report }) => report ?? []));
  const order = orderOf(choices);
  const head = (name: string, column: string): Html => {
    const active = order.column === column;
    const sorted = active ? (order.descending ? 'descending' : 'ascending') : undefined;
    const next = active ? !order.descending : column !== LAYER;
    return html`<th scope="col" class="${column === LAYER ? '' : 'number'}" aria-sort="${sorted}"><button type="button" class="link sort" data-choice="sorted" data-value="${column} ${next ? 'descending' : 'ascending'}">${name}<span aria-hidden="true">${active ? (order.descending ? ' ▼' : ' ▲') : ''}</span></button></th>`;
  };
  return html`<table class="layers cards">
<caption>Figures are of one run of a layer, shares and totals of all runs.<span class="live"> A layer’s name opens its result; a header sorts.</span></caption>
<thead><tr>${head('layer', LAYER)}${head('repeat', REPEAT)}${columns.map(({ key, name }) => head(name, key))}<th scope="col">to the best possible</th></tr></thead>
<tbody>${sorted(rows, order, columns).map((row) => rowText(row, columns))}</tbody>${
    totals &&
    html`
<tfoot><tr><th scope="row">total</th>${cell('repeat', number(totals.layers))}${columns.map(({ name, total }) => cell(name, total(totals)))}<td></td></tr></tfoot>`
  }
</table>`;
}

function rowsOf(layers: readonly MappedLayer[]): Row[] {
  const mapped = layers.flatMap(({ outcome, repeat }) => {
    const report = reportOf(outcome);
    return report ? [{ ...report, repeat }] : [];
  });
  const energy = layerSums(mapped, 'energy').values();
  const latency = layerSums(mapped, 'latency').values();
  return layers.map((layer, index) => {
    const report = reportOf(layer.outcome);
    const share = (of: typeof energy) => (report ? (of.next().value?.share ?? 0) : 0);
    return { layer, index, report, shares: { energy: share(energy), latency: share(latency) } };
  });
}

function sorted(rows: readonly Row[], { column, descending }: Order, columns: readonly Column[]): Row[] {
  if (column === LAYER) return descending ? rows.toReversed() : [...rows];
  const by = columns.find(({ key }) => key === column);
  const of = (row: Row) => (column === REPEAT ? row.layer.repeat : (by?.of(row) ?? 0));
  return rows.toSorted((one, other) => {
    const [a, b] = [of(one), of(other)];
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return descending ? b - a : a - b;
  });
}

function rowText(row: Row, columns: readonly Column[]): Html {
  const { layer, index, report } = row;
  const { name, repeat, outcome } = layer;
  const title = report
    ? html`<button type="button" class="link" data-action="open" data-index="${index}" title="Show the result of ${name}">${breakable(name)}</button>`
    : name;
  const head = html`<th scope="row">${title}</th>${cell('repeat', number(repeat))}`;
  if (!report)
    return html`
<tr key="${index}">${head}<td class="reason" colspan="${columns.length + 1}">${reason(outcome)}</td></tr>`;
  const cells = columns.map((column) => cell(column.name, column.cell({ ...row, report })));
  return html`
<tr key="${index}">${head}${cells}<td class="gap" data-label="to the best possible">${distance(report, outcome)}</td></tr>`;
}

const cell = (label: string, value: Html | string): Html =>
  html`<td class="number" data-label="${label}">${value}</td>`;

const withBar = (share: number): Html => html`${percent(share)}${bar(share)}`;

/** How far the mapping may be from the best possible, and why the search did not go on to the proof. */
function distance({ search }: MapReport, outcome: LayerOutcome): string {
  const known = verdictText(search);
  if (outcome.kind === 'failed') return `${known}; the search failed: ${outcome.message}`;
  if (outcome.kind !== 'mapped' || search.proven) return known;
  if (outcome.stopped === 'cancelled') return `${known}; stopped`;
  return outcome.stopped === 'time' ? `${known}; out of time` : known;
}

function reason(outcome: LayerOutcome): string {
  switch (outcome.kind) {
    case 'infeasible':
      return `No legal mapping: ${outcome.message}`;
    case 'unfit':
      return `Does not fit: ${outcome.message}`;
    case 'failed':
      return `The search failed: ${outcome.message}`;
    default:
      return 'Stopped, or out of time, before a legal mapping was found.';
  }
}
