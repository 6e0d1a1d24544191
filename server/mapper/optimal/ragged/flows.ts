import { type Fanout, ROLES } from '../../../../language/domain/index.js';
import {
  memoryAt,
  OUT,
  type Problem,
  passedAt,
  spatialAt,
  tileSize,
  widthAt,
} from '../../../../language/model/index.js';
import { levelFacts } from '../../../../language/model/level-facts.js';
import type { Inside } from '../flows.js';
import { UNCOMPARED } from '../label.js';
import { ENERGY, LEAK, LOAD, TEMPORAL } from '../layout.js';
import type { FlowRules, Outcome } from '../rules.js';
import { areTellable, freshShare, WindowAxis } from '../window-axis.js';
import { add, clear, once, scale, sum, total } from './amounts.js';
import type { Amount, RaggedLayout, RaggedOperand, Receiver } from './layout.js';

/**
 * In a receiver's state: fanouts have cut its windows, or had when it closed. How they move then depends on where an instance
 * stands; what is kept of the flow is only what it will have at least.
 */
const LOST = 2 ** 35;

/**
 * The inside of a mapping with ragged fanouts (METHOD.md, "Ragged fanouts").
 *
 * Energies and words count as if each block that is left moved them; loads and cycles as if the first instance worked on all of
 * these blocks, one after another. A receiver's state is 0 while its flow does not wait for a relevant loop; else it is 1 and the
 * bits of `2 << d` for the dimensions whose loop of two rounds has moved the tiles of all receivers but those that are idle in the
 * second one: what the latter hold still waits. {@link LOST} is added where a fanout has cut windows.
 */
export class RaggedFlows implements FlowRules {
  readonly #D: number;
  readonly #L: number;
  readonly #macs: number;
  /** By operand, its window axes. */
  readonly #axes: readonly (readonly WindowAxis[])[];
  /** By operand, how many words it has. */
  readonly #words: readonly number[];
  /** By memory, the cycles of one warm-up of the fanouts between it and the next memory inside. */
  readonly #warmUp: Float64Array;
  readonly #left: readonly Float64Array[];
  readonly #scratch: Float64Array;
  readonly #moved: Float64Array;

  /** @param timed whether cycles matter. */
  constructor(
    readonly problem: Problem,
    readonly layout: RaggedLayout,
    readonly sizes: readonly number[],
    readonly timed: boolean,
  ) {
    this.#D = problem.dimensions.length;
    this.#L = problem.levels.length;
    this.#macs = sizes.reduce((a, b) => a * b, 1);
    this.#axes = problem.operands.map(({ windows }) => windows.map((axis) => new WindowAxis(axis, sizes)));
    const all = Float64Array.from(sizes);
    this.#words = problem.operands.map((operand) => tileSize(operand, all, 0, false));
    this.#left = layout.operands.map(({ cut }) => new Float64Array(cut.length));
    this.#scratch = new Float64Array(Math.max(...layout.operands.map(({ cut }) => 1 << cut.length)));
    this.#moved = this.#scratch.slice();
    const { hops, cycles } = levelFacts(problem);
    this.#warmUp = hops.map((n) => n * cycles);
  }

  /** Whether the places of all windows can be told apart, so labels may be compared by them. */
  get comparable(): boolean {
    return this.layout.exact && this.#axes.every(areTellable);
  }

  start(inside: Inside, factors: Float64Array): void {
    const { slots, extents } = inside;
    slots.fill(0);
    inside.flags = 0;
    extents.fill(1);
    const compute = spatialAt(this.problem, this.#L - 1);
    if (compute.type !== 'compute') throw new Error('the innermost level is not a compute level');
    slots[ENERGY] = compute.energy * this.#macs;
    slots[TEMPORAL] = 1;
    slots[LOAD] = compute.cycles * this.#macs;
    slots[LEAK] = compute.leakage;
    for (let d = 0; d < this.#D; d++) this.#extend(inside, d, 1);
    for (const { cut, moving } of this.layout.operands) {
      const words = cut.reduce((product, d) => product / this.sizes[d], this.#macs);
      for (const base of [moving.reads, moving.updates, moving.firsts]) {
        if (base >= 0) slots.fill(words, base, base + (1 << cut.length));
      }
    }
    this.#spread(inside, this.#L - 1, factors, null);
  }

  unroll(inside: Inside, l: number, factors: Float64Array): void {
    const fanout = this.problem.levels[l] as Fanout;
    let used = 1;
    for (let d = 0; d < this.#D; d++) used *= factors[d];
    inside.slots[LEAK] *= fanout.powerGating ? used : fanout.mesh;
    this.#spread(inside, l, factors, fanout);
  }

  /** @param sharing how far the level lets instances share; null for those of compute, which do not. */
  #spread(
    inside: Inside,
    l: number,
    factors: Float64Array,
    sharing: Pick<Fanout, 'multicast' | 'reduction'> | null,
  ): void {
    const { slots, extents } = inside;
    const updates = sharing !== null && sharing.reduction !== 'none';
    const { ports, operands, first } = this.layout;
    for (let d = 0; d < this.#D; d++) {
      const n = factors[d];
      if (n === 1) continue;
      const before = this.#blocks(extents, d);
      const after = Math.ceil(before / n);
      // The positions of the last block that have work.
      const m = ((before - 1) % n) + 1;
      slots[LOAD] *= after / before;
      for (const { settled } of ports) slots[settled] *= after / before;
      for (const own of operands) {
        const { relevant, cut, moving, still, receivers } = own;
        const size = 1 << cut.length;
        if ((relevant & (1 << d)) !== 0) {
          for (const receiver of receivers) {
            const { state, idle, loads, twin } = receiver;
            if (slots[state] === 0) continue;
            if (own.windows.length > 0) this.#spreadWindow(inside, own, receiver, l, d, n);
            for (const load of loads) if (load !== null) scale(slots, load.base, size, after / before);
            if (twin !== null)
              for (const load of twin.loads) if (load !== null) scale(slots, load.base, size, after / before);
            if ((slots[state] & (2 << d)) === 0) slots[idle[d]] += (n - m) * extents[d];
            this.#forgetIdle(slots, idle[d], l, d, after);
          }
          if (own.operand === OUT) {
            for (const port of ports) if (port.first >= 0) scale(slots, port.first, size, after / before);
          }
          continue;
        }
        const bit = 1 << cut.indexOf(d);
        if (own.openMemory[l] >= 0) {
          const reads = sharing !== null && sharing.multicast[ROLES[own.operand]] !== 'none';
          this.#share(slots, moving.reads, size, bit, n, m, reads);
          this.#share(slots, moving.firsts, size, bit, n, m, reads);
          this.#share(slots, still.reads, size, bit, n, m, reads);
          this.#share(slots, moving.updates, size, bit, n, m, updates);
          this.#share(slots, still.updates, size, bit, n, m, updates);
        }
        for (const { state, energy, loads, twin } of receivers) {
          if (slots[state] === 0) continue;
          sum(slots, energy.base, size, bit, n, m);
          for (const load of loads) if (load !== null) once(slots, load.base, size, bit, m);
          if (twin === null) continue;
          sum(slots, twin.energy.base, size, bit, n, m);
          for (const load of twin.loads) if (load !== null) once(slots, load.base, size, bit, m);
        }
        if (own.operand !== OUT) continue;
        this.#share(slots, first, size, bit, n, m, false);
        for (const port of ports) this.#share(slots, port.first, size, bit, n, m, true);
      }
      this.#extend(inside, d, n);
    }
  }

  /** Spreads an amount over a fanout whose instances share it or not. */
  #share(slots: Float64Array, base: number, size: number, bit: number, n: number, m: number, shared: boolean): void {
    if (base < 0) return;
    if (shared) once(slots, base, size, bit, m);
    else sum(slots, base, size, bit, n, m);
  }

  loop(inside: Inside, l: number, d: number, n: number, outermostSoFar: boolean): void {
    const { slots } = inside;
    for (const own of this.layout.operands) {
      const { relevant, cut, moving, still, receivers } = own;
      if ((relevant & (1 << d)) !== 0) {
        for (const receiver of receivers) {
          if (slots[receiver.state] === 0) continue;
          if (!own.windows.some(({ mask }) => (mask & (1 << d)) !== 0)) this.#move(inside, own, receiver, l, d, n);
          else if (slots[receiver.state] < LOST) this.#slide(inside, own, receiver, l, d, n, outermostSoFar);
        }
        this.#flag(inside, own);
        continue;
      }
      const size = 1 << cut.length;
      const place = cut.indexOf(d);
      if (place >= 0) {
        for (const base of [moving.reads, moving.updates]) if (base >= 0) sum(slots, base, size, 1 << place, n, n);
      }
      for (const receiver of receivers) {
        if (own.windows.length > 0 && slots[receiver.state] > 0) this.#comeBack(inside, own, receiver, l, d, n);
      }
      this.#free(slots, moving.firsts, size, place, n);
      this.#free(slots, still.reads, size, place, n);
      this.#free(slots, still.updates, size, place, n);
      for (const { state, energy, loads, twin } of receivers) {
        if (slots[state] === 0) continue;
        this.#free(slots, energy.base, size, place, n);
        for (const load of loads) if (load !== null) this.#free(slots, load.base, size, place, n);
        if (twin === null) continue;
        this.#free(slots, twin.energy.base, size, place, n);
        for (const load of twin.loads) if (load !== null) this.#free(slots, load.base, size, place, n);
      }
      if (own.operand !== OUT) continue;
      this.#free(slots, this.layout.first, size, place, n);
      for (const port of this.layout.ports) this.#free(slots, port.first, size, place, n);
    }
    slots[TEMPORAL] *= n;
    this.#extend(inside, d, n);
  }

  /** A temporal loop repeats an amount that does not move: along the dimension with this place among those that are cut, if any. */
  #free(slots: Float64Array, base: number, size: number, place: number, n: number): void {
    if (base < 0) return;
    if (place >= 0) once(slots, base, size, 1 << place, n);
    else scale(slots, base, size, 1 / n);
  }

  close(inside: Inside, l: number): void {
    this.#warm(inside, l);
    for (const own of this.layout.operands) {
      const i = this.problem.operands[own.operand].stores.indexOf(l);
      if (i < 0) continue;
      const read = this.#side(inside, own, l, true);
      const written = this.#side(inside, own, l, false);
      this.#charge(inside, own, l, own.receivers[i], read, written);
      this.#closeSpan(inside.slots, own);
      if (i === 0) continue;
      this.#openSpan(inside, own, own.receivers[i - 1], read, written);
      this.#flag(inside, own);
    }
    inside.slots[LEAK] += memoryAt(this.problem, l).leakage;
    this.#foldPorts(inside, l);
  }

  pass(inside: Inside, l: number): void {
    for (const own of this.layout.operands) {
      const { stores, links } = this.problem.operands[own.operand];
      if (!links.includes(l) || own.openMemory[l] < 0) continue;
      const inner = own.receivers[stores.indexOf(own.openMemory[l])];
      this.#charge(inside, own, l, inner, this.#side(inside, own, l, true), this.#side(inside, own, l, false));
    }
    inside.slots[LEAK] += passedAt(this.problem, l).leakage;
    this.#foldPorts(inside, l);
  }

  /** What a word of an operand costs that is read from memory `l`, or passes link `l` inwards; or is written to it, or passes outwards. */
  #side(inside: Inside, own: RaggedOperand, l: number, reads: boolean): Side {
    const { readEnergy, writeEnergy } = passedAt(this.problem, l);
    const port = (reads ? this.layout.readPort : this.layout.writePort)[l];
    const energy = (reads ? readEnergy : writeEnergy)[ROLES[own.operand]];
    if (port < 0) return { energy, port, load: 0, mostLoad: 0 };
    // What all instances move is what the first one does on all blocks that are left.
    const load = widthAt(this.problem, l, own.operand) / this.layout.ports[port].bandwidth;
    return {
      energy,
      port,
      load: load * this.#leastShare(inside, own, l),
      mostLoad: load / this.#mostShare(inside, own, l),
    };
  }

  /** What the open span has moved costs at level `l`; what still waits does so with its receiver's flow. */
  #charge(inside: Inside, own: RaggedOperand, l: number, inner: Receiver | undefined, read: Side, written: Side): void {
    const { slots } = inside;
    const { cut, moving, still } = own;
    const { ports, first } = this.layout;
    const size = 1 << cut.length;
    this.#spend(inside, own, moving.reads, read, l);
    this.#spend(inside, own, moving.updates, written, l);
    if (moving.firsts >= 0) {
      add(slots, first, moving.firsts, size, -read.energy);
      if (read.port >= 0) add(slots, ports[read.port].first, moving.firsts, size, -read.mostLoad);
    }
    if (inner === undefined || slots[inner.state] === 0) return;
    const lost = slots[inner.state] >= LOST;
    for (const [base, flow, side] of [
      [still.reads, inner.twin ?? inner, read],
      [still.updates, inner, written],
    ] as const) {
      if (base < 0) continue;
      add(slots, flow.energy.base, base, size, side.energy);
      if (side.port >= 0 && !lost) add(slots, flow.loads[side.port]!.base, base, size, side.load);
    }
  }

  /** Settles what the open span moves at one side of a level. */
  #spend(inside: Inside, own: RaggedOperand, base: number, { energy, port, load }: Side, l: number): void {
    if (base < 0) return;
    const { slots } = inside;
    slots[ENERGY] += this.#all(inside, own, slots, base) * energy;
    if (port >= 0) slots[this.layout.ports[port].settled] += this.#settledLoad(inside, own, slots, base, l) * load;
  }

  /** What the open span has moved is charged for. */
  #closeSpan(slots: Float64Array, { cut, moving, still, receivers }: RaggedOperand): void {
    const size = 1 << cut.length;
    for (const base of [moving.reads, moving.updates, moving.firsts]) if (base >= 0) clear(slots, base, size);
    if (receivers.length === 0) return;
    for (const base of [still.reads, still.updates]) if (base >= 0) clear(slots, base, size);
  }

  /** The span that delivers to a memory opens; its tile stays where it is until a loop moves it. */
  #openSpan(inside: Inside, own: RaggedOperand, receiver: Receiver, read: Side, written: Side): void {
    const { slots, extents } = inside;
    const { relevant, cut, still } = own;
    const size = 1 << cut.length;
    slots[receiver.state] = 1;
    let words = this.#open(inside, own, receiver);
    for (let d = 0; d < this.#D; d++) {
      if ((relevant & (1 << d)) === 0 && !cut.includes(d)) words *= this.#blocks(extents, d);
    }
    for (const base of [still.reads, still.updates]) if (base >= 0) slots.fill(words, base, base + size);
    // Which words of a windowed output come back is not followed.
    if (own.operand !== OUT || still.reads >= 0)
      this.#start(slots, receiver, receiver.twin ?? receiver, size, words, written);
    if (own.operand === OUT && !this.problem.options.freeDrains)
      this.#start(slots, receiver, receiver, size, words, read);
  }

  /** Adds what the first tiles cost at the receiver. */
  #start(
    slots: Float64Array,
    { state }: Receiver,
    { energy, loads }: Waiting,
    size: number,
    words: number,
    side: Side,
  ): void {
    for (let s = 0; s < size; s++) slots[energy.base + s] += words * side.energy;
    if (side.port < 0 || slots[state] >= LOST) return;
    const { base } = loads[side.port]!;
    for (let s = 0; s < size; s++) slots[base + s] += words * side.load;
  }

  outcome(slots: Float64Array): Outcome {
    const { ports, operands, first } = this.layout;
    // Nothing is left but the last block, and what still waits stays; its first visits cost nothing.
    let latency = slots[LOAD];
    ports.forEach((port, p) => {
      let load = slots[port.settled] + (port.first >= 0 ? slots[port.first] : 0);
      for (const { receivers } of operands) for (const { loads } of receivers) load += amountAt(slots, loads[p]);
      latency = Math.max(latency, load);
    });
    let energy = slots[ENERGY] + (first >= 0 ? slots[first] : 0);
    for (const { receivers } of operands) for (const receiver of receivers) energy += amountAt(slots, receiver.energy);
    return { energy: energy + slots[LEAK] * latency, latency, instances: this.#macs / slots[TEMPORAL] };
  }

  /** A relevant loop moves the tiles of a flow that has waited for it. */
  #move(inside: Inside, own: RaggedOperand, receiver: Receiver, l: number, d: number, n: number): void {
    const { slots } = inside;
    const { state, idle, sender } = receiver;
    const before = slots[state];
    const keeps = own.windows.length === 0 || receiver.windows === 'any';
    const held = keeps && idle[d] >= 0 && (before & (2 << d)) === 0 && n === 2 ? slots[idle[d]] : 0;
    const share = 1 - held / this.sizes[d];
    // The first instance is never idle itself, and the receivers under it only if fanouts inside its memory or link have cut `d`.
    const moved = (level: number): number => {
      if (level === receiver.level) return 1;
      const outside = this.layout.fanoutsOutside[level * this.#D + d] === 1;
      return !outside || held === 0 ? share : (inside.flags & UNCOMPARED) === 0 ? 1 : 0;
    };
    for (const flow of [receiver, receiver.twin]) {
      if (flow === null) continue;
      this.#settle(inside, own, flow.energy, l, share, false);
      for (let p = 0; p < flow.loads.length; p++) {
        const load = flow.loads[p];
        if (load !== null) this.#settle(inside, own, load, l, moved(this.layout.ports[p].level), true);
      }
    }
    if (own.openMemory[l] === sender) {
      const { moving, still, cut } = own;
      const size = 1 << cut.length;
      if (moving.reads >= 0) {
        add(slots, moving.reads, still.reads, size, share);
        if (moving.firsts >= 0) add(slots, moving.firsts, still.reads, size, share);
        scale(slots, still.reads, size, 1 - share);
      }
      if (moving.updates >= 0) {
        add(slots, moving.updates, still.updates, size, share);
        scale(slots, still.updates, size, 1 - share);
      }
    }
    slots[state] = held === 0 ? 0 : before + (2 << d);
    if (held === 0) this.#forget(slots, receiver);
    else slots[idle[d]] = 0;
  }

  /** Empties the slots of a flow that does not wait any longer. */
  #forget(slots: Float64Array, { idle, places, unseen }: Receiver): void {
    for (const slot of idle) if (slot >= 0) slots[slot] = 0;
    for (const slot of places) slots[slot] = 0;
    if (unseen >= 0) slots[unseen] = 0;
  }

  /**
   * The tile of a receiver starts to wait.
   *
   * @returns the words of all blocks along the relevant dimensions, if every loop outside moves whole tiles.
   */
  #open(inside: Inside, own: RaggedOperand, { state, places, unseen }: Receiver): number {
    const { slots, extents } = inside;
    const all = this.#words[own.operand];
    if (own.windows.length === 0) return all;
    for (const { dimensions } of own.windows) {
      for (const d of dimensions) {
        if (this.sizes[d] % extents[d] === 0) continue;
        slots[state] += LOST;
        slots[unseen] = 1;
        inside.flags |= UNCOMPARED;
        return all;
      }
    }
    let words = 1;
    for (const d of this.problem.operands[own.operand].plain) words *= this.sizes[d];
    this.#axes[own.operand].forEach((axis, a) => {
      slots[places[a]] = axis.placeOf(extents);
      words *= axis.count(slots[places[a]]);
      for (const d of axis.axis.dimensions) words *= this.#blocks(extents, d);
    });
    slots[unseen] = all / words;
    return words;
  }

  /** A fanout spreads a window of a receiver over instances. */
  #spreadWindow(inside: Inside, own: RaggedOperand, receiver: Receiver, l: number, d: number, n: number): void {
    const { slots, extents } = inside;
    const { state, places, unseen, windows, loads } = receiver;
    const a = own.windows.findIndex(({ mask }) => (mask & (1 << d)) !== 0);
    if (a < 0 || slots[state] >= LOST) return;
    if (this.#blocks(extents, d) % n === 0) {
      const axis = this.#axes[own.operand][a];
      // Sliding windows only ask whether the axis has been spread over instances: kept where a drift would be.
      if (windows !== 'any' && axis.drift(slots[places[a]]) === 0) slots[places[a]]++;
      return;
    }
    const share = slots[unseen];
    const size = 1 << own.cut.length;
    scale(slots, receiver.energy.base, size, share);
    for (const load of loads) if (load !== null) clear(slots, load.base, size);
    if (own.openMemory[l] === receiver.sender) {
      for (const base of [own.still.reads, own.still.updates]) if (base >= 0) scale(slots, base, size, share);
    }
    slots[state] += LOST;
    slots[unseen] = 1;
    for (const slot of places) slots[slot] = 0;
    inside.flags |= UNCOMPARED;
  }

  /** A loop of an orthogonal dimension brings windows back to where they were, if they have moved since. */
  #comeBack(inside: Inside, own: RaggedOperand, receiver: Receiver, l: number, d: number, n: number): void {
    if (inside.slots[receiver.state] >= LOST) return;
    const fresh = freshShare(this.#axes[own.operand], receiver.windows, receiver.places, inside, d, false);
    if (fresh > 0) this.#bring(inside, own, receiver, l, d, n, fresh);
  }

  /** A loop of a dimension on a window axis moves the windows of a receiver. */
  #slide(
    inside: Inside,
    own: RaggedOperand,
    receiver: Receiver,
    l: number,
    d: number,
    n: number,
    outermost: boolean,
  ): void {
    const { slots, extents } = inside;
    const { places, windows, state, unseen } = receiver;
    const axes = this.#axes[own.operand];
    const fresh = freshShare(axes, windows, places, inside, d, outermost);
    const left = own.windows.reduce(
      (product, { dimensions }) => dimensions.reduce((all, k) => all * this.#blocks(extents, k), product),
      1 / n,
    );
    if (fresh > 0) this.#bring(inside, own, receiver, l, d, n, fresh);
    const size = 1 << own.cut.length;
    for (const { base } of [receiver.energy, ...receiver.loads.filter((load) => load !== null)]) {
      scale(slots, base, size, 1 / n);
    }
    if (own.openMemory[l] === receiver.sender) {
      for (const base of [own.still.reads, own.still.updates]) if (base >= 0) scale(slots, base, size, 1 / n);
    }
    // At least the last tile is still to come.
    slots[unseen] = Math.max(slots[unseen] * n - fresh * (n - 1), 1 / left);
    let settled = windows !== 'any';
    if (!settled) {
      axes.forEach((axis, a) => {
        const c = axis.coefficient(d);
        if (c > 0) slots[places[a]] += c * extents[d] * (n - 1);
        const place = slots[places[a]];
        const whole = axis.axis.dimensions.every((k) => extents[k] * (k === d ? n : 1) === this.sizes[k]);
        if (whole && axis.drift(place) >= axis.hull(place)) settled = true;
      });
    }
    if (!settled) return;
    slots[state] = 1;
    this.#move(inside, own, receiver, l, d, 1);
  }

  /** A share of what waits moves at each increment of a loop. */
  #bring(inside: Inside, own: RaggedOperand, receiver: Receiver, l: number, d: number, n: number, share: number): void {
    const { slots, extents } = inside;
    const { cut, moving, still } = own;
    const size = 1 << cut.length;
    const moved = this.#moved;
    extents[d] *= n;
    this.#later(slots, receiver.energy.base, size, cut.indexOf(d), n);
    slots[receiver.energy.target] += share * this.#all(inside, own, moved, 0);
    for (const load of receiver.loads) {
      if (load === null) continue;
      this.#later(slots, load.base, size, cut.indexOf(d), n);
      slots[load.target] += share * this.#settledLoad(inside, own, moved, 0, l);
    }
    extents[d] /= n;
    if (own.openMemory[l] !== receiver.sender) return;
    for (const [to, from] of [
      [moving.reads, still.reads],
      [moving.updates, still.updates],
    ]) {
      if (to < 0) continue;
      this.#later(slots, from, size, cut.indexOf(d), n);
      for (let s = 0; s < size; s++) slots[to + s] += share * moved[s];
    }
  }

  /** Of an amount, what belongs to all positions of a temporal loop but the first; into `#moved`. Its place is as for `#free`. */
  #later(slots: Float64Array, base: number, size: number, place: number, n: number): void {
    const moved = this.#moved;
    for (let s = 0; s < size; s++) moved[s] = place < 0 ? slots[base + s] * (1 - 1 / n) : slots[base + s];
    if (place < 0) return;
    sum(moved, 0, size, 1 << place, n, n);
    for (let s = 0; s < size; s++) moved[s] -= slots[base + (s | (1 << place))];
  }

  /** A share of an amount does not wait any longer; its first visits cost nothing. */
  #settle(inside: Inside, own: RaggedOperand, amount: Amount, l: number, share: number, load: boolean): void {
    const { slots } = inside;
    const { base, target, first } = amount;
    const size = 1 << own.cut.length;
    const all = load ? this.#settledLoad(inside, own, slots, base, l) : this.#all(inside, own, slots, base);
    slots[target] += share * all;
    if (first >= 0) add(slots, first, base, size, -share);
    scale(slots, base, size, 1 - share);
  }

  /** Adds the warm-up of the fanouts inside level `l` to the cycles of all that is inside. */
  #warm({ slots, extents }: Inside, l: number): void {
    if (this.#warmUp[l] === 0) return;
    let cycles = this.#warmUp[l];
    for (let d = 0; d < this.#D; d++) cycles *= this.#blocks(extents, d);
    slots[LOAD] += cycles;
    this.layout.ports.forEach(({ level, settled, first }, p) => {
      if (level > l && this.#mayLoad(slots, settled, first, p)) slots[settled] += cycles;
    });
  }

  /** Whether a port has not been forgotten. */
  #mayLoad(slots: Float64Array, settled: number, first: number, p: number): boolean {
    if (slots[settled] > 0 || (first >= 0 && !isZero(slots, first, 1 << this.layout.operands[OUT].cut.length)))
      return true;
    return this.layout.operands.some(({ receivers, cut }) =>
      receivers.some(({ loads, twin }) =>
        [loads[p], twin?.loads[p]].some((load) => load != null && !isZero(slots, load.base, 1 << cut.length)),
      ),
    );
  }

  /** A port whose load can no longer exceed the largest known one is forgotten; one that is settled joins it. */
  #foldPorts({ slots, extents }: Inside, closed: number): void {
    this.layout.ports.forEach(({ level, settled, first }, p) => {
      if (level < closed) return;
      const outSize = 1 << this.layout.operands[OUT].cut.length;
      const open = first >= 0 && !isZero(slots, first, outSize);
      let waiting = 0;
      for (const own of this.layout.operands) {
        for (const { loads, twin } of own.receivers) {
          for (const load of [loads[p], twin?.loads[p]])
            if (load != null) waiting += this.#most(own, slots, extents, load);
        }
      }
      if (slots[settled] + waiting > slots[LOAD] && (waiting > 0 || open)) return;
      if (slots[settled] > slots[LOAD] && !open) slots[LOAD] = slots[settled];
      slots[settled] = 0;
      if (first >= 0) clear(slots, first, outSize);
      for (const { receivers, cut } of this.layout.operands) {
        for (const { loads, twin } of receivers) {
          for (const load of [loads[p], twin?.loads[p]]) if (load != null) clear(slots, load.base, 1 << cut.length);
        }
      }
    });
  }

  /** The most that an amount can come to: as if all blocks were whole ones. */
  #most({ cut }: RaggedOperand, slots: Float64Array, extents: Float64Array, { base }: Amount): number {
    return cut.reduce((all, d) => all * this.#blocks(extents, d), slots[base + (1 << cut.length) - 1]);
  }

  /** An amount when all blocks that are left move. */
  #all({ extents }: Inside, { operand, cut }: RaggedOperand, of: Float64Array, base: number): number {
    const left = this.#left[operand];
    for (let i = 0; i < cut.length; i++) left[i] = this.#blocks(extents, cut[i]);
    return total(of, base, 1 << cut.length, left);
  }

  /**
   * As {@link all}, of what the first instance of a memory moves in the whole run. Where fanouts outside level `l` may still share
   * blocks of an orthogonal dimension out that are not alike, at least: as if all were the last one.
   */
  #settledLoad(inside: Inside, own: RaggedOperand, of: Float64Array, base: number, l: number): number {
    const { operand, cut } = own;
    const { extents } = inside;
    const size = 1 << cut.length;
    const scratch = this.#scratch;
    for (let s = 0; s < size; s++) scratch[s] = of[base + s];
    const left = this.#left[operand];
    for (let i = 0; i < cut.length; i++) {
      left[i] = this.#blocks(extents, cut[i]);
      if (!this.timed || left[i] === 1 || this.layout.fanoutsOutside[l * this.#D + cut[i]] === 0) continue;
      for (let s = 0; s < size; s++) {
        if ((s & (1 << i)) === 0 || scratch[s] === scratch[s - (1 << i)]) continue;
        scratch[s] = scratch[s - (1 << i)];
        inside.flags |= UNCOMPARED;
      }
    }
    return total(scratch, 0, size, left);
  }

  /**
   * At least the share that the first instance of level `l` has of a block, on average, along the relevant dimensions that fanouts
   * outside may share out: 1 unless the last block is a smaller one.
   */
  #leastShare(inside: Inside, { relevant }: RaggedOperand, l: number): number {
    let share = 1;
    for (let d = 0; d < this.#D; d++) {
      if ((relevant & (1 << d)) === 0 || !this.#uneven(inside, l, d)) continue;
      const blocks = this.#blocks(inside.extents, d);
      share *= (blocks * (this.sizes[d] - (blocks - 1) * inside.extents[d])) / this.sizes[d];
      inside.flags |= UNCOMPARED;
    }
    return share;
  }

  /** As {@link leastShare}, 1 over the most. */
  #mostShare(inside: Inside, { relevant }: RaggedOperand, l: number): number {
    let share = 1;
    for (let d = 0; d < this.#D; d++) {
      if ((relevant & (1 << d)) === 0 || !this.#uneven(inside, l, d)) continue;
      share *= this.sizes[d] / (this.#blocks(inside.extents, d) * inside.extents[d]);
    }
    return share;
  }

  /** Whether fanouts outside level `l` may share out blocks of dimension `d` that are not alike. */
  #uneven({ extents }: Inside, l: number, d: number): boolean {
    if (!this.timed || this.layout.fanoutsOutside[l * this.#D + d] === 0) return false;
    return extents[d] < this.sizes[d] && this.sizes[d] % extents[d] !== 0;
  }

  /** The blocks of a dimension that are left. */
  #blocks(extents: Float64Array, d: number): number {
    return Math.ceil(this.sizes[d] / extents[d]);
  }

  #extend({ slots, extents }: Inside, d: number, n: number): void {
    extents[d] *= n;
    const slot = this.layout.extentSlot[d];
    if (slot >= 0) slots[slot] = extents[d];
  }

  /** Only loops of two rounds let receivers be idle in the last one and keep their tile: without any to come it does not matter. */
  #forgetIdle(slots: Float64Array, idle: number, l: number, d: number, left: number): void {
    if (left % 2 === 1 && (left === 1 || this.layout.fanoutsOutside[l * this.#D + d] === 0)) slots[idle] = 0;
  }

  #flag(inside: Inside, { operand, receivers, waitingBit, driftingBit }: RaggedOperand): void {
    const { slots } = inside;
    const axes = this.#axes[operand];
    inside.flags &= ~(waitingBit | driftingBit);
    for (const { state, places, windows } of receivers) {
      if (slots[state] === 0) continue;
      const drifts =
        windows === 'any' && axes.some((axis, a) => slots[places[a]] > 0 && axis.drift(slots[places[a]]) > 0);
      if (slots[state] >= LOST) inside.flags |= waitingBit | driftingBit;
      else inside.flags |= drifts ? driftingBit : waitingBit;
    }
  }
}

/** Amounts of one flow: its energy, and its loads by port. */
interface Waiting {
  readonly energy: Amount;
  readonly loads: readonly (Amount | null)[];
}

/** What a word costs on one side of a memory or a link. */
interface Side {
  /** pJ. */
  readonly energy: number;
  /** −1 if the bandwidth can never bind. */
  readonly port: number;
  /** Cycles that it loads the port, for the first instance: at least where fanouts outside share out blocks that are not alike. */
  readonly load: number;
  /** As `load`, at most. */
  readonly mostLoad: number;
}

/** An amount of which only the last block is left. */
const amountAt = (slots: Float64Array, amount: Amount | null): number => (amount === null ? 0 : slots[amount.base]);

function isZero(slots: Float64Array, base: number, size: number): boolean {
  for (let s = 0; s < size; s++) if (slots[base + s] !== 0) return false;
  return true;
}
