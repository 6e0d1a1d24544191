import { FirstVisits } from './first-visits.js';
import { type LevelFacts, NONE, SELECTIVE } from './level-facts.js';
import type { Loops } from './loops.js';
import { OUT, type Problem } from './problem.js';
import { RaggedTraffic } from './ragged-traffic.js';
import type { Tiling } from './tiling.js';
import { EACH, FIRST, leastSharing, Way } from './ways.js';
import { type WindowStep, WindowTraffic } from './window-traffic.js';

/** Words over the whole run; entries of levels that an operand is neither stored on nor passes are 0. */
export class Counts {
  /** Words read from level `l` of operand `o` at `3l + o`, towards the inside, without drains; those that pass a link inwards. */
  readonly reads: Float64Array;
  /**
   * Words written to level `l` of operand `o` at `3l + o`: fills of `in` and `w`, updates of `out`; those that pass a link
   * outwards.
   */
  readonly writes: Float64Array;
  /** Words of `out` that level `l` receives from the outside. */
  readonly outFills: Float64Array;
  /** Words of `out` that level `l` sends to the outside; none with free drains. */
  readonly drains: Float64Array;

  constructor(L: number) {
    this.reads = new Float64Array(3 * L);
    this.writes = new Float64Array(3 * L);
    this.outFills = new Float64Array(L);
    this.drains = new Float64Array(L);
  }

  clear(): void {
    for (const counts of [this.reads, this.writes, this.outFills, this.drains]) counts.fill(0);
  }
}

/**
 * Counts what moves between memories (model.md section 3). Operands with axes of one term and mappings without ragged loops,
 * which are most, have ways of their own; all are those of section 4.
 */
export class Traffic {
  /** Over all instances. */
  readonly all: Counts;
  /**
   * Of the first instance. Without ragged loops it does what each does, so of memories only `outFills` are entered: partial sums
   * of windows come back to some more often.
   */
  readonly first: Counts;

  readonly #problem: Problem;
  readonly #L: number;
  readonly #loops: Loops;
  readonly #facts: LevelFacts;
  /** The memories that store operand `o`, outermost first, from `o·L` on, and how many. */
  readonly #stores: Uint8Array;
  readonly #storeCount = new Uint8Array(3);
  /** What the tiling that they are of bypasses, by level. */
  readonly #bypass: Uint8Array;
  /** Whether some fanout lets instances share windows; of reads, by operand. */
  readonly #sharesReads: readonly boolean[];
  readonly #sharesUpdates: boolean;
  readonly #windows: WindowTraffic;
  readonly #ragged: RaggedTraffic;
  readonly #way: Way;

  constructor(problem: Problem, loops: Loops, facts: LevelFacts) {
    const L = problem.levels.length;
    this.all = new Counts(L);
    this.first = new Counts(L);
    this.#problem = problem;
    this.#L = L;
    this.#loops = loops;
    this.#facts = facts;
    this.#stores = new Uint8Array(3 * L);
    this.#bypass = new Uint8Array(L);
    this.#sharesReads = facts.multicast.map((sharing) => sharing.includes(SELECTIVE));
    this.#sharesUpdates = facts.reduction.includes(SELECTIVE);
    this.#windows = new WindowTraffic(problem, loops, facts);
    this.#ragged = new RaggedTraffic(problem, loops, facts, new FirstVisits(loops));
    this.#way = new Way(loops);
    this.#takeStores();
  }

  /** Counts for the tiling that the loops are of. */
  count({ bypass }: Tiling): void {
    for (let l = 0; l < this.#L; l++) {
      if (bypass[l] === this.#bypass[l]) continue;
      this.#bypass.set(bypass);
      this.#takeStores();
      break;
    }
    for (let o = 0; o < 3; o++) {
      if (this.#loops.ragged !== 0) this.#countRagged(o);
      else if (this.#problem.operands[o].windowed !== 0) this.#countWindows(o);
      else this.#countPlain(o);
    }
  }

  /**
   * The steps in which words of the tile of operand `o` in an instance of memory `n` stay though it moves, of the loops outside from the
   * innermost, none of which is ragged. Allocates.
   */
  windowSteps(o: number, n: number): WindowStep[] {
    const steps: WindowStep[] = [];
    if (this.#problem.operands[o].windowed !== 0) this.#windows.moved(o, n, n, null, steps);
    return steps;
  }

  /** Which memories store the operands, by what the tiling bypasses. */
  #takeStores(): void {
    this.all.clear();
    this.first.clear();
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
    const { dimension, level, iterations, spatial, outside, instances, sizes } = this.#loops;
    const { reduction } = this.#facts;
    const multicast = this.#facts.multicast[o];
    const { bias, freeDrains } = this.#problem.options;
    const { reads, writes } = this.all;
    const L = this.#L;
    const stores = this.#storeCount[o];
    const hasLinks = this.#problem.operands[o].links.length > 0;
    let size = 1;
    for (let i = 0; i < plain.length; i++) size *= sizes[plain[i]];
    // Rounds of the orthogonal temporal loops so far, those up to the innermost relevant one, and groups of instances.
    let rounds = 1;
    let moving = 1;
    let each = size;
    let reading = size;
    let updating = size;
    let next = this.#loops.end - 1;
    let memory = 0;
    for (let q = 0; q <= stores; q++) {
      const consumer = q < stores ? this.#stores[o * L + q] : L;
      for (const last = outside[consumer]; next >= last; next--) {
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
        const times = consumer === L ? rounds : moving;
        if (o !== OUT) {
          reads[3 * memory + o] = reading * times;
          if (consumer < L) writes[3 * consumer + o] = each * times;
        } else {
          // The first round is the first visit.
          const back = bias ? times : times - 1;
          reads[3 * memory + OUT] = reading * back;
          writes[3 * memory + OUT] = updating * times;
          if (consumer < L) {
            const fills = each * back;
            this.all.outFills[consumer] = fills;
            this.first.outFills[consumer] = fills / instances[consumer];
            this.all.drains[consumer] = freeDrains ? 0 : each * times;
          }
        }
        if (hasLinks) this.#passPlainly(o, memory, consumer, size, times);
      }
      memory = consumer;
      reading = updating = each;
    }
  }

  /** Of an operand with windows, without ragged loops. */
  #countWindows(o: number): void {
    const operand = this.#problem.operands[o];
    const { dimension, level, iterations, spatial, outside } = this.#loops;
    const { reduction } = this.#facts;
    const multicast = this.#facts.multicast[o];
    const stores = this.#storeCount[o];
    // Positions of spatial loops that count one by one.
    let each = 1;
    let reading = 1;
    let updating = 1;
    let next = this.#loops.end - 1;
    let memory = 0;
    for (let q = 0; q <= stores; q++) {
      const consumer = q < stores ? this.#stores[o * this.#L + q] : this.#L;
      for (const last = outside[consumer]; next >= last; next--) {
        if (spatial[next] === 0) continue;
        const least = leastSharing(operand, dimension[next]);
        each *= iterations[next];
        if (multicast[level[next]] < least) reading *= iterations[next];
        if (reduction[level[next]] < least) updating *= iterations[next];
      }
      if (q > 0) {
        const moved = this.#windows.moved(o, memory, consumer, null);
        const read = this.#sharesReads[o] ? this.#windows.moved(o, memory, consumer, multicast) : moved;
        const updated = this.#sharesUpdates && o === OUT ? this.#windows.moved(o, memory, consumer, reduction) : moved;
        this.#record(o, memory, consumer, reading * read, updating * updated, each * moved);
        if (o === OUT) this.#takeFirstVisits(memory, consumer, moved, each / reading);
        this.#passLinks(o, memory, consumer);
      }
      memory = consumer;
      reading = updating = each;
    }
  }

  /**
   * Takes first visits from the partial sums that come back of an output with windows, without ragged loops.
   *
   * @param moved words that one receiver on level `n` gets.
   * @param shared how many receivers share what memory `l` reads, if not the windows.
   */
  #takeFirstVisits(l: number, n: number, moved: number, shared: number): void {
    const { reads, outFills } = this.all;
    if (this.#problem.options.bias) {
      if (n < this.#L) this.first.outFills[n] = moved;
      return;
    }
    const from = this.#loops.outside[n];
    const fills = this.#ragged.first(OUT, l, n, this.#way.delivered(from, EACH));
    if (n < this.#L) outFills[n] -= fills;
    if (this.#sharesReads[OUT]) {
      const sent = this.#way.sent(l, from, EACH, this.#problem.operands[OUT], this.#facts.multicast[OUT]);
      reads[3 * l + OUT] -= this.#ragged.first(OUT, l, n, sent);
    } else reads[3 * l + OUT] -= fills / shared;
    if (n < this.#L) {
      this.first.outFills[n] = moved - this.#ragged.first(OUT, l, n, this.#way.delivered(from, FIRST));
    }
  }

  /**
   * What passes the links between memory `l` and its receivers on level `n`, of an operand with axes of one term and without ragged
   * loops.
   *
   * @param words of the operand.
   * @param times that all of them move.
   */
  #passPlainly(o: number, l: number, n: number, words: number, times: number): void {
    const { relevant, links } = this.#problem.operands[o];
    const { dimension, level, iterations, spatial, outside, instances, end } = this.#loops;
    const { reduction } = this.#facts;
    const multicast = this.#facts.multicast[o];
    for (let q = 0; q < links.length; q++) {
      const link = links[q];
      if (link < l || link > n) continue;
      let inwards = words;
      let outwards = words;
      for (let i = outside[n]; i < end; i++) {
        if (spatial[i] === 0 || (relevant & (1 << dimension[i])) !== 0) continue;
        if (level[i] < link || multicast[level[i]] === NONE) inwards *= iterations[i];
        if (level[i] < link || reduction[level[i]] === NONE) outwards *= iterations[i];
      }
      const at = 3 * link + o;
      // The first round is the first visit.
      this.all.reads[at] = inwards * (o === OUT && !this.#problem.options.bias ? times - 1 : times);
      this.first.reads[at] = this.all.reads[at] / instances[link];
      if (o !== OUT) continue;
      this.all.writes[at] = outwards * times;
      this.first.writes[at] = this.all.writes[at] / instances[link];
    }
  }

  /** What passes the links between memory `l` and its receivers on level `n`. */
  #passLinks(o: number, l: number, n: number): void {
    for (const link of this.#problem.operands[o].links) {
      if (link < l || link > n) continue;
      this.#countSent(o, l, link, n, EACH, this.all);
      this.#countSent(o, l, link, n, FIRST, this.first);
    }
  }

  /** Of an operand while some loop is ragged. */
  #countRagged(o: number): void {
    for (let q = 0; q < this.#storeCount[o]; q++) {
      const l = this.#stores[o * this.#L + q];
      const n = q + 1 < this.#storeCount[o] ? this.#stores[o * this.#L + q + 1] : this.#L;
      this.#countRaggedSpan(o, l, n, EACH, this.all);
      this.#countRaggedSpan(o, l, n, FIRST, this.first);
      this.#passLinks(o, l, n);
    }
  }

  /**
   * What memory `l` and its receivers on level `n` send each other, where it passes level `at`: the memory itself, or a link.
   *
   * @param outside which instances of that level count: {@link EACH} or the {@link FIRST}.
   */
  #countSent(o: number, l: number, at: number, n: number, outside: number, counts: Counts): void {
    const operand = this.#problem.operands[o];
    const { multicast, reduction } = this.#facts;
    const from = this.#loops.outside[n];
    const sent = this.#way.sent(at, from, outside, operand, multicast[o]);
    counts.reads[3 * at + o] = this.#ragged.moved(o, n, sent);
    if (o !== OUT) return;
    if (!this.#problem.options.bias) counts.reads[3 * at + o] -= this.#ragged.first(o, l, n, sent);
    const updated = this.#way.sent(at, from, outside, operand, reduction);
    counts.writes[3 * at + o] = this.#ragged.moved(o, n, updated);
  }

  /** @param outside which instances of memory `l` count, and which receivers on level `n`: {@link EACH} or the {@link FIRST}. */
  #countRaggedSpan(o: number, l: number, n: number, outside: number, counts: Counts): void {
    const { bias, freeDrains } = this.#problem.options;
    const from = this.#loops.outside[n];
    this.#countSent(o, l, l, n, outside, counts);
    if (n === this.#L) return;
    const received = this.#way.delivered(from, outside);
    const delivered = this.#ragged.moved(o, n, received);
    if (o !== OUT) {
      counts.writes[3 * n + o] = delivered;
      return;
    }
    counts.outFills[n] = bias ? delivered : delivered - this.#ragged.first(o, l, n, received);
    counts.drains[n] = freeDrains ? 0 : delivered;
  }

  /** Enters the counts of memory `l` and its receivers on level `n`, the number of levels for MACs, first visits included. */
  #record(o: number, l: number, n: number, reads: number, updates: number, delivered: number): void {
    const counts = this.all;
    counts.reads[3 * l + o] = reads;
    if (o === OUT) counts.writes[3 * l + OUT] = updates;
    if (n === this.#L) return;
    if (o !== OUT) {
      counts.writes[3 * n + o] = delivered;
      return;
    }
    counts.outFills[n] = delivered;
    counts.drains[n] = this.#problem.options.freeDrains ? 0 : delivered;
  }
}
