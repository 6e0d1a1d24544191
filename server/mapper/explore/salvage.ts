import { type ExploreResult, type Points, type Sampled, SOURCES } from './request.js';

const FIGURES = ['edp_pJ_cycles', 'energy_pJ', 'latency_cycles'] as const;

/** Puts together what an exploration had found when its worker was ended. */
export class Salvage {
  readonly #parts: Sampled[] = [];

  add(sampled: Sampled): void {
    this.#parts.push(sampled);
  }

  /** All points so far, as if the worker had been asked for them; the best of them stands in for the optimum. */
  result(): ExploreResult {
    const points = SOURCES.map((source) =>
      joined(
        this.#parts.map((part) => part.points).filter((own) => own.source === source),
        source,
      ),
    );
    const found = points.filter(({ edp_pJ_cycles }) => edp_pJ_cycles.length > 0);
    if (found.length === 0) return { kind: 'cancelled' };
    const best = found.reduce(
      (least, { edp_pJ_cycles }) => edp_pJ_cycles.reduce((a, b) => Math.min(a, b), least),
      Number.POSITIVE_INFINITY,
    );
    const [{ sampling, mappings }] = this.#parts;
    return {
      kind: 'explored',
      sampling,
      mappings,
      points: found,
      optimum: { edp_pJ_cycles: best, gap: null, proven: false },
      cut: true,
    };
  }
}

function joined(parts: readonly Points[], source: Points['source']): Points {
  const length = parts.reduce((sum, { edp_pJ_cycles }) => sum + edp_pJ_cycles.length, 0);
  const [edp_pJ_cycles, energy_pJ, latency_cycles] = FIGURES.map((figure) => {
    const all = new Float64Array(length);
    let at = 0;
    for (const part of parts) {
      all.set(part[figure], at);
      at += part[figure].length;
    }
    return all;
  });
  return { source, edp_pJ_cycles, energy_pJ, latency_cycles };
}
