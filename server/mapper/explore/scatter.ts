import { better, type Objective } from '../objective.js';
import { type Costs, Front } from './front.js';
import type { Mark, Point } from './point.js';

/** What is marked of a cell: the best of its points, and how many there are. */
interface Cell {
  point: Point;
  count: number;
}

/** At most so many marks stand for the points of a source. */
const MOST_MARKS = 600;

/** The finest cells of the plane of energy and latency: so many to each doubling of either. */
const CELLS_PER_DOUBLING = 256;

/** What is kept of many points: their Pareto front, and a mark for each cell of a grid that has any. */
export interface Kept {
  readonly front: readonly Point[];
  readonly marks: readonly Mark[];
}

/**
 * Keeps few of many points of one source. The cells are as fine as {@link MOST_MARKS} allow, and equally wide on logarithmic
 * scales; what is kept does not depend on how points were grouped on their way here.
 */
export class Scatter {
  readonly #front = new Front<Point>();
  readonly #objective: Objective;
  #cells = new Map<number, Cell>();
  /** How many times cells were made twice as wide. */
  #coarser = 0;

  constructor(objective: Objective) {
    this.#objective = objective;
  }

  /** @param point is asked for only if it is kept. */
  add(costs: Costs & Pick<Point, 'index' | 'value'>, point: () => Point): void {
    let made: Point | undefined;
    const once = (): Point => {
      made ??= point();
      return made;
    };
    this.#front.add(costs, once);
    this.#mark(costs, 1, once);
    this.#coarsen();
  }

  /** Adds what another has kept, of other points of the same source. */
  merge({ front, marks }: Kept): void {
    for (const point of front) this.#front.add(point, () => point);
    for (const { count, ...point } of marks) this.#mark(point, count, () => point);
    this.#coarsen();
  }

  get kept(): Kept {
    const marks = Array.from(this.#cells.values(), ({ point, count }) => ({ ...point, count }));
    return { front: [...this.#front.points], marks };
  }

  #mark(costs: Costs & Pick<Point, 'index' | 'value'>, count: number, point: () => Point): void {
    const place = this.#placeOf(costs);
    const cell = this.#cells.get(place);
    if (cell === undefined) {
      this.#cells.set(place, { point: point(), count });
      return;
    }
    cell.count += count;
    if (this.#isBetter(costs, cell.point)) cell.point = point();
  }

  #coarsen(): void {
    while (this.#cells.size > MOST_MARKS) {
      this.#coarser++;
      const cells = this.#cells.values();
      this.#cells = new Map();
      for (const { point, count } of cells) this.#mark(point, count, () => point);
    }
  }

  /** Of equally good ones the first that was drawn stands for the others. */
  #isBetter(one: Pick<Point, 'index' | 'value'>, other: Pick<Point, 'index' | 'value'>): boolean {
    if (one.value === other.value) return one.index < other.index;
    return better(this.#objective, one.value, other.value);
  }

  #placeOf({ energy_pJ, latency_cycles }: Costs): number {
    return (this.#step(energy_pJ) >> this.#coarser) * 2 ** 21 + (this.#step(latency_cycles) >> this.#coarser);
  }

  /** Nothing at all has the finest step of all numbers. */
  #step(cost: number): number {
    return Math.floor(Math.log2(Math.max(cost, Number.MIN_VALUE)) * CELLS_PER_DOUBLING);
  }
}

/** The best point by the objective of all that is kept; undefined where that is none. */
export function bestOf(kept: readonly Kept[], objective: Objective): Point | undefined {
  let best: Point | undefined;
  for (const { count: _, ...point } of kept.flatMap(({ marks }) => marks))
    if (best === undefined || better(objective, point.value, best.value)) best = point;
  return best;
}
