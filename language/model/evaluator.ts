import { type LevelFacts, levelFacts } from './level-facts.js';
import { IN, OUT, type Problem, type ProblemAxis, type Span, W } from './problem.js';
import { distinctOnAxis, tileSize } from './tile.js';
import type { Tiling } from './tiling.js';

/**
 * Evaluates tilings of one problem by model.md sections 3 to 5. The results of the last {@link evaluate} stand in the fields;
 * nothing is allocated for a further one, so that searches can call it millions of times.
 *
 * Words are over the whole run and all instances; entries of levels that are no memories, or do not store an operand, are 0.
 */
export class Evaluator {
  /** `T[l][d]` at `l·D + d`: the extent of the tile that one iteration of level `l` hands down. */
  readonly tile: Float64Array;
  /** Words read from level `l` of operand `o` at `3l + o`, towards the inside, without drains. */
  readonly reads: Float64Array;
  /** Words written to level `l` of operand `o` at `3l + o`: fills of `in` and `w`, updates of `out`. */
  readonly writes: Float64Array;
  /** Words of `out` that level `l` receives from the outside. */
  readonly outFills: Float64Array;
  /** Words of `out` that level `l` sends to the outside; none with free drains. */
  readonly drains: Float64Array;
  /** `t` by level: the product of all loops of memories outside. */
  readonly executions: Float64Array;
  /** `s` by level: the product of all spatial iterations outside. */
  readonly instances: Float64Array;
  /** `ideal` by memory: the cycles of one execution when nothing stalls. */
  readonly ideal: Float64Array;
  /** `readDrain` by memory: cycles of one execution. */
  readonly readDrain: Float64Array;
  /** `fillUpdate` by memory: cycles of one execution. */
  readonly fillUpdate: Float64Array;
  /** `cc` by memory: cycles of one iteration below. */
  readonly cyclesBelow: Float64Array;
  /** By memory and compute, pJ, without leakage. */
  readonly accessEnergy: Float64Array;
  /** Including padding. */
  macs = 0;
  /** pJ. */
  energy = 0;
  /** Cycles. */
  latency = 0;
  /** Spatial iterations over meshes, 0 to 1 on legal tilings. */
  utilization = 0;

  readonly #problem: Problem;
  readonly #D: number;
  readonly #L: number;
  /** Product of all factors of a level. */
  readonly #iterations: Float64Array;
  /** The loops above one iteration of a level from the innermost out: dimensions at `l·D`, how many in `#loopCount`. */
  readonly #loops: Uint8Array;
  readonly #loopCount: Uint8Array;
  /** Dimensions with spatial iterations above one, bits by level. */
  readonly #spatialMask: Int32Array;
  readonly #levels: readonly LevelFacts[];
  readonly #scratch: Float64Array;

  constructor(problem: Problem) {
    const D = problem.dimensions.length;
    const L = problem.levels.length;
    this.#problem = problem;
    this.#D = D;
    this.#L = L;
    this.tile = new Float64Array(L * D);
    this.reads = new Float64Array(3 * L);
    this.writes = new Float64Array(3 * L);
    this.outFills = new Float64Array(L);
    this.drains = new Float64Array(L);
    this.executions = new Float64Array(L);
    this.instances = new Float64Array(L);
    this.ideal = new Float64Array(L);
    this.readDrain = new Float64Array(L);
    this.fillUpdate = new Float64Array(L);
    this.cyclesBelow = new Float64Array(L);
    this.accessEnergy = new Float64Array(L);
    this.#iterations = new Float64Array(L);
    this.#loops = new Uint8Array(L * D);
    this.#loopCount = new Uint8Array(L);
    this.#spatialMask = new Int32Array(L);
    this.#levels = levelFacts(problem);
    this.#scratch = new Float64Array(D);
  }

  /** EDP in pJ·cycle of the last evaluation. */
  get edp(): number {
    return this.energy * this.latency;
  }

  /** WART of the last evaluation: `(2·MACs / EDP) · utilization`. */
  get wart(): number {
    return ((2 * this.macs) / this.edp) * this.utilization;
  }

  evaluate(tiling: Tiling): void {
    this.#prepareLevels(tiling);
    for (const span of this.#problem.spans) this.#countSpan(tiling.factors, span);
    this.#computeLatency();
    this.#computeEnergy();
  }

  /** The words of operand `o` in the tile that level `l` holds: extents `T[l][d] · f[l][d]`. Needs a preceding evaluation. */
  footprint(tiling: Tiling, l: number, o: number): number {
    const base = l * this.#D;
    for (let d = 0; d < this.#D; d++) this.#scratch[d] = this.tile[base + d] * tiling.factors[base + d];
    return this.#tileSize(o, this.#scratch, 0);
  }

  #prepareLevels({ factors, order }: Tiling): void {
    const D = this.#D;
    let inner = (this.#L - 1) * D;
    for (let d = 0; d < D; d++) this.tile[inner + d] = 1;
    for (let base = inner - D; base >= 0; inner = base, base -= D) {
      for (let d = 0; d < D; d++) this.tile[base + d] = this.tile[inner + d] * factors[inner + d];
    }
    let t = 1;
    let s = 1;
    let utilization = 1;
    for (let l = 0; l < this.#L; l++) {
      const facts = this.#levels[l];
      const base = l * D;
      this.executions[l] = t;
      this.instances[l] = s;
      let iterations = 1;
      if (facts.spatial) {
        let mask = 0;
        for (let d = 0; d < D; d++) {
          const n = factors[base + d];
          if (n > 1) {
            iterations *= n;
            mask |= 1 << d;
          }
        }
        this.#spatialMask[l] = mask;
        s *= iterations;
        utilization *= iterations / facts.mesh;
      } else {
        let count = 0;
        for (let i = D - 1; i >= 0; i--) {
          const d = order[base + i];
          const n = factors[base + d];
          if (n > 1) {
            this.#loops[base + count++] = d;
            iterations *= n;
          }
        }
        this.#loopCount[l] = count;
        t *= iterations;
      }
      this.#iterations[l] = iterations;
    }
    this.macs = t * s;
    this.utilization = utilization;
  }

  /** The traffic of one span (model.md section 3, "Traffic of a span"), added to the counts of its memory and consumer. */
  #countSpan(factors: Float64Array, { operand: o, level: memory, consumer, innermost, toCompute }: Span): void {
    const D = this.#D;
    const { relevant, windows } = this.#problem.operands[o];
    const isOut = o === OUT;
    let reads = this.#tileSize(o, this.tile, innermost * D);
    let writes = reads;
    let delivered = reads;
    // Dimensions passed by the walk so far, as bits.
    let temporal = 0;
    let spatial = 0;
    let unsharedReads = 0;
    let unsharedWrites = 0;
    // A MAC keeps nothing, so that towards compute all loops multiply from the start.
    let moving = toCompute;
    let revisits = 1;

    for (let j = innermost; j >= 0; j--) {
      const facts = this.#levels[j];
      const base = j * D;
      if (!facts.spatial) {
        const count = this.#loopCount[j];
        for (let i = 0; i < count; i++) {
          const d = this.#loops[base + i];
          const n = factors[base + d];
          const bit = 1 << d;
          if ((relevant & bit) === 0) {
            if (moving) {
              delivered *= n;
              reads *= n;
              writes *= n;
              revisits *= n;
            }
            continue;
          }
          temporal |= bit;
          if (!moving) {
            moving = true;
            const window = windows.length > 0 ? windowOf(windows, bit) : undefined;
            if (window !== undefined && (spatial & window.mask) === 0 && (i === 0 || facts.multipleReuses)) {
              // Halo reuse: only the new part of the sliding window moves.
              const before = this.#distinct(window, this.tile, base);
              this.#scratch.set(this.tile.subarray(base, base + D));
              this.#scratch[d] *= n;
              const after = this.#distinct(window, this.#scratch, 0);
              reads = (reads / before) * after;
              writes = (writes / before) * after;
              delivered = (delivered / before) * after;
              continue;
            }
          }
          delivered *= n;
          reads *= n;
          writes *= n;
        }
      } else {
        const n = this.#iterations[j];
        if (n === 1) continue;
        delivered *= n;
        const mask = this.#spatialMask[j];
        if (j < memory || j === this.#L - 1) {
          // Outside, each instance of the memory does its own work; inside, every MAC reads its own operands.
          reads *= n;
          writes *= n;
          spatial |= mask;
          unsharedReads |= mask;
          unsharedWrites |= mask;
          continue;
        }
        for (let d = 0; d < D; d++) {
          const bit = 1 << d;
          if ((mask & bit) === 0) continue;
          const orthogonal = (relevant & bit) === 0;
          if (orthogonal ? !facts.multicast : windows.length === 0 || windowOf(windows, bit) === undefined) {
            reads *= factors[base + d];
          }
          if (orthogonal ? !facts.reduction : windows.length === 0 || windowOf(windows, bit) === undefined) {
            writes *= factors[base + d];
          }
        }
        for (const window of windows) {
          if ((window.mask & mask) === 0) continue;
          let all = 1;
          for (const d of window.dimensions) all *= factors[base + d];
          const shareReads = facts.selectiveMulticast && ((temporal | unsharedReads) & window.mask) === 0;
          const shareWrites = facts.selectiveReduction && ((temporal | unsharedWrites) & window.mask) === 0;
          let before = 1;
          let after = all;
          if (shareReads || shareWrites) {
            before = this.#distinct(window, this.tile, base);
            for (const d of window.dimensions) this.#scratch[d] = this.tile[base + d] * factors[base + d];
            after = this.#distinct(window, this.#scratch, 0);
          }
          reads = shareReads ? (reads / before) * after : reads * all;
          writes = shareWrites ? (writes / before) * after : writes * all;
        }
        spatial |= mask;
        if (!facts.selectiveMulticast) unsharedReads |= mask;
        if (!facts.selectiveReduction) unsharedWrites |= mask;
      }
    }

    if (!isOut) {
      this.reads[3 * memory + o] = reads;
      if (!toCompute) this.writes[3 * consumer + o] = delivered;
      return;
    }
    // Without a bias, the first visit of each word starts from zero and reads nothing.
    const visitsThatRead = this.#problem.options.bias ? revisits : revisits - 1;
    this.reads[3 * memory + OUT] = (reads / revisits) * visitsThatRead;
    this.writes[3 * memory + OUT] = writes;
    if (!toCompute) {
      this.outFills[consumer] = (delivered / revisits) * visitsThatRead;
      this.drains[consumer] = this.#problem.options.freeDrains ? 0 : delivered;
    }
  }

  /** model.md section 4. */
  #computeLatency(): void {
    const compute = this.#levels[this.#L - 1];
    let cycles = compute.cycles;
    let latency = compute.cycles * this.executions[this.#L - 1];
    for (let l = this.#L - 2; l >= 0; l--) {
      const facts = this.#levels[l];
      if (facts.spatial) continue;
      const share = this.executions[l] * this.instances[l];
      const ideal = cycles * this.#iterations[l];
      const out = this.readWords(l) + this.drains[l];
      const into = this.fillWords(l) + this.writes[3 * l + OUT];
      const read = facts.sharedBandwidth ? out + into : out;
      const written = facts.sharedBandwidth ? out + into : into;
      const warm = ideal + facts.warmup * cycles;
      const readDrain = read <= facts.readBandwidth * ideal * share ? warm : read / share / facts.readBandwidth;
      const fillUpdate =
        written <= facts.writeBandwidth * ideal * share ? warm : written / share / facts.writeBandwidth;
      this.ideal[l] = ideal;
      this.cyclesBelow[l] = cycles;
      this.readDrain[l] = readDrain;
      this.fillUpdate[l] = fillUpdate;
      cycles = Math.max(readDrain, fillUpdate);
      latency = Math.max(latency, cycles * this.executions[l]);
    }
    this.latency = latency;
  }

  /** model.md section 5. */
  #computeEnergy(): void {
    let energy = 0;
    let gatedInstances = 1;
    for (let l = 0; l < this.#L; l++) {
      const facts = this.#levels[l];
      if (facts.leakage > 0) energy += facts.leakage * this.latency * gatedInstances;
      if (!facts.spatial) {
        let access = this.drains[l] * facts.readEnergy[OUT] + this.outFills[l] * facts.writeEnergy[OUT];
        for (let o = 0; o < 3; o++) {
          access += this.reads[3 * l + o] * facts.readEnergy[o] + this.writes[3 * l + o] * facts.writeEnergy[o];
        }
        this.accessEnergy[l] = access;
      } else if (l === this.#L - 1) {
        this.accessEnergy[l] = facts.readEnergy[0] * this.macs;
      } else {
        gatedInstances *= facts.powerGating ? this.#iterations[l] : facts.mesh;
        continue;
      }
      energy += this.accessEnergy[l];
    }
    this.energy = energy;
  }

  /** Words read from level `l` towards the inside: `in`, `w` and `out`, without drains. */
  readWords(l: number): number {
    return this.reads[3 * l + IN] + this.reads[3 * l + W] + this.reads[3 * l + OUT];
  }

  /** Words written to level `l` from the outside. */
  fillWords(l: number): number {
    return this.writes[3 * l + IN] + this.writes[3 * l + W] + this.outFills[l];
  }

  #tileSize(o: number, extents: Float64Array, base: number): number {
    return tileSize(this.#problem.operands[o], extents, base, this.#problem.options.timeloopBounds);
  }

  #distinct(axis: ProblemAxis, extents: Float64Array, base: number): number {
    return distinctOnAxis(axis, extents, base, this.#problem.options.timeloopBounds);
  }
}

function windowOf(windows: readonly ProblemAxis[], bit: number): ProblemAxis | undefined {
  for (let i = 0; i < windows.length; i++) if ((windows[i].mask & bit) !== 0) return windows[i];
  return undefined;
}
