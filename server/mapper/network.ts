import type { Layer } from '../../language/domain/index.js';
import type { Figures } from '../../language/figures.js';
import { timed } from '../../language/model/timed.js';
import type { MapReport } from './request.js';

/** A layer's result in a network. */
export type LayerReport = MapReport & { repeat: number };

/** All layers of a network on one architecture, run one after the other. */
export interface NetworkTotals extends Figures {
  /** With repeats. */
  layers: number;
  macs: number;
}

/** A layer that the architecture cannot run, which totals leave out. */
export interface LeftOutLayer {
  layer: string;
  repeat: number;
  /** Of one run. */
  macs: number;
  /** What keeps it from running: its coupling, or all mappings being illegal. */
  reason: string;
}

/** What of a layer's name, repeats and work totals leave out, and why. */
export function leftOutLayer({ name, repeat, workload }: Layer, reason: string): LeftOutLayer {
  const macs = Object.values(workload.sizes).reduce((product, size) => product * size, 1);
  return { layer: name, repeat, macs, reason };
}

/** The `map --json` of a network (cli.md). */
export interface NetworkReport {
  network: string;
  architecture: string;
  layers: LayerReport[];
  /** What the architecture cannot run. */
  leftOut: LeftOutLayer[];
  /** Of all others. Null unless these are there: the user may have stopped the search first. */
  totals: NetworkTotals | null;
}

/**
 * Starts the search of every layer, of equal ones only the first: layers are equal that have the same coupling, sizes and
 * strides, whatever their names.
 *
 * @returns what comes of each layer, in the order of the layers
 */
export function searchLayers<T>(
  layers: readonly Layer[],
  search: (layer: Layer, index: number) => Promise<T>,
): Promise<T>[] {
  const searches = new Map<string, Promise<T>>();
  return layers.map((layer, i) => {
    const same = problemOf(layer);
    const running = searches.get(same) ?? search(layer, i);
    searches.set(same, running);
    return running;
  });
}

/** Two files may each declare a coupling of one name: it is known by its place, too. */
function problemOf({ workload: { coupling, sizes, strides } }: Layer): string {
  const { name, source } = coupling;
  return JSON.stringify([name, source?.uri, source?.start, sorted(sizes), sorted(strides)]);
}

const sorted = (values: Readonly<Record<string, number>>) =>
  Object.entries(values).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/**
 * Energy, latency and MACs are sums with the repeat counts; EDP is the product of the two sums, utilization and
 * throughput are means over the cycles, and WART follows from them as for one layer (model.md section 6).
 */
export function totalsOf(layers: readonly LayerReport[]): NetworkTotals {
  const sum = (value: (layer: LayerReport) => number) =>
    layers.reduce((total, layer) => total + layer.repeat * value(layer), 0);
  const macs = sum(({ levels }) => levels.reduce((count, level) => (level.type === 'compute' ? level.macs : count), 0));
  const energy_pJ = sum((layer) => layer.energy_pJ);
  const latency_cycles = sum((layer) => layer.latency_cycles);
  const edp_pJ_cycles = energy_pJ * latency_cycles;
  const mean = (value: (layer: LayerReport) => number) =>
    sum((layer) => value(layer) * layer.latency_cycles) / latency_cycles;
  const utilization = mean((layer) => layer.utilization);
  const throughput = mean((layer) => layer.throughput);
  const wart = ((2 * macs) / edp_pJ_cycles) * utilization;
  return {
    layers: sum(() => 1),
    macs,
    energy_pJ,
    latency_cycles,
    edp_pJ_cycles,
    wart,
    utilization,
    throughput,
    ...timed({ macs, energy_pJ, latency_cycles }, layers[0]?.clock_Hz),
  };
}
