import type { Windows } from '../../../language/domain/index.js';
import { gcd } from '../../../language/model/distinct.js';
import { distinctOnAxis, type ProblemAxis } from '../../../language/model/index.js';

/** Slots are rounded to 40 bits, so only as many places of a window stay apart. */
const MOST_PLACES = 2 ** 40;

/** The words of a tile on one axis. */
interface Words {
  readonly count: number;
  /** From the first to the last, both included. */
  readonly hull: number;
  /** How far neighbours are apart, where that is the same everywhere; else which words of the hull there are. */
  readonly pattern: number | Uint8Array;
  /** What has been counted for patterns with gaps, by distance. */
  readonly fresh: Map<number, number>;
}

/**
 * One axis of several terms, and where the window of a receiver stands on it: the extents of the receiver's tile, and its
 * *drift*, how far the loops since then have moved it (model.md section 4). A place is one whole number, at least 1.
 */
export class WindowAxis {
  readonly #strides: readonly number[];
  /** Drifts are below it. */
  readonly #drifts: number;
  readonly #words = new Map<number, Words>();
  readonly #scratch: Float64Array;

  /** @param sizes by dimension of the problem. */
  constructor(
    readonly axis: ProblemAxis,
    readonly sizes: ArrayLike<number>,
  ) {
    let stride = 1;
    this.#strides = axis.dimensions.map((d) => {
      const own = stride;
      stride *= sizes[d];
      return own;
    });
    // A flag, too, is kept as a drift, see `Flows`.
    this.#drifts = axis.dimensions.reduce((sum, d, i) => sum + axis.coefficients[i] * (sizes[d] - 1), 2);
    this.#scratch = new Float64Array(sizes.length).fill(1);
  }

  /** How many places there are. */
  get places(): number {
    return this.axis.dimensions.reduce((product, d) => product * this.sizes[d], this.#drifts);
  }

  /** The coefficient of a dimension; 0 if it is not on the axis. */
  coefficient(d: number): number {
    const i = this.axis.dimensions.indexOf(d);
    return i < 0 ? 0 : this.axis.coefficients[i];
  }

  /** The place of a tile with these extents that has not moved. */
  placeOf(extents: Float64Array): number {
    let tile = 0;
    this.axis.dimensions.forEach((d, i) => {
      tile += (extents[d] - 1) * this.#strides[i];
    });
    return 1 + tile * this.#drifts;
  }

  /** How far a window has moved since its receiver closed. */
  drift(place: number): number {
    return (place - 1) % this.#drifts;
  }

  /** The words of a tile. */
  count(place: number): number {
    return this.#wordsOf(place).count;
  }

  /** From the first to the last word of a tile, both included. */
  hull(place: number): number {
    return this.#wordsOf(place).hull;
  }

  /** The words of a tile that are not in it when it is moved by `distance`, forwards or back. */
  fresh(place: number, distance: number): number {
    const { count, hull, pattern, fresh } = this.#wordsOf(place);
    const by = Math.abs(distance);
    if (by >= hull) return count;
    if (typeof pattern === 'number') return by % pattern === 0 ? by / pattern : count;
    let own = fresh.get(by);
    if (own === undefined) {
      own = 0;
      for (let i = 0; i < hull; i++) if (pattern[i] === 1 && (i < by || pattern[i - by] === 0)) own++;
      fresh.set(by, own);
    }
    return own;
  }

  #wordsOf(place: number): Words {
    const tile = Math.floor((place - 1) / this.#drifts);
    let words = this.#words.get(tile);
    if (words === undefined) {
      words = this.#look(tile);
      this.#words.set(tile, words);
    }
    return words;
  }

  #look(tile: number): Words {
    const { dimensions, coefficients } = this.axis;
    let rest = tile;
    for (let i = dimensions.length - 1; i >= 0; i--) {
      this.#scratch[dimensions[i]] = Math.floor(rest / this.#strides[i]) + 1;
      rest %= this.#strides[i];
    }
    const terms = dimensions.flatMap((d, i) =>
      this.#scratch[d] > 1 ? [{ extent: this.#scratch[d], coefficient: coefficients[i] }] : [],
    );
    const count = distinctOnAxis(this.axis, this.#scratch, 0, false);
    const hull = terms.reduce((sum, { extent, coefficient }) => sum + coefficient * (extent - 1), 1);
    const apart = terms.reduce((divisor, { coefficient }) => gcd(divisor, coefficient), 0) || 1;
    const fresh = new Map<number, number>();
    if (count * apart === hull - 1 + apart) return { count, hull, pattern: apart, fresh };
    const pattern = new Uint8Array(hull);
    const mark = (i: number, at: number): void => {
      if (i === terms.length) pattern[at] = 1;
      else for (let x = 0; x < terms[i].extent; x++) mark(i + 1, at + terms[i].coefficient * x);
    };
    mark(0, 0);
    return { count, hull, pattern, fresh };
  }
}

/** Whether the places of windows can be told apart, so labels may be compared by them. */
export const areTellable = (axes: readonly WindowAxis[]): boolean => axes.every(({ places }) => places < MOST_PLACES);

/**
 * The share of a receiver's tile that an increment of a loop of dimension `d` brings, which is on one of the window axes or not
 * relevant at all.
 *
 * @param axes the window axes of the operand.
 * @param windows what the receiver keeps.
 * @param places the slots of where its windows stand, by axis.
 * @param outermostSoFar whether the loop's level has no loop inside it.
 */
export function freshShare(
  axes: readonly WindowAxis[],
  windows: Windows,
  places: Int32Array,
  { slots, extents }: { readonly slots: Float64Array; readonly extents: Float64Array },
  d: number,
  outermostSoFar: boolean,
): number {
  let kept = 1;
  for (let a = 0; a < axes.length; a++) {
    const axis = axes[a];
    const place = slots[places[a]];
    const c = axis.coefficient(d);
    let by = c * extents[d];
    if (windows === 'any') by -= axis.drift(place);
    else {
      if (c === 0) continue;
      if (windows === 'none' || axis.drift(place) !== 0 || (windows === 'strict' && !outermostSoFar)) return 1;
    }
    if (by !== 0) kept *= 1 - axis.fresh(place, by) / axis.count(place);
  }
  return 1 - kept;
}
