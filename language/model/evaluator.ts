import { FirstVisits } from './first-visits.js';
import { type LevelFacts, levelFacts, NONE, SELECTIVE } from './level-facts.js';
import { Loops } from './loops.js';
import { IN, OUT, type Problem, W } from './problem.js';
import { RaggedTraffic } from './ragged-traffic.js';
import type { Tiling } from './tiling.js';
import { EACH, FIRST, leastSharing, Way } from './ways.js';
import { WindowTraffic } from './window-traffic.js';

/**
 * Evaluates tilings of one problem by model.md sections 3 to 6. The results of the last {@link evaluate} stand in the fields;
 * nothing is allocated for a further one without ragged loops, so that searches can call it millions of times.
 *
 * Words are over the whole run and all instances; entries of levels that are no memories, or do not store an operand, are 0.
 */
export class Evaluator {
  /** The loops of the tiling. */
  readonly loops: Loops;
  /** Words read from level `l` of operand `o` at `3l + o`, towards the inside, without drains. */
  readonly reads: Float64Array;
  /** Words written to level `l` of operand `o` at `3l + o`: fills of `in` and `w`, updates of `out`. */
  readonly writes: Float64Array;
  /** Words of `out` that level `l` receives from the outside. */
  readonly outFills: Float64Array;
  /** Words of `out` that level `l` sends to the outside; none with free drains. */
  readonly drains: Float64Array;
  /** By memory, of its first instance, in words or bits: what it reads for the inside, gets from the outside, … */
  readonly firstRead: Float64Array;
  readonly firstFill: Float64Array;
  /** … gets from the inside, and sends to the outside. */
  readonly firstUpdate: Float64Array;
  readonly firstDrain: Float64Array;
  /** `T_inner` by memory: cycles of the whole run if it never stalls and nothing warms up. */
  readonly innerCycles: Float64Array;
  /** `W` by memory: cycles of the whole run. */
  readonly warmup: Float64Array;
  /** `readDrain` by memory: cycles of the whole run. */
  readonly readDrain: Float64Array;
  /** `fillUpdate` by memory: cycles of the whole run. */
  readonly fillUpdate: Float64Array;
  /** By memory and compute, pJ, without leakage. */
  readonly accessEnergy: Float64Array;
  /** pJ. */
  energy = 0;
  /** Cycles. */
  latency = 0;

  readonly #problem: Problem;
  readonly #L: number;
  readonly #facts: LevelFacts;
  readonly #peak: number;
  /** The memories that store operand `o`, outermost first, from `o·L` on, and how many. */
  readonly #stores: Uint8Array;
  readonly #storeCount = new Uint8Array(3);
  /** What the tiling that they are of bypasses, by level. */
  readonly #bypass: Uint8Array;
  /** Whether sharing lets instances share windows at all. */
  readonly #sharesReads: boolean;
  readonly #sharesUpdates: boolean;
  /** Of the first instance by level and operand, where instances differ: see {@link reads} and the others. */
  readonly #oneReads: Float64Array;
  readonly #oneWrites: Float64Array;
  readonly #oneOutFills: Float64Array;
  readonly #oneDrains: Float64Array;
  readonly #windows: WindowTraffic;
  readonly #firstVisits: FirstVisits;
  readonly #ragged: RaggedTraffic;
  readonly #way: Way;

  constructor(problem: Problem) {
    const L = problem.levels.length;
    this.#problem = problem;
    this.#L = L;
    this.loops = new Loops(problem);
    this.reads = new Float64Array(3 * L);
    this.writes = new Float64Array(3 * L);
    this.outFills = new Float64Array(L);
    this.drains = new Float64Array(L);
    this.firstRead = new Float64Array(L);
    this.firstFill = new Float64Array(L);
    this.firstUpdate = new Float64Array(L);
    this.firstDrain = new Float64Array(L);
    this.innerCycles = new Float64Array(L);
    this.warmup = new Float64Array(L);
    this.readDrain = new Float64Array(L);
    this.fillUpdate = new Float64Array(L);
    this.accessEnergy = new Float64Array(L);
    this.#facts = levelFacts(problem);
    this.#peak = this.#facts.mesh.reduce((product, mesh) => product * mesh, 1);
    this.#stores = new Uint8Array(3 * L);
    this.#bypass = new Uint8Array(L);
    this.#sharesReads = this.#facts.multicast.includes(SELECTIVE);
    this.#sharesUpdates = this.#facts.reduction.includes(SELECTIVE);
    this.#oneReads = new Float64Array(3 * L);
    this.#oneWrites = new Float64Array(3 * L);
    this.#oneOutFills = new Float64Array(L);
    this.#oneDrains = new Float64Array(L);
    this.#windows = new WindowTraffic(problem, this.loops, this.#facts);
    this.#firstVisits = new FirstVisits(this.loops);
    this.#ragged = new RaggedTraffic(problem, this.loops, this.#facts, this.#firstVisits);
    this.#way = new Way(this.loops);
    this.#takeStores();
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
    const { bypass } = tiling;
    for (let l = 0; l < this.#L; l++) {
      if (bypass[l] === this.#bypass[l]) continue;
      this.#bypass.set(bypass);
      this.#takeStores();
      break;
    }
    for (let o = 0; o < 3; o++) {
      if (this.loops.ragged !== 0) this.#countRagged(o);
      else if (this.#problem.operands[o].windows.length > 0) this.#countWindows(o);
      else this.#countPlain(o);
    }
    this.#computeLatency();
    this.#computeEnergy();
  }

  /** Which memories store the operands, by what the tiling bypasses. */
  #takeStores(): void {
    for (const counts of [this.reads, this.writes, this.outFills, this.drains]) counts.fill(0);
    for (const counts of [this.#oneReads, this.#oneWrites, this.#oneOutFills, this.#oneDrains]) counts.fill(0);
    for (let o = 0; o < 3; o++) {
      let count = 0;
      for (const l of this.#problem.operands[o].stores) {
        if ((this.#bypass[l] & (1 << o)) === 0) this.#stores[o * this.#L + count++] = l;
      }
      this.#storeCount[o] = count;
    }
  }

  /**
   * Of an operand with axes of one term, without ragged loops: all its words move as often as the orthogonal temporal loops
   * outside the innermost relevant one go round, to compute as often as all of them do. The loops are passed from the outermost in.
   */
  #countPlain(o: number): void {
    const { relevant, plain } = this.#problem.operands[o];
    const { dimension, level, iterations, spatial, inside, instances, sizes, count } = this.loops;
    const { multicast, reduction } = this.#facts;
    const stores = this.#storeCount[o];
    let size = 1;
    for (let i = 0; i < plain.length; i++) size *= sizes[plain[i]];
    // Rounds of the orthogonal temporal loops so far, those up to the innermost relevant one, and groups of instances.
    let rounds = 1;
    let moving = 1;
    let each = size;
    let reading = size;
    let updating = size;
    let next = count - 1;
    let memory = 0;
    for (let q = 0; q <= stores; q++) {
      const consumer = q < stores ? this.#stores[o * this.#L + q] : this.#L;
      for (const end = inside[consumer]; next >= end; next--) {
        if ((relevant & (1 << dimension[next])) !== 0) {
          if (spatial[next] === 0) moving = rounds;
        } else if (spatial[next] === 0) {
          rounds *= iterations[next];
        } else {
          each *= iterations[next];
          if (multicast[level[next]] === NONE) reading *= iterations[next];
          if (reduction[level[next]] === NONE) updating *= iterations[next];
        }
      }
      if (q > 0) {
        const times = consumer === this.#L ? rounds : moving;
        this.#record(o, memory, consumer, reading * times, updating * times, each * times, reading, each);
        if (o === OUT && consumer < this.#L)
          this.#oneOutFills[consumer] = this.outFills[consumer] / instances[consumer];
      }
      memory = consumer;
      reading = updating = each;
    }
  }

  /** Of an operand with windows, without ragged loops. */
  #countWindows(o: number): void {
    const operand = this.#problem.operands[o];
    const { dimension, level, iterations, spatial, inside, count } = this.loops;
    const { multicast, reduction } = this.#facts;
    const stores = this.#storeCount[o];
    // Positions of spatial loops that count one by one.
    let each = 1;
    let reading = 1;
    let updating = 1;
    let next = count - 1;
    let memory = 0;
    for (let q = 0; q <= stores; q++) {
      const consumer = q < stores ? this.#stores[o * this.#L + q] : this.#L;
      for (const end = inside[consumer]; next >= end; next--) {
        if (spatial[next] === 0) continue;
        const least = leastSharing(operand, dimension[next]);
        each *= iterations[next];
        if (multicast[level[next]] < least) reading *= iterations[next];
        if (reduction[level[next]] < least) updating *= iterations[next];
      }
      if (q > 0) {
        const moved = this.#windows.moved(o, memory, consumer, null);
        const read = this.#sharesReads ? this.#windows.moved(o, memory, consumer, multicast) : moved;
        const updated = this.#sharesUpdates && o === OUT ? this.#windows.moved(o, memory, consumer, reduction) : moved;
        let firstReads = 0;
        let firstFills = 0;
        if (o === OUT && !this.#problem.options.bias) {
          const from = inside[consumer];
          const sent = this.#way.sent(memory, from, EACH, operand, multicast);
          firstReads = this.#ragged.first(o, memory, consumer, sent);
          if (consumer < this.#L) {
            const delivered = this.#way.delivered(from, EACH);
            firstFills = this.#ragged.first(o, memory, consumer, delivered);
          }
        }
        this.#record(o, memory, consumer, reading * read, updating * updated, each * moved, firstReads, firstFills);
        if (o === OUT && consumer < this.#L) {
          const first = this.#problem.options.bias
            ? 0
            : this.#ragged.first(o, memory, consumer, this.#way.delivered(inside[consumer], FIRST));
          this.#oneOutFills[consumer] = moved - first;
        }
      }
      memory = consumer;
      reading = updating = each;
    }
  }

  /** Of an operand while some loop is ragged. */
  #countRagged(o: number): void {
    const operand = this.#problem.operands[o];
    const { multicast, reduction } = this.#facts;
    const { bias, freeDrains } = this.#problem.options;
    const traffic = this.#ragged;
    for (let q = 0; q < this.#storeCount[o]; q++) {
      const l = this.#stores[o * this.#L + q];
      const n = q + 1 < this.#storeCount[o] ? this.#stores[o * this.#L + q + 1] : this.#L;
      const from = this.loops.inside[n];
      for (const outside of [EACH, FIRST]) {
        const isEach = outside === EACH;
        const reads = isEach ? this.reads : this.#oneReads;
        const writes = isEach ? this.writes : this.#oneWrites;
        const sent = this.#way.sent(l, from, outside, operand, multicast);
        reads[3 * l + o] = traffic.moved(o, n, sent);
        if (o === OUT) {
          if (!bias) reads[3 * l + o] -= traffic.first(o, l, n, sent);
          writes[3 * l + o] = traffic.moved(o, n, this.#way.sent(l, from, outside, operand, reduction));
        }
        if (n === this.#L) continue;
        const received = this.#way.delivered(from, outside);
        const delivered = traffic.moved(o, n, received);
        if (o === OUT) {
          (isEach ? this.outFills : this.#oneOutFills)[n] = bias
            ? delivered
            : delivered - traffic.first(o, l, n, received);
          (isEach ? this.drains : this.#oneDrains)[n] = freeDrains ? 0 : delivered;
        } else writes[3 * n + o] = delivered;
      }
    }
  }

  /**
   * Enters the counts of memory `l` and its receivers on level `n`, the number of levels for MACs.
   *
   * @param reads words that `l` sends inwards if none of them is the first visit, and how many of them are: `firstReads`.
   * @param delivered words that the receivers get or send, and how many of them are first visits: `firstFills`.
   */
  #record(
    o: number,
    l: number,
    n: number,
    reads: number,
    updates: number,
    delivered: number,
    firstReads: number,
    firstFills: number,
  ): void {
    if (o !== OUT) {
      this.reads[3 * l + o] = reads;
      if (n < this.#L) this.writes[3 * n + o] = delivered;
      return;
    }
    const { bias, freeDrains } = this.#problem.options;
    this.reads[3 * l + OUT] = bias ? reads : reads - firstReads;
    this.writes[3 * l + OUT] = updates;
    if (n < this.#L) {
      this.outFills[n] = bias ? delivered : delivered - firstFills;
      this.drains[n] = freeDrains ? 0 : delivered;
    }
  }

  /** What the first instances of the memories move, and model.md section 5. */
  #computeLatency(): void {
    const facts = this.#facts;
    const { executions, instances, ragged } = this.loops;
    const { bits } = facts;
    let inner = facts.cycles * this.loops.steps;
    for (let l = this.#L - 2; l >= 0; l--) {
      if (facts.spatial[l] === 1) continue;
      const even = ragged === 0;
      const reads = even ? this.reads : this.#oneReads;
      const writes = even ? this.writes : this.#oneWrites;
      const at = 3 * l;
      // Without ragged loops all instances do the same, but for partial sums of windows.
      const share = even ? instances[l] : 1;
      const read =
        (reads[at + IN] * bits[at + IN] + reads[at + W] * bits[at + W] + reads[at + OUT] * bits[at + OUT]) / share;
      const fill =
        (writes[at + IN] * bits[at + IN] + writes[at + W] * bits[at + W]) / share +
        this.#oneOutFills[l] * bits[at + OUT];
      const update = (writes[at + OUT] * bits[at + OUT]) / share;
      const drain = ((even ? this.drains : this.#oneDrains)[l] * bits[at + OUT]) / share;
      const warmup = facts.hops[l] * facts.cycles * executions[l];
      const shared = facts.sharedBandwidth[l] === 1;
      const out = shared ? read + drain + fill + update : read + drain;
      const into = shared ? out : fill + update;
      this.firstRead[l] = read;
      this.firstFill[l] = fill;
      this.firstUpdate[l] = update;
      this.firstDrain[l] = drain;
      this.innerCycles[l] = inner;
      this.warmup[l] = warmup;
      const busy = inner + warmup;
      const readDrain = Math.max(busy, out / facts.readBandwidth[l]);
      const fillUpdate = Math.max(busy, into / facts.writeBandwidth[l]);
      this.readDrain[l] = readDrain;
      this.fillUpdate[l] = fillUpdate;
      inner = Math.max(readDrain, fillUpdate);
    }
    this.latency = inner;
  }

  /** model.md section 6. */
  #computeEnergy(): void {
    const { spatial, mesh, leakage, powerGating, readEnergy, writeEnergy, macEnergy } = this.#facts;
    const compute = this.#L - 1;
    let energy = 0;
    let instances = 1;
    for (let l = 0; l < compute; l++) {
      if (spatial[l] === 1) {
        instances *= powerGating[l] === 1 ? this.loops.iterationsOf[l] : mesh[l];
        continue;
      }
      const at = 3 * l;
      let access = this.drains[l] * readEnergy[at + OUT] + this.outFills[l] * writeEnergy[at + OUT];
      for (let o = 0; o < 3; o++) {
        access += this.reads[at + o] * readEnergy[at + o] + this.writes[at + o] * writeEnergy[at + o];
      }
      this.accessEnergy[l] = access;
      energy += access + leakage[l] * this.latency * instances;
    }
    this.accessEnergy[compute] = macEnergy * this.loops.macs;
    this.energy = energy + this.accessEnergy[compute] + leakage[compute] * this.latency * instances;
  }

  /** Words read from level `l` towards the inside: `in`, `w` and `out`, without drains. */
  readWords(l: number): number {
    return this.reads[3 * l + IN] + this.reads[3 * l + W] + this.reads[3 * l + OUT];
  }

  /** Words written to level `l` from the outside. */
  fillWords(l: number): number {
    return this.writes[3 * l + IN] + this.writes[3 * l + W] + this.outFills[l];
  }
}
