import { type Fanout, ROLES, type Sharing } from '../../../language/domain/index.js';
import { memoryAt, OUT, type Problem, passedAt, spatialAt, tileSize, widthAt } from '../../../language/model/index.js';
import { levelFacts } from '../../../language/model/level-facts.js';
import {
  type Drift,
  ENERGY,
  FIRST,
  type FlowClass,
  isCarried,
  type Layout,
  LEAK,
  LOAD,
  type OperandLayout,
  TEMPORAL,
} from './layout.js';
import type { FlowRules, Outcome } from './rules.js';
import { areTellable, freshShare, WindowAxis } from './window-axis.js';

/**
 * The inside of a mapping while it is built from compute outwards: what all outer decisions need to know of it.
 * METHOD.md explains the slots and why they suffice.
 */
export interface Inside {
  /** The slots of a {@link Layout}. */
  readonly slots: Float64Array;
  /** The extents of the tile that the decided loops iterate over, by dimension. */
  readonly extents: Float64Array;
  flags: number;
}

/** What a word costs at a memory, or on a link: inwards as it is read, outwards as it is written. */
interface Costs {
  /** pJ. */
  readonly readEnergy: number;
  readonly writeEnergy: number;
  /** The ports, −1 if the bandwidth can never bind. */
  readonly read: number;
  readonly write: number;
  /** Cycles that it loads them, for each instance inside. */
  readonly readLoad: number;
  readonly writeLoad: number;
}

/** What each decision does to the flows of words: the transitions of the search, one to one with model.md section 4. */
export class Flows implements FlowRules {
  readonly #D: number;
  readonly #L: number;
  /** All MACs, including padding. */
  readonly macs: number;
  /** By operand, its window axes. */
  readonly #axes: readonly (readonly WindowAxis[])[];
  /** By operand, how many words it has. */
  readonly #words: readonly number[];
  /** By memory, the cycles of one warm-up of the fanouts between it and the next memory inside. */
  readonly #warmUp: Float64Array;
  /** By level and operand (`3l + o`); null where the operand is neither stored nor passes. */
  readonly #costs: readonly (Costs | null)[];

  /** @param sizes what each dimension multiplies up to. */
  constructor(
    readonly problem: Problem,
    readonly layout: Layout,
    readonly sizes: readonly number[],
  ) {
    this.#D = problem.dimensions.length;
    this.#L = problem.levels.length;
    this.macs = sizes.reduce((a, b) => a * b, 1);
    this.#axes = problem.operands.map(({ windows }) => windows.map((axis) => new WindowAxis(axis, sizes)));
    const all = Float64Array.from(sizes);
    this.#words = problem.operands.map((operand) => tileSize(operand, all, 0, false));
    this.#costs = problem.levels.flatMap((_, l) => problem.operands.map((_, o) => this.#costsAt(l, o)));
    const { hops, cycles } = levelFacts(problem);
    this.#warmUp = hops.map((n) => n * cycles);
  }

  #costsAt(l: number, o: number): Costs | null {
    if (!isCarried(this.problem, o, l)) return null;
    const { ports, readPort, writePort } = this.layout;
    const { readEnergy, writeEnergy } = passedAt(this.problem, l);
    const width = widthAt(this.problem, l, o);
    const [read, write] = [readPort[l], writePort[l]];
    return {
      readEnergy: readEnergy[ROLES[o]],
      writeEnergy: writeEnergy[ROLES[o]],
      read,
      write,
      readLoad: read < 0 ? 0 : width / ports[read].bandwidth,
      writeLoad: write < 0 ? 0 : width / ports[write].bandwidth,
    };
  }

  /** Whether the places of all windows can be told apart, so labels may be compared by them. */
  get comparable(): boolean {
    return this.#axes.every(areTellable);
  }

  /** Sets the state inside of all levels but compute, whose iterations are `factors`: every MAC reads its own operands. */
  start(inside: Inside, factors: Float64Array): void {
    const { slots, extents } = inside;
    slots.fill(0);
    inside.flags = 0;
    extents.set(factors);
    const compute = spatialAt(this.problem, this.#L - 1);
    if (compute.type !== 'compute') throw new Error('the innermost level is not a compute level');
    slots[ENERGY] = compute.energy * this.macs;
    slots[TEMPORAL] = 1;
    slots[LOAD] = compute.cycles * this.macs;
    slots[LEAK] = compute.leakage;
    for (const own of this.layout.operands) {
      if (own.reads >= 0) slots[own.reads] = this.macs;
      if (own.updates >= 0) slots[own.updates] = this.macs;
      if (own.firstReads >= 0) slots[own.firstReads] = this.macs;
    }
  }

  /** Puts `factors` iterations (by dimension) on a fanout. */
  unroll(inside: Inside, l: number, factors: Float64Array): void {
    const { slots, extents } = inside;
    const { multicast, reduction, powerGating, mesh } = this.problem.levels[l] as Fanout;
    let mask = 0;
    let used = 1;
    for (let d = 0; d < this.#D; d++) {
      if (factors[d] === 1) continue;
      mask |= 1 << d;
      used *= factors[d];
    }
    slots[LEAK] *= powerGating ? used : mesh;
    if (mask === 0) return;
    for (const own of this.layout.operands) {
      let free = 1;
      for (let d = 0; d < this.#D; d++) if ((own.relevant & (1 << d)) === 0) free *= factors[d];
      if (own.openMemory[l] >= 0) {
        // What selective sharing of windows saves is not followed: at most it leaves one of all positions.
        let windowed = 1;
        for (const { dimensions } of own.windows) for (const d of dimensions) windowed *= factors[d];
        const readShare = shareOf(multicast[ROLES[own.operand]], free, windowed);
        if (own.reads >= 0) slots[own.reads] *= readShare;
        if (own.firstReads >= 0) slots[own.firstReads] *= readShare;
        if (own.updates >= 0) slots[own.updates] *= shareOf(reduction, free, windowed);
      }
      for (const drift of own.drifts) {
        if (slots[drift.places[0]] === 0) continue;
        slots[drift.covered] *= free;
        if (drift.windows === 'any') continue;
        // Sliding windows only ask whether the axis has been spread over instances: kept where a drift would be.
        this.#axes[own.operand].forEach((axis, a) => {
          const place = slots[drift.places[a]];
          if ((axis.axis.mask & mask) !== 0 && axis.drift(place) === 0) slots[drift.places[a]] = place + 1;
        });
      }
    }
    for (let d = 0; d < this.#D; d++) extents[d] *= factors[d];
  }

  /**
   * Puts a loop of `n` iterations of dimension `d` around everything decided, on memory level `l`.
   *
   * @param outermostSoFar whether the level has no loop yet.
   */
  loop(inside: Inside, l: number, d: number, n: number, outermostSoFar: boolean): void {
    const { slots, extents } = inside;
    const bit = 1 << d;
    for (const own of this.layout.operands) {
      if (own.drifts.length > 0) {
        if ((inside.flags & (own.waitingBit | own.driftingBit)) !== 0)
          this.#drift(inside, own, l, d, n, outermostSoFar);
        continue;
      }
      const waiting = (inside.flags & own.waitingBit) !== 0;
      if ((own.relevant & bit) === 0) {
        if (waiting) {
          scale(slots, own.reads, 1 / n);
          scale(slots, own.updates, 1 / n);
          for (const flow of [own.waiting, own.twins]) if (flow !== null) scaleAll(slots, flow, 1 / n);
        } else scale(slots, own.firstReads, 1 / n);
        if (own.operand === OUT) for (const s of this.layout.firsts) slots[s] /= n;
      } else if (waiting) this.#settle(inside, own);
    }
    slots[TEMPORAL] *= n;
    extents[d] *= n;
  }

  /** Ends memory level `l`: its spans close, and those that deliver to it open. */
  close(inside: Inside, l: number): void {
    const { slots, extents } = inside;
    const { options, operands } = this.problem;
    let volume = 1;
    for (let d = 0; d < this.#D; d++) volume *= extents[d];
    const instancesInside = volume / slots[TEMPORAL];
    this.#warm(slots, l);

    for (const own of this.layout.operands) {
      const { stores, plain } = operands[own.operand];
      const i = stores.indexOf(l);
      if (i < 0) continue;
      const costs = this.#costs[3 * l + own.operand]!;
      this.#charge(inside, own, own.drifts[i], costs, instancesInside);
      for (const slot of [own.reads, own.firstReads, own.updates]) if (slot >= 0) slots[slot] = 0;
      const { read, write, readEnergy, writeEnergy } = costs;
      const readLoad = costs.readLoad * instancesInside;
      const writeLoad = costs.writeLoad * instancesInside;

      if (i === 0) continue;
      // The span that delivers to this level opens; its tile stays where it is until a loop moves it.
      const axes = this.#axes[own.operand];
      const drift = own.drifts.length > 0 ? own.drifts[i - 1] : null;
      let words = this.macs / volume;
      for (const d of plain) words *= extents[d];
      axes.forEach((axis, a) => {
        const place = axis.placeOf(extents);
        words *= axis.count(place);
        slots[drift!.places[a]] = place;
      });
      inside.flags |= own.waitingBit;
      const flow = drift?.flow ?? own.waiting!;
      if (drift !== null) {
        slots[drift.moved] = 0;
        slots[drift.covered] = this.#words[own.operand] / words;
      }
      if (own.reads >= 0) {
        slots[own.reads] = words;
        this.#add(slots, own.twins ?? flow, write, words * writeEnergy, words * writeLoad);
      }
      if (own.operand === OUT) {
        slots[own.updates] = words;
        if (!options.freeDrains) this.#add(slots, flow, read, words * readEnergy, words * readLoad);
      }
    }
    slots[LEAK] += memoryAt(this.problem, l).leakage;
    this.#foldPorts(slots, l);
  }

  /** Takes what the open spans move through link `l`: each of its instances, so nothing further out shares it. */
  pass(inside: Inside, l: number): void {
    const { slots, extents } = inside;
    let volume = 1;
    for (let d = 0; d < this.#D; d++) volume *= extents[d];
    for (const own of this.layout.operands) {
      const costs = this.#costs[3 * l + own.operand];
      const memory = own.openMemory[l];
      if (costs === null || memory < 0) continue;
      const inner = own.drifts[this.problem.operands[own.operand].stores.indexOf(memory)];
      this.#charge(inside, own, inner, costs, volume / slots[TEMPORAL]);
    }
    slots[LEAK] += passedAt(this.problem, l).leakage;
    this.#foldPorts(slots, l);
  }

  /**
   * Adds what the open span of an operand has moved so far, at its memory or on a link.
   *
   * @param inner of an operand with windows, the flow to the receiver; undefined towards compute.
   */
  #charge(inside: Inside, own: OperandLayout, inner: Drift | undefined, costs: Costs, instancesInside: number): void {
    const { slots } = inside;
    const { ports } = this.layout;
    const { read, write, readEnergy, writeEnergy } = costs;
    const readLoad = costs.readLoad * instancesInside;
    const writeLoad = costs.writeLoad * instancesInside;
    const waiting = (inside.flags & own.waitingBit) !== 0;
    const open = inner === undefined ? (waiting ? own.waiting : null) : slots[inner.places[0]] > 0 ? inner.flow : null;
    const reads = own.reads < 0 ? 0 : slots[own.reads];
    if (waiting && own.twins !== null) this.#add(slots, own.twins, read, reads * readEnergy, reads * readLoad);
    else if (open !== null) this.#add(slots, open, read, reads * readEnergy, reads * readLoad);
    else {
      const firstReads = own.firstReads < 0 ? 0 : slots[own.firstReads];
      slots[ENERGY] += reads * readEnergy;
      if (read >= 0) slots[ports[read].settled] += reads * readLoad;
      slots[FIRST] -= firstReads * readEnergy;
      if (read >= 0 && firstReads > 0) slots[ports[read].first] -= firstReads * readLoad;
    }
    const updates = own.updates < 0 ? 0 : slots[own.updates];
    if (open !== null) this.#add(slots, open, write, updates * writeEnergy, updates * writeLoad);
    else {
      slots[ENERGY] += updates * writeEnergy;
      if (write >= 0) slots[ports[write].settled] += updates * writeLoad;
    }
  }

  outcome(slots: Float64Array): Outcome {
    let load = slots[LOAD];
    for (const [p, { settled, first }] of this.layout.ports.entries()) {
      load = Math.max(load, slots[settled] + (first >= 0 ? slots[first] : 0) + this.#openLoad(slots, p, false));
    }
    const instances = this.macs / slots[TEMPORAL];
    const latency = load / instances;
    return { energy: this.#energyAtEnd(slots) + slots[LEAK] * latency, latency, instances };
  }

  /** pJ of all words when nothing is left outside: what still waits stays, and its first visits stay the only ones. */
  #energyAtEnd(slots: Float64Array): number {
    let energy = slots[ENERGY] + slots[FIRST];
    for (const { waiting, drifts } of this.layout.operands) {
      if (waiting !== null) energy += slots[waiting.slots[0]];
      for (const { flow } of drifts) energy += slots[flow.slots[0]];
    }
    return energy;
  }

  /** A relevant loop ends the waiting: from now on whole tiles move. */
  #settle(inside: Inside, own: OperandLayout): void {
    const { slots } = inside;
    if (own.firstReads >= 0) slots[own.firstReads] = slots[own.reads];
    settleFlow(slots, own.waiting!);
    if (own.twins !== null) settleFlow(slots, own.twins);
    inside.flags &= ~own.waitingBit;
  }

  /**
   * What a loop moves of the tiles that receivers keep: with `V` the words after the first tile `S`, all multiplied by what is
   * outside, `V ← n·V + (n − 1)·c`, where `c` are the words of `S` that the loop's increment brings (METHOD.md, section 2).
   */
  #drift(inside: Inside, own: OperandLayout, l: number, d: number, n: number, outermostSoFar: boolean): void {
    const { slots } = inside;
    const bit = 1 << d;
    const axes = this.#axes[own.operand];
    const open = own.openMemory[l];
    const relevant = (own.relevant & bit) !== 0;
    // On an axis of one term, no word of a tile is in the next one.
    const wholly = relevant && !own.windows.some(({ mask }) => (mask & bit) !== 0);
    inside.flags &= ~(own.waitingBit | own.driftingBit);
    for (const drift of own.drifts) {
      if (slots[drift.places[0]] === 0) continue;
      const { places, flow, moved, covered } = drift;
      const fresh = wholly ? 1 : freshShare(axes, drift.windows, places, inside, d, outermostSoFar);
      const before = slots[moved];
      const share = before + (1 - before) * (((n - 1) * fresh + 1) / n);
      if (share !== 1) {
        scaleAll(slots, flow, share);
        slots[covered] /= share;
        if (drift.memory === open) {
          scale(slots, own.reads, share);
          scale(slots, own.updates, share);
        }
      }
      slots[moved] = (before + ((1 - before) * (n - 1) * fresh) / n) / share;
      let settled = wholly || (relevant && drift.windows !== 'any');
      if (!settled && drift.windows === 'any') {
        let still = true;
        axes.forEach((axis, a) => {
          const c = axis.coefficient(d);
          if (c > 0) slots[places[a]] += c * inside.extents[d] * (n - 1);
          const place = slots[places[a]];
          const by = axis.drift(place);
          if (by !== 0) still = false;
          if (by >= axis.hull(place) && this.#isWhole(inside, axis, d, n)) settled = true;
        });
        if (!settled) inside.flags |= still ? own.waitingBit : own.driftingBit;
      } else if (!settled) inside.flags |= own.waitingBit;
      if (!settled) continue;
      settleFlow(slots, flow);
      slots[moved] = 0;
      slots[covered] = 0;
      for (const place of places) slots[place] = 0;
    }
  }

  /** Whether no loop of the axis can come any more, with `n` iterations of `d` being put outside. */
  #isWhole({ extents }: Inside, { axis: { dimensions } }: WindowAxis, d: number, n: number): boolean {
    return dimensions.every((k) => extents[k] * (k === d ? n : 1) === this.sizes[k]);
  }

  /** Adds the warm-up of the fanouts inside level `l` to the cycles of all that is inside. */
  #warm(slots: Float64Array, l: number): void {
    if (this.#warmUp[l] === 0) return;
    const cycles = (this.#warmUp[l] * this.macs) / slots[TEMPORAL];
    slots[LOAD] += cycles;
    this.layout.ports.forEach(({ level, settled, first }, p) => {
      if (level <= l) return;
      if (slots[settled] > 0 || (first >= 0 && slots[first] !== 0) || this.#openLoad(slots, p, true) > 0) {
        slots[settled] += cycles;
      }
    });
  }

  /** What flows that are not settled load a port with at most. */
  #openLoad(slots: Float64Array, port: number, twin: boolean): number {
    let load = 0;
    for (const { waiting, twins, drifts } of this.layout.operands) {
      if (waiting !== null && waiting.loads[port] >= 0) load += slots[waiting.loads[port]];
      if (twin && twins !== null && twins.loads[port] >= 0) load += slots[twins.loads[port]];
      for (const { flow } of drifts) if (flow.loads[port] >= 0) load += slots[flow.loads[port]];
    }
    return load;
  }

  /** A port whose load can no longer exceed the largest known one is forgotten; one that is settled joins it. */
  #foldPorts(slots: Float64Array, closed: number): void {
    const { ports, operands } = this.layout;
    for (let p = 0; p < ports.length; p++) {
      const { level, settled, first } = ports[p];
      if (level < closed) continue;
      const waiting = this.#openLoad(slots, p, true);
      const open = first >= 0 && slots[first] !== 0;
      if (slots[settled] + waiting > slots[LOAD] && (waiting > 0 || open)) continue;
      if (slots[settled] > slots[LOAD] && !open) slots[LOAD] = slots[settled];
      slots[settled] = 0;
      if (first >= 0) slots[first] = 0;
      for (const own of operands) {
        for (const flow of [own.waiting, own.twins]) if (flow !== null && flow.loads[p] >= 0) slots[flow.loads[p]] = 0;
        for (const { flow } of own.drifts) if (flow.loads[p] >= 0) slots[flow.loads[p]] = 0;
      }
    }
  }

  #add(slots: Float64Array, { slots: own, loads }: FlowClass, port: number, energy: number, load: number): void {
    slots[own[0]] += energy;
    if (port >= 0) slots[loads[port]] += load;
  }
}

/** What sharing leaves of the words, with `free` orthogonal and `windowed` positions on window axes. */
function shareOf(sharing: Sharing, free: number, windowed: number): number {
  if (sharing === 'none') return 1;
  return sharing === 'full' ? 1 / free : 1 / (free * windowed);
}

function scale(slots: Float64Array, slot: number, by: number): void {
  if (slot >= 0) slots[slot] *= by;
}

function scaleAll(slots: Float64Array, { slots: own }: FlowClass, by: number): void {
  for (let i = 0; i < own.length; i++) slots[own[i]] *= by;
}

/** What a slot holds, which then holds nothing; 0 without a slot. */
function take(slots: Float64Array, slot: number): number {
  if (slot < 0) return 0;
  const amount = slots[slot];
  slots[slot] = 0;
  return amount;
}

/** Nothing outside changes these amounts any more; those of first visits cost nothing the first time. */
function settleFlow(slots: Float64Array, { slots: own, targets, firsts }: FlowClass): void {
  for (let i = 0; i < own.length; i++) {
    const amount = take(slots, own[i]);
    slots[targets[i]] += amount;
    if (firsts[i] >= 0) slots[firsts[i]] -= amount;
  }
}
