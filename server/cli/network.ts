import type { MapReport } from '../mapper/request.js';
import type { Figures } from './figures.js';

/** A layer's result in a network. */
export type LayerReport = MapReport & { repeat: number };

/** All layers of a network on one architecture, run one after the other. */
export interface Totals extends Figures {
  /** With repeats. */
  layers: number;
  macs: number;
}

/** The `map --json` of a network (CLI.md). */
export interface NetworkReport {
  network: string;
  architecture: string;
  layers: LayerReport[];
  /** Null unless all layers are there: some may have no legal mapping, or Ctrl-C came first. */
  totals: Totals | null;
}

/**
 * Energy, latency and MACs are sums with the repeat counts; EDP is the product of the two sums, utilization the mean over
 * the cycles, and WART follows from them as for one layer (MODEL.md section 5).
 */
export function totalsOf(layers: readonly LayerReport[]): Totals {
  const sum = (value: (layer: LayerReport) => number) =>
    layers.reduce((total, layer) => total + layer.repeat * value(layer), 0);
  const macs = sum(({ levels }) => levels.reduce((count, level) => (level.type === 'compute' ? level.macs : count), 0));
  const energy_pJ = sum((layer) => layer.energy_pJ);
  const latency_cycles = sum((layer) => layer.latency_cycles);
  const edp_pJ_cycles = energy_pJ * latency_cycles;
  const utilization = sum((layer) => layer.utilization * layer.latency_cycles) / latency_cycles;
  const wart = ((2 * macs) / edp_pJ_cycles) * utilization;
  return { layers: sum(() => 1), macs, energy_pJ, latency_cycles, edp_pJ_cycles, wart, utilization };
}
