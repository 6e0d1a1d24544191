import type { Objective } from '../objective.js';
import { frontOf } from './front.js';
import { type ExploreResult, type Points, type Sampled, SOURCES } from './request.js';
import { bestOf, Scatter } from './scatter.js';

const FIGURES = ['value', 'energy_pJ', 'latency_cycles'] as const;

/** Puts together what an exploration had found when its worker was ended. */
export class Salvage {
  readonly #parts: Sampled[] = [];

  constructor(readonly objective: Objective) {}

  add(sampled: Sampled): void {
    this.#parts.push(sampled);
  }

  /** All points so far, as if the worker had been asked for them; the best of them stands in for the optimum. */
  result(): ExploreResult {
    const points = SOURCES.map((source) =>
      joined(
        this.#parts.map((part) => part.points).filter((own) => own.source === source),
        source,
        this.objective,
      ),
    );
    const found = points.filter(({ value }) => value.length > 0);
    const best = bestOf(found, this.objective);
    if (best === undefined) return { kind: 'cancelled' };
    const [{ objective, sampling, mappings, names }] = this.#parts;
    const optimum = { ...best, source: 'optimum' as const, index: 0, gap: null, proven: false, ragged: false };
    return {
      kind: 'explored',
      objective,
      sampling,
      mappings,
      names,
      points: found,
      front: frontOf([optimum, ...found.flatMap(({ front }) => front)]),
      optimum,
      cut: true,
    };
  }
}

function joined(parts: readonly Points[], source: Points['source'], objective: Objective): Points {
  const length = parts.reduce((sum, { value }) => sum + value.length, 0);
  const [value, energy_pJ, latency_cycles] = FIGURES.map((figure) => {
    const all = new Float64Array(length);
    let at = 0;
    for (const part of parts) {
      all.set(part[figure], at);
      at += part[figure].length;
    }
    return all;
  });
  const scatter = new Scatter(objective);
  for (const part of parts) scatter.merge(part);
  return { source, value, energy_pJ, latency_cycles, ...scatter.kept };
}
