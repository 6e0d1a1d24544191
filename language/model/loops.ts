import type { Problem } from './problem.js';
import type { Tiling } from './tiling.js';

/**
 * The loops above one iteration of a tiling, innermost first, and what follows from them for levels and dimensions (model.md
 * section 1). The next tiling's go into the same arrays.
 */
export class Loops {
  /** How many there are. */
  count = 0;
  /** By loop. */
  readonly level: Uint8Array;
  readonly dimension: Uint8Array;
  readonly iterations: Float64Array;
  /** How far one iteration moves the index of the dimension. */
  readonly stride: Float64Array;
  /** Whether its iterations run at once. */
  readonly spatial: Uint8Array;
  /** How many loops stand on level `l` or inside it, so that those outside start there; none by the number of levels. */
  readonly inside: Uint16Array;
  /**
   * The nominal extent of dimension `d` in the tile that level `l` holds, at `l·D + d`; 1 by the number of levels. Only where
   * operands have windows or loops are ragged.
   */
  readonly held: Float64Array;
  /** The product of the loops of a level. */
  readonly iterationsOf: Float64Array;
  /** `t` by level: the product of the temporal loops outside. */
  readonly executions: Float64Array;
  /** By level: the nominal product of the spatial loops outside. */
  readonly instances: Float64Array;
  /** `N` by dimension: the size, or what the loops multiply up to where they break the rule of the product. */
  readonly sizes: Float64Array;
  /** Dimensions whose loops multiply up to more than `N`, as bits. */
  ragged = 0;
  /** The product of the temporal loops. */
  steps = 1;
  /** The product of `N`. */
  macs = 1;

  readonly #spatialLevel: Uint8Array;
  readonly #windowed: boolean;

  constructor(problem: Problem) {
    const D = problem.dimensions.length;
    const L = problem.levels.length;
    this.level = new Uint8Array(L * D);
    this.dimension = new Uint8Array(L * D);
    this.iterations = new Float64Array(L * D);
    this.stride = new Float64Array(L * D);
    this.spatial = new Uint8Array(L * D);
    this.inside = new Uint16Array(L + 1);
    this.held = new Float64Array((L + 1) * D).fill(1);
    this.iterationsOf = new Float64Array(L);
    this.executions = new Float64Array(L);
    this.instances = new Float64Array(L);
    this.sizes = new Float64Array(D);
    this.#windowed = problem.operands.some(({ windowed }) => windowed !== 0);
    this.#spatialLevel = Uint8Array.from(problem.levels, ({ type }) => (type === 'memory' ? 0 : 1));
  }

  /** @param sizes of the dimensions; null for what the loops multiply up to. */
  take({ factors, order }: Tiling, sizes: readonly number[] | null): void {
    // Looked up once, which halves the time.
    const { level, dimension, iterations, stride, spatial, inside, iterationsOf, sizes: N } = this;
    const D = N.length;
    const L = iterationsOf.length;
    let count = 0;
    for (let d = 0; d < D; d++) N[d] = 1;
    for (let l = L - 1; l >= 0; l--) {
      const base = l * D;
      let product = 1;
      for (let i = base + D - 1; i >= base; i--) {
        const d = order[i];
        const n = factors[base + d];
        if (n > 1) {
          level[count] = l;
          dimension[count] = d;
          iterations[count] = n;
          stride[count] = N[d];
          spatial[count] = this.#spatialLevel[l];
          count++;
          product *= n;
          N[d] *= n;
        }
      }
      iterationsOf[l] = product;
      inside[l] = count;
    }
    this.count = count;
    let t = 1;
    let s = 1;
    for (let l = 0; l < L; l++) {
      this.executions[l] = t;
      this.instances[l] = s;
      if (this.#spatialLevel[l] === 1) s *= iterationsOf[l];
      else t *= iterationsOf[l];
    }
    this.steps = t;
    this.ragged = 0;
    let macs = 1;
    for (let d = 0; d < D; d++) {
      if (sizes !== null && N[d] > sizes[d] && this.#fits(d, sizes[d])) {
        N[d] = sizes[d];
        this.ragged |= 1 << d;
      }
      macs *= N[d];
    }
    this.macs = macs;
    if (this.#windowed || this.ragged !== 0) this.#hold();
  }

  #hold(): void {
    const { dimension, iterations, inside, held } = this;
    const D = this.sizes.length;
    for (let l = this.executions.length - 1, i = 0; l >= 0; l--) {
      const base = l * D;
      for (let d = 0; d < D; d++) held[base + d] = held[base + D + d];
      for (; i < inside[l]; i++) held[base + dimension[i]] *= iterations[i];
    }
  }

  /** Whether the loops of a dimension keep the rule of the product for a size (model.md section 2). */
  #fits(d: number, size: number): boolean {
    let left = size;
    for (let i = 0; i < this.count; i++) {
      if (this.dimension[i] !== d) continue;
      const n = this.iterations[i];
      if (this.spatial[i] === 1 ? n > left : left % n !== 0) return false;
      left = Math.ceil(left / n);
    }
    return left === 1;
  }
}
