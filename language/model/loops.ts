import { isSpatial } from '../domain/index.js';
import type { Problem } from './problem.js';
import type { Tiling } from './tiling.js';

/**
 * The loops above one iteration of a tiling, and what follows from them for levels and dimensions (model.md section 1). The next
 * tiling's go into the same arrays. Loops are numbered from the innermost out, and the last number is always the same: the first is
 * `outside` of the number of levels.
 */
export class Loops {
  /** One more than the number of the outermost loop. */
  readonly end: number;
  /** By loop. */
  readonly level: Uint8Array;
  readonly dimension: Uint8Array;
  readonly iterations: Float64Array;
  /** Whether its iterations run at once. */
  readonly spatial: Uint8Array;
  /** How far one iteration moves the index of the dimension; only where operands have windows or loops are ragged. */
  readonly stride: Float64Array;
  /** The nominal extent of dimension `d` in the tile that level `l` holds, at `l·D + d`; 1 by the number of levels. As `stride`. */
  readonly held: Float64Array;
  /** By level: the number of the innermost loop outside it; of the innermost of all by the number of levels. */
  readonly outside: Uint16Array;
  /** By level: the product of the temporal loops outside; of all by the number of levels. */
  readonly executions: Float64Array;
  /** By level: the nominal product of the spatial loops outside; of all by the number of levels. */
  readonly instances: Float64Array;
  /** `N` by dimension: the size, or what the loops multiply up to where they break the rule of the product. */
  readonly sizes: Float64Array;
  /** Dimensions whose loops multiply up to more than `N`, as bits. */
  ragged = 0;
  /** The product of `N`. */
  macs = 1;

  readonly #L: number;
  readonly #spatialLevel: Uint8Array;
  readonly #windowed: boolean;

  constructor(problem: Problem) {
    const D = problem.dimensions.length;
    const L = problem.levels.length;
    this.#L = L;
    this.end = L * D;
    this.level = new Uint8Array(L * D);
    this.dimension = new Uint8Array(L * D);
    this.iterations = new Float64Array(L * D);
    this.spatial = new Uint8Array(L * D);
    this.stride = new Float64Array(L * D);
    this.held = new Float64Array((L + 1) * D).fill(1);
    this.outside = new Uint16Array(L + 1);
    this.executions = new Float64Array(L + 1);
    this.instances = new Float64Array(L + 1);
    this.sizes = new Float64Array(D);
    this.#windowed = problem.operands.some(({ windowed }) => windowed !== 0);
    this.#spatialLevel = Uint8Array.from(problem.levels, (level) => (isSpatial(level) ? 1 : 0));
  }

  /** The product of the temporal loops. */
  get steps(): number {
    return this.executions[this.#L];
  }

  /** The product of the loops of a level. */
  iterationsOf(l: number): number {
    const { executions, instances } = this;
    return (executions[l + 1] / executions[l]) * (instances[l + 1] / instances[l]);
  }

  /** @param sizes of the dimensions; null for what the loops multiply up to. */
  take({ factors, order }: Tiling, sizes: readonly number[] | null): void {
    const { level, dimension, iterations, spatial, outside, executions, instances, sizes: N } = this;
    const D = N.length;
    const L = this.#L;
    const spatialLevel = this.#spatialLevel;
    let at = this.end;
    let t = 1;
    let s = 1;
    for (let d = 0; d < D; d++) N[d] = 1;
    for (let l = 0; l < L; l++) {
      const isSpatial = spatialLevel[l];
      const base = l * D;
      let product = 1;
      outside[l] = at;
      executions[l] = t;
      instances[l] = s;
      for (let i = base; i < base + D; i++) {
        const d = order[i];
        const n = factors[base + d];
        if (n === 1) continue;
        at--;
        level[at] = l;
        dimension[at] = d;
        iterations[at] = n;
        spatial[at] = isSpatial;
        product *= n;
        N[d] *= n;
      }
      if (isSpatial === 1) s *= product;
      else t *= product;
    }
    outside[L] = at;
    executions[L] = t;
    instances[L] = s;
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
    const { dimension, iterations, stride, outside, held } = this;
    const D = this.sizes.length;
    for (let l = this.#L - 1; l >= 0; l--) {
      const base = l * D;
      for (let d = base; d < base + D; d++) held[d] = held[d + D];
      for (let i = outside[l + 1]; i < outside[l]; i++) {
        stride[i] = held[base + dimension[i]];
        held[base + dimension[i]] *= iterations[i];
      }
    }
  }

  /** Whether the loops of a dimension keep the rule of the product for a size (model.md section 2). */
  #fits(d: number, size: number): boolean {
    let left = size;
    for (let i = this.outside[this.#L]; i < this.end; i++) {
      if (this.dimension[i] !== d) continue;
      const n = this.iterations[i];
      if (this.spatial[i] === 1 ? n > left : left % n !== 0) return false;
      left = Math.ceil(left / n);
    }
    return left === 1;
  }
}
