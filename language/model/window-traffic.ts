import { ANY, type LevelFacts, NOTHING, SELECTIVE, STRICT } from './level-facts.js';
import type { Loops } from './loops.js';
import type { Problem } from './problem.js';
import { Sums } from './sums.js';

/** What the steps of a loop leave of a tile, and bring. */
export interface WindowStep {
  /** Its number. */
  readonly loop: number;
  /** Words of the tile that were in the one before. */
  readonly kept: number;
  /** And those that were not. */
  readonly fresh: number;
}

/**
 * What moves of operands with windows where no loop is ragged (model.md section 4, "An axis of several terms"). Nothing is
 * allocated unless a window leaves gaps between three or more terms.
 */
export class WindowTraffic {
  readonly #problem: Problem;
  readonly #loops: Loops;
  readonly #facts: LevelFacts;
  /** Which window of operand `o` dimension `d` is on, at `o·D + d`; -1 if none. */
  readonly #axisOf: Int8Array;
  /** And with which coefficient. */
  readonly #coefficientOf: Float64Array;
  /** By window of the operand at hand: its tile, where the instances that share it stand, and both together. */
  readonly #tile: readonly Sums[];
  readonly #shifts: readonly Sums[];
  readonly #union: readonly Sums[];
  readonly #scratch: Sums;
  /** By window: how far the loops inside have moved it. */
  readonly #drift: Float64Array;

  constructor(problem: Problem, loops: Loops, facts: LevelFacts) {
    this.#problem = problem;
    this.#loops = loops;
    this.#facts = facts;
    const D = problem.dimensions.length;
    this.#axisOf = new Int8Array(3 * D).fill(-1);
    this.#coefficientOf = new Float64Array(3 * D);
    problem.operands.forEach(({ windows }, o) => {
      windows.forEach(({ dimensions, coefficients }, a) => {
        dimensions.forEach((d, i) => {
          this.#axisOf[o * D + d] = a;
          this.#coefficientOf[o * D + d] = coefficients[i];
        });
      });
    });
    const most = Math.max(...problem.operands.map(({ windows }) => windows.length));
    const sums = (): Sums[] => Array.from({ length: most }, () => new Sums(D * (problem.levels.length + 1)));
    this.#tile = sums();
    this.#shifts = sums();
    this.#union = sums();
    this.#scratch = new Sums(D * (problem.levels.length + 1));
    this.#drift = new Float64Array(most);
  }

  /**
   * The words of operand `o` that move between memory `l` and its receivers on level `n`, the number of levels for MACs: for one
   * position of all spatial loops but those of shared windows, which `sharing` gives by level.
   *
   * @param steps takes those that leave words where they are.
   */
  moved(o: number, l: number, n: number, sharing: Uint8Array | null, steps: WindowStep[] | null = null): number {
    const loops = this.#loops;
    const L = this.#problem.levels.length;
    const D = this.#problem.dimensions.length;
    const { windows, plain, relevant } = this.#problem.operands[o];
    let words = 1;
    for (let i = 0; i < plain.length; i++) words *= loops.held[n * D + plain[i]];
    let all = words;
    for (let a = 0; a < windows.length; a++) all *= this.#measure(o, a, l, n, sharing);
    if (n === L) return all * loops.steps;

    const mode = this.#facts.windows[n];
    const from = loops.outside[n];
    let moved = 0;
    let moves = false;
    let settled = false;
    for (let i = from; i < loops.end; i++) {
      if (loops.spatial[i] === 1) continue;
      const iterations = loops.iterations[i];
      if (settled) {
        moved *= iterations;
        continue;
      }
      const d = loops.dimension[i];
      const isRelevant = (relevant & (1 << d)) !== 0;
      if (!isRelevant && !moves) continue;
      const axis = this.#axisOf[o * D + d];
      // Once a loop of an axis of one term is inside, or words of windows are not kept, each step brings the whole tile.
      if ((isRelevant && axis < 0) || (mode !== ANY && (moves || !this.#slides(i, from, windows[axis].mask, mode)))) {
        settled = true;
        moved = (moved + all) * iterations;
        continue;
      }
      const step = isRelevant ? this.#coefficientOf[o * D + d] * loops.stride[i] : 0;
      let kept = words;
      for (let a = 0; a < windows.length; a++) {
        const delta = (a === axis && isRelevant ? step : 0) - this.#drift[a];
        kept *= this.#present(a) - this.#fresh(a, delta);
      }
      if (steps !== null && kept > 0) steps.push({ loop: i, kept, fresh: all - kept });
      moved = iterations * moved + (iterations - 1) * (all - kept);
      if (isRelevant) this.#drift[axis] += step * (iterations - 1);
      moves = true;
    }
    return settled ? moved : moved + all;
  }

  /** The words of a window that are present with all instances that share it. */
  #measure(o: number, a: number, l: number, n: number, sharing: Uint8Array | null): number {
    const loops = this.#loops;
    const D = this.#problem.dimensions.length;
    const { dimensions, coefficients } = this.#problem.operands[o].windows[a];
    const tile = this.#tile[a];
    tile.clear();
    for (let i = 0; i < dimensions.length; i++) tile.add(coefficients[i], loops.held[n * D + dimensions[i]]);
    tile.measure();
    this.#drift[a] = 0;
    const shifts = this.#shifts[a];
    shifts.clear();
    if (sharing !== null) {
      for (let i = loops.outside[n]; i < loops.outside[l]; i++) {
        const d = loops.dimension[i];
        if (loops.spatial[i] === 1 && this.#axisOf[o * D + d] === a && sharing[loops.level[i]] === SELECTIVE) {
          shifts.add(this.#coefficientOf[o * D + d] * loops.stride[i], loops.iterations[i]);
        }
      }
    }
    if (shifts.terms === 0) return tile.size;
    const union = this.#union[a];
    union.clear();
    union.addAll(tile);
    union.addAll(shifts);
    union.measure();
    return union.size;
  }

  #present(a: number): number {
    return this.#shifts[a].terms === 0 ? this.#tile[a].size : this.#union[a].size;
  }

  #fresh(a: number, delta: number): number {
    return this.#shifts[a].terms === 0
      ? this.#tile[a].fresh(delta)
      : this.#tile[a].freshShared(delta, this.#shifts[a], this.#union[a], this.#scratch);
  }

  /** Whether a loop on a window, the innermost relevant one, leaves words where they are (model.md section 3, "Windows"). */
  #slides(k: number, from: number, axis: number, mode: number): boolean {
    const { spatial, dimension, level } = this.#loops;
    if (mode === NOTHING) return false;
    for (let i = from; i < k; i++) {
      if (spatial[i] === 1 ? (axis & (1 << dimension[i])) !== 0 : mode === STRICT && level[i] === level[k])
        return false;
    }
    return true;
  }
}
