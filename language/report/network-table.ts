import { FIGURES, plural, significant } from '../figures.js';
import { type ComparedFigure, type ComparedRow, compare, type MappedOn } from './comparison.js';
import type { RepeatedReport } from './layers.js';
import { layerSums } from './layers.js';
import { leftOutText } from './left-out.js';
import { figure, type Table, text, µJ } from './table.js';

/** A network on an architecture, as far as tables show it. */
export interface TabledNetwork extends MappedOn {
  readonly network: string;
  readonly architecture: string;
  readonly layers: readonly RepeatedReport[];
  readonly leftOut: readonly { readonly layer: string; readonly repeat: number; readonly macs: number }[];
  readonly totals: (RowFigures & { readonly layers: number; readonly macs: number }) | null;
}

/** Of a layer or of all. */
type RowFigures = Pick<
  RepeatedReport,
  'energy_pJ' | 'latency_cycles' | 'edp_pJ_cycles' | 'utilization' | 'throughput' | 'wart'
>;

const FIGURE_COLUMNS = [
  figure(FIGURES.edp.name, FIGURES.edp.unit),
  figure(FIGURES.energy.name, FIGURES.energy.unit),
  figure(FIGURES.latency.name, FIGURES.latency.unit),
  figure(FIGURES.utilization.name, '%'),
  figure(FIGURES.throughput.name, '%'),
  figure(FIGURES.wart.name),
];

const cellsOf = (of: RowFigures): number[] => [
  significant(of.edp_pJ_cycles * 1e-12, 15),
  µJ(of.energy_pJ),
  of.latency_cycles,
  percents(of.utilization),
  percents(of.throughput),
  of.wart,
];

const percents = (share: number): number => significant(share * 100, 15);

/**
 * Networks as a table: a row for each layer, with the figures of one run and its shares of all runs, then one of the whole, which counts
 * repeats. Of several architectures the first column names them.
 */
export function networkTable(networks: readonly TabledNetwork[]): Table {
  const several = networks.length > 1;
  const name = networks[0]?.network ?? '';
  return {
    caption: [
      `${name} on ${networks.map(({ architecture }) => architecture).join(', ')}`,
      ...networks.flatMap(without),
    ].join('; '),
    columns: [
      ...(several ? [text('architecture')] : []),
      text('layer'),
      figure('repeat'),
      ...FIGURE_COLUMNS,
      figure('of the energy', '%'),
      figure('of the latency', '%'),
    ],
    rows: networks.flatMap((network) => rowsOf(network).map((row) => (several ? [network.architecture, ...row] : row))),
  };
}

function without({ architecture, leftOut, totals }: TabledNetwork): string[] {
  if (!totals) return [`not all layers are mapped on ${architecture}`];
  return leftOut.length > 0 ? [`the total on ${architecture} is without ${leftOutText(leftOut, totals)}`] : [];
}

function rowsOf({ layers, leftOut, totals }: TabledNetwork): Table['rows'] {
  const energy = layerSums(layers, 'energy');
  const latency = layerSums(layers, 'latency');
  const nothing = [...FIGURE_COLUMNS, 'of the energy', 'of the latency'].map(() => null);
  return [
    ...layers.map((layer, i) => [
      layer.workload,
      layer.repeat,
      ...cellsOf(layer),
      percents(energy[i]?.share ?? 0),
      percents(latency[i]?.share ?? 0),
    ]),
    ...leftOut.map(({ layer, repeat }) => [layer, repeat, ...nothing]),
    totals ? ['total', totals.layers, ...cellsOf(totals), 100, 100] : ['total', null, ...nothing],
  ];
}

/**
 * Architectures on one network as a table: how many times as much each takes as one of them, layer by layer, then the geometric mean
 * and the whole network.
 *
 * @param base to which of them
 */
export function comparisonTable(networks: readonly TabledNetwork[], by: ComparedFigure, base: number): Table {
  const { layers, mean, common, total } = compare(networks, by, base);
  const row = ({ name, times }: ComparedRow) => [name, ...times.map((each) => each && significant(each, 4))];
  return {
    caption: `${networks[0]?.network}: ${FIGURES[by].name}, times that of ${networks[base]?.architecture}; geometric mean of ${plural(common, 'layer')}, each once; the whole network counts repeats`,
    columns: [text('layer'), ...networks.map(({ architecture }) => figure(architecture, '×'))],
    rows: [...layers, mean, total].map(row),
  };
}
