import { type LevelFacts, levelFacts } from './level-facts.js';
import { Loops } from './loops.js';
import { IN, OUT, type Problem, W } from './problem.js';
import type { Tiling } from './tiling.js';
import { type Counts, Traffic } from './traffic.js';
import type { WindowStep } from './window-traffic.js';

/** Of the first instance of a memory or a link, over the run, in words or bits. Through a link, what goes in is read, and what goes out is updated. */
export interface FirstInstance {
  /** Towards the inside. */
  readonly read: number;
  /** From the outside. */
  readonly fill: number;
  /** From the inside. */
  readonly update: number;
  /** Towards the outside. */
  readonly drain: number;
}

/**
 * Evaluates tilings of one problem by model.md sections 3 to 6. The results of the last {@link evaluate} stand in the fields;
 * nothing is allocated for a further one without ragged loops, so searches can call it millions of times.
 */
export class Evaluator {
  /** The loops of the tiling. */
  readonly loops: Loops;
  /** Words of all instances. */
  readonly counts: Counts;
  /** `T_inner` by memory and link: cycles of the whole run up to the next one inside. */
  readonly innerCycles: Float64Array;
  /** `W` by memory: cycles of the whole run. */
  readonly warmup: Float64Array;
  /** By memory and link: cycles of the whole run. */
  readonly readDrain: Float64Array;
  readonly fillUpdate: Float64Array;
  /** By memory, link and compute, pJ, without leakage. */
  readonly accessEnergy: Float64Array;
  /** By memory and compute, pJ, of all instances. */
  readonly leakageEnergy: Float64Array;
  /** pJ. */
  energy = 0;
  /** Cycles. */
  latency = 0;

  readonly #problem: Problem;
  readonly #L: number;
  readonly #facts: LevelFacts;
  readonly #peak: number;
  readonly #traffic: Traffic;

  constructor(problem: Problem) {
    const L = problem.levels.length;
    this.#problem = problem;
    this.#L = L;
    this.#facts = levelFacts(problem);
    this.#peak = this.#facts.mesh.reduce((product, mesh) => product * mesh, 1);
    this.loops = new Loops(problem);
    this.#traffic = new Traffic(problem, this.loops, this.#facts);
    this.counts = this.#traffic.all;
    this.innerCycles = new Float64Array(L);
    this.warmup = new Float64Array(L);
    this.readDrain = new Float64Array(L);
    this.fillUpdate = new Float64Array(L);
    this.accessEnergy = new Float64Array(L);
    this.leakageEnergy = new Float64Array(L);
  }

  /** What padding added included. */
  get macs(): number {
    return this.loops.macs;
  }

  /** EDP in pJ·cycle of the last evaluation. */
  get edp(): number {
    return this.energy * this.latency;
  }

  /** The share of MACs at work in an average step, 0 to 1 on legal tilings. */
  get utilization(): number {
    return this.loops.macs / (this.loops.steps * this.#peak);
  }

  /** The share of the peak that is reached, stalls included. */
  get throughput(): number {
    return (this.loops.macs * this.#facts.cycles) / (this.latency * this.#peak);
  }

  /** WART of the last evaluation: `(2·MACs / EDP) · utilization`. */
  get wart(): number {
    return ((2 * this.macs) / this.edp) * this.utilization;
  }

  /**
   * @param sizes of the dimensions: the workload's, or what padding makes of them; null for what the loops multiply up to, which
   * is the same where no loop is ragged.
   */
  evaluate(tiling: Tiling, sizes: readonly number[] | null = this.#problem.sizes): void {
    this.loops.take(tiling, sizes);
    this.#traffic.count(tiling);
    this.#computeLatency();
    this.#computeEnergy();
  }

  /** {@link Traffic.windowSteps} of the last evaluation. */
  windowSteps(o: number, n: number): WindowStep[] {
    return this.#traffic.windowSteps(o, n);
  }

  /** Words read from level `l` towards the inside: `in`, `w` and `out`, without drains. */
  readWords(l: number): number {
    const { reads } = this.counts;
    return reads[3 * l + IN] + reads[3 * l + W] + reads[3 * l + OUT];
  }

  /** Words written to level `l` from the outside. */
  fillWords(l: number): number {
    const { writes, outFills } = this.counts;
    return writes[3 * l + IN] + writes[3 * l + W] + outFills[l];
  }

  /** What the first instance of memory `l` moves. */
  firstInstance(l: number): FirstInstance {
    const { bits } = this.#facts;
    const { reads, writes, drains } = this.#firstCounts(l);
    const { outFills } = this.#traffic.first;
    const share = this.#share(l);
    const at = 3 * l;
    return {
      read: (reads[at + IN] * bits[at + IN] + reads[at + W] * bits[at + W] + reads[at + OUT] * bits[at + OUT]) / share,
      fill: (writes[at + IN] * bits[at + IN] + writes[at + W] * bits[at + W]) / share + outFills[l] * bits[at + OUT],
      update: (writes[at + OUT] * bits[at + OUT]) / share,
      drain: (drains[l] * bits[at + OUT]) / share,
    };
  }

  /** Where {@link firstInstance} finds its words, of {@link #share} instances. */
  #firstCounts(l: number): Counts {
    return this.#isAlike(l) ? this.#traffic.all : this.#traffic.first;
  }

  #share(l: number): number {
    return this.#isAlike(l) ? this.loops.instances[l] : 1;
  }

  /** Without ragged loops all instances of a memory do the same; those of a link may see partial sums come back more often. */
  #isAlike(l: number): boolean {
    return this.loops.ragged === 0 && this.#facts.link[l] === 0;
  }

  /** model.md section 5. */
  #computeLatency(): void {
    const { spatial, cycles, bits, hops, sharedBandwidth, readBandwidth, writeBandwidth } = this.#facts;
    const { executions } = this.loops;
    const { outFills } = this.#traffic.first;
    let inner = cycles * this.loops.steps;
    for (let l = this.#L - 2; l >= 0; l--) {
      if (spatial[l] === 1) continue;
      const { reads, writes, drains } = this.#firstCounts(l);
      const share = this.#share(l);
      const atIn = 3 * l + IN;
      const atW = 3 * l + W;
      const atOut = 3 * l + OUT;
      let out = reads[atIn] * bits[atIn] + reads[atW] * bits[atW] + (reads[atOut] + drains[l]) * bits[atOut];
      let into = writes[atIn] * bits[atIn] + writes[atW] * bits[atW] + writes[atOut] * bits[atOut];
      if (share > 1) {
        out /= share;
        into /= share;
      }
      into += outFills[l] * bits[atOut];
      if (sharedBandwidth[l] === 1) out = into = out + into;
      const warmup = hops[l] * cycles * executions[l];
      const busy = inner + warmup;
      this.innerCycles[l] = inner;
      this.warmup[l] = warmup;
      // Divides only where something stalls.
      const readDrain = out > busy * readBandwidth[l] ? out / readBandwidth[l] : busy;
      const fillUpdate = into > busy * writeBandwidth[l] ? into / writeBandwidth[l] : busy;
      this.readDrain[l] = readDrain;
      this.fillUpdate[l] = fillUpdate;
      inner = Math.max(readDrain, fillUpdate);
    }
    this.latency = inner;
  }

  /** model.md section 6. */
  #computeEnergy(): void {
    const { spatial, mesh, leakage, powerGating, readEnergy, writeEnergy, macEnergy } = this.#facts;
    const { reads, writes, outFills, drains } = this.counts;
    const compute = this.#L - 1;
    let energy = 0;
    let instances = 1;
    for (let l = 0; l < compute; l++) {
      if (spatial[l] === 1) {
        instances *= powerGating[l] === 1 ? this.loops.iterationsOf(l) : mesh[l];
        continue;
      }
      const out = 3 * l + OUT;
      let access = drains[l] * readEnergy[out] + outFills[l] * writeEnergy[out];
      for (let at = 3 * l; at <= out; at++) access += reads[at] * readEnergy[at] + writes[at] * writeEnergy[at];
      this.accessEnergy[l] = access;
      this.leakageEnergy[l] = leakage[l] * this.latency * instances;
      energy += access + this.leakageEnergy[l];
    }
    this.accessEnergy[compute] = macEnergy * this.loops.macs;
    this.leakageEnergy[compute] = leakage[compute] * this.latency * instances;
    this.energy = energy + this.accessEnergy[compute] + this.leakageEnergy[compute];
  }
}
