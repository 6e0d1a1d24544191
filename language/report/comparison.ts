import type { EvaluationReport } from '../model/report.js';

/** A figure by which architectures are compared: less is better, and none is 0. */
export const COMPARED = ['edp', 'energy', 'latency'] as const;
export type ComparedFigure = (typeof COMPARED)[number];

/** What a network comes to on an architecture, as far as it is compared. */
export interface MappedOn {
  readonly layers: readonly EvaluationReport[];
  readonly leftOut: readonly unknown[];
  /** Null unless all layers but those that are left out have a mapping. */
  readonly totals: ComparedFigures | null;
}

type ComparedFigures = Pick<EvaluationReport, 'edp_pJ_cycles' | 'energy_pJ' | 'latency_cycles'>;

const OF: Readonly<Record<ComparedFigure, (figures: ComparedFigures) => number>> = {
  edp: ({ edp_pJ_cycles }) => edp_pJ_cycles,
  energy: ({ energy_pJ }) => energy_pJ,
  latency: ({ latency_cycles }) => latency_cycles,
};

/** How many times as much each architecture takes as the one to which all are compared; null where either has no mapping. */
export interface ComparedRow {
  readonly name: string;
  readonly times: readonly (number | null)[];
}

/** Several architectures on one network. */
export interface Comparison {
  /** In the order of the network. */
  readonly layers: readonly ComparedRow[];
  /** The geometric mean over the layers that have a mapping on all architectures, each once; null where there is none. */
  readonly mean: ComparedRow;
  /** Over how many layers that is. */
  readonly common: number;
  /** The network as a whole, repeats counted; null of architectures that leave layers out. */
  readonly total: ComparedRow;
}

/**
 * Compares architectures on one network, layer by layer.
 *
 * @param base which of them has 1 everywhere
 */
export function compare(mapped: readonly MappedOn[], figure: ComparedFigure, base: number): Comparison {
  const of = OF[figure];
  const names = [...new Set(mapped.flatMap(({ layers }) => layers.map(({ workload }) => workload)))];
  const values = mapped.map(({ layers }) => new Map(layers.map((layer) => [layer.workload, of(layer)])));
  const layers = names.map((name) =>
    row(
      name,
      values.map((own) => own.get(name) ?? null),
      base,
    ),
  );
  const common = layers.filter(({ times }) => times.every((each) => each !== null));
  const mean = mapped.map((_, i) =>
    common.length === 0
      ? null
      : Math.exp(common.reduce((sum, { times }) => sum + Math.log(times[i] ?? 1), 0) / common.length),
  );
  const totals = mapped.map(({ totals, leftOut, layers }) =>
    totals && leftOut.length === 0 && layers.length === names.length ? of(totals) : null,
  );
  return {
    layers,
    mean: { name: 'geometric mean', times: mean },
    common: common.length,
    total: row('whole network', totals, base),
  };
}

function row(name: string, values: readonly (number | null)[], base: number): ComparedRow {
  const to = values[base] ?? null;
  return { name, times: values.map((value) => (value === null || to === null ? null : value / to)) };
}
