import { ties } from '../objective.js';

/** What a point is compared by: less of both is better. */
export interface Costs {
  readonly energy_pJ: number;
  readonly latency_cycles: number;
}

/**
 * The Pareto front of what is added: whatever nothing else equals or beats in both energy and latency. Of points that cost the
 * same it has the first.
 */
export class Front<P extends Costs> {
  /** By rising latency, so by falling energy. */
  readonly #points: P[] = [];

  get points(): readonly P[] {
    return this.#points;
  }

  /** @param point is asked for only if it gets into the front. */
  add({ energy_pJ, latency_cycles }: Costs, point: () => P): void {
    const points = this.#points;
    let at = 0;
    for (let end = points.length; at < end; ) {
      const middle = (at + end) >> 1;
      if (points[middle].latency_cycles < latency_cycles) at = middle + 1;
      else end = middle;
    }
    if (at > 0 && points[at - 1].energy_pJ <= energy_pJ) return;
    if (at < points.length && points[at].latency_cycles === latency_cycles && points[at].energy_pJ <= energy_pJ) return;
    let beaten = at;
    while (beaten < points.length && points[beaten].energy_pJ >= energy_pJ) beaten++;
    points.splice(at, beaten - at, point());
  }
}

/**
 * The front of several, by rising latency. A point that takes longer than another for an energy that is less by no more than
 * rounding is left out.
 */
export function frontOf<P extends Costs>(points: readonly P[]): P[] {
  const front = new Front<P>();
  for (const point of points) front.add(point, () => point);
  return front.points.filter(({ energy_pJ }, i, all) => i === 0 || !ties(energy_pJ, all[i - 1].energy_pJ));
}
