import { type Fanout, ROLES } from '../../../language/domain/index.js';
import { distinctOnAxis, memoryAt, OUT, type Problem, spatialAt } from '../../../language/model/index.js';
import { ENERGY, FIRST, type FlowClass, type Layout, LEAK, LOAD, type OperandLayout, TEMPORAL } from './layout.js';

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

/** What each decision does to the flows of words: the transitions of the search, one to one with model.md section 3. */
export class Flows {
  readonly #D: number;
  readonly #L: number;
  /** All MACs, including padding. */
  readonly macs: number;
  readonly #scratch: Float64Array;

  /** @param sizes what each dimension multiplies up to. */
  constructor(
    readonly problem: Problem,
    readonly layout: Layout,
    sizes: readonly number[],
  ) {
    this.#D = problem.dimensions.length;
    this.#L = problem.levels.length;
    this.macs = sizes.reduce((a, b) => a * b, 1);
    this.#scratch = new Float64Array(this.#D);
  }

  /** Sets the state inside of all levels but compute, whose iterations are `factors`: every MAC reads its own operands. */
  start(inside: Inside, factors: Float64Array): void {
    const { slots, extents } = inside;
    slots.fill(0);
    inside.flags = 0;
    let mask = 0;
    for (let d = 0; d < this.#D; d++) {
      extents[d] = factors[d];
      if (factors[d] > 1) mask |= 1 << d;
    }
    const compute = spatialAt(this.problem, this.#L - 1);
    if (compute.type !== 'compute') throw new Error('the innermost level is no compute level');
    slots[ENERGY] = compute.energy * this.macs;
    slots[TEMPORAL] = 1;
    slots[LOAD] = compute.cycles * this.macs;
    slots[LEAK] = compute.leakage;
    for (const own of this.layout.operands) {
      slots[own.reads] = this.macs;
      if (own.updates >= 0) slots[own.updates] = this.macs;
      if (own.firstReads >= 0) slots[own.firstReads] = this.macs;
      if (own.selectiveAhead[this.#L - 1]) this.#blockSharing(inside, own, mask);
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
      const waiting = (inside.flags & own.waitingBit) !== 0;
      if (own.openMemory[l] >= 0) {
        let free = 1;
        for (let d = 0; d < this.#D; d++) if ((own.relevant & (1 << d)) === 0) free *= factors[d];
        let readShare = multicast === 'none' ? 1 : 1 / free;
        let updateShare = reduction === 'none' ? 1 : 1 / free;
        for (let a = 0; a < own.windows.length; a++) {
          const window = own.windows[a];
          if ((window.mask & mask) === 0) continue;
          const shareReads = multicast === 'selective' && (inside.flags & (1 << (own.unsharedReadsShift + a))) === 0;
          const shareUpdates =
            reduction === 'selective' && (inside.flags & (1 << (own.unsharedUpdatesShift + a))) === 0;
          if (shareReads || shareUpdates) {
            let all = 1;
            for (const d of window.dimensions) {
              this.#scratch[d] = extents[d] * factors[d];
              all *= factors[d];
            }
            const share = this.#distinct(own, a, this.#scratch) / this.#distinct(own, a, extents) / all;
            if (shareReads) readShare *= share;
            if (shareUpdates) updateShare *= share;
          }
          if (own.selectiveAhead[l]) {
            if (multicast !== 'selective') inside.flags |= 1 << (own.unsharedReadsShift + a);
            if (reduction !== 'selective') inside.flags |= 1 << (own.unsharedUpdatesShift + a);
          }
        }
        slots[own.reads] *= readShare;
        if (own.firstReads >= 0) slots[own.firstReads] *= readShare;
        if (own.updates >= 0) slots[own.updates] *= updateShare;
        if (!own.selectiveAhead[l]) this.#forgetSharing(inside, own);
      }
      if (waiting && own.windows.length > 0) {
        for (let a = 0; a < own.windows.length; a++) {
          if ((own.windows[a].mask & mask) === 0) continue;
          inside.flags |= 1 << (own.spatialShift + a);
          this.#mergeClasses(slots, own.waiting, a);
          this.#mergeClasses(slots, own.twins, a);
        }
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
      const waiting = (inside.flags & own.waitingBit) !== 0;
      if ((own.relevant & bit) === 0) {
        if (waiting) {
          slots[own.reads] /= n;
          if (own.updates >= 0) slots[own.updates] /= n;
          for (const { slots: indices } of own.waiting) for (let i = 0; i < indices.length; i++) slots[indices[i]] /= n;
          for (const { slots: indices } of own.twins) for (let i = 0; i < indices.length; i++) slots[indices[i]] /= n;
        } else if (own.firstReads >= 0) slots[own.firstReads] /= n;
        if (own.operand === OUT) for (const s of this.layout.firsts) slots[s] /= n;
        continue;
      }
      if (waiting) this.#settle(inside, own, l, d, n, outermostSoFar);
      if (own.selectiveAhead[l]) this.#blockSharing(inside, own, bit);
    }
    slots[TEMPORAL] *= n;
    extents[d] *= n;
  }

  /** Ends memory level `l`: its spans close, and those that deliver to it open. */
  close(inside: Inside, l: number): void {
    const { slots, extents } = inside;
    const { ports, readPort, writePort } = this.layout;
    const memory = memoryAt(this.problem, l);
    let volume = 1;
    for (let d = 0; d < this.#D; d++) volume *= extents[d];
    const instancesInside = volume / slots[TEMPORAL];
    const read = readPort[l];
    const write = writePort[l];
    const readLoad = read < 0 ? 0 : instancesInside / ports[read].bandwidth;
    const writeLoad = write < 0 ? 0 : instancesInside / ports[write].bandwidth;

    for (const own of this.layout.operands) {
      const { stores } = this.problem.operands[own.operand];
      if (!stores.includes(l)) continue;
      const readEnergy = memory.readEnergy[ROLES[own.operand]];
      const writeEnergy = memory.writeEnergy[ROLES[own.operand]];
      const waiting = (inside.flags & own.waitingBit) !== 0;
      const spatial = waiting ? (inside.flags >> own.spatialShift) & (own.waiting.length - 1) : 0;
      const twin = own.twins.length > 0;
      const reads = slots[own.reads];
      slots[own.reads] = 0;
      if (waiting) {
        this.#add(slots, twin ? own.twins[spatial] : own.waiting[spatial], read, reads * readEnergy, reads * readLoad);
      } else {
        slots[ENERGY] += reads * readEnergy;
        if (read >= 0) slots[ports[read].settled] += reads * readLoad;
        if (twin) {
          slots[FIRST] -= slots[own.firstReads] * readEnergy;
          if (read >= 0) slots[ports[read].first] -= slots[own.firstReads] * readLoad;
          slots[own.firstReads] = 0;
        }
      }
      if (own.updates >= 0) {
        const updates = slots[own.updates];
        slots[own.updates] = 0;
        if (waiting) this.#add(slots, own.waiting[spatial], write, updates * writeEnergy, updates * writeLoad);
        else {
          slots[ENERGY] += updates * writeEnergy;
          if (write >= 0) slots[ports[write].settled] += updates * writeLoad;
        }
      }

      this.#forgetSharing(inside, own);
      for (let a = 0; a < own.windows.length; a++) inside.flags &= ~(1 << (own.spatialShift + a));
      if (l === stores[0]) continue;
      // The span that delivers to this level opens; its tile stays where it is until a relevant loop comes.
      let words = this.macs / volume;
      const { plain, windows } = this.problem.operands[own.operand];
      for (const d of plain) words *= extents[d];
      for (let a = 0; a < windows.length; a++) words *= this.#distinct(own, a, extents);
      inside.flags |= own.waitingBit;
      slots[own.reads] = words;
      if (own.operand === OUT) {
        slots[own.updates] = words;
        if (!this.problem.options.freeDrains) {
          this.#add(slots, own.waiting[0], read, words * readEnergy, words * readLoad);
        }
      }
      this.#add(slots, twin ? own.twins[0] : own.waiting[0], write, words * writeEnergy, words * writeLoad);
    }
    slots[LEAK] += memory.leakage;
    this.#foldPorts(slots, l);
  }

  /** The load of a port when nothing is left outside. */
  loadAtEnd(slots: Float64Array, port: number): number {
    const { settled, first } = this.layout.ports[port];
    let load = slots[settled];
    if (first >= 0) load += slots[first];
    for (const { waiting } of this.layout.operands) {
      for (const { loads } of waiting) if (loads[port] >= 0) load += slots[loads[port]];
    }
    return load;
  }

  /** pJ of all words when nothing is left outside: what still waits stays, and its first visits stay the only ones. */
  energyAtEnd(slots: Float64Array): number {
    let energy = slots[ENERGY] + slots[FIRST];
    for (const { waiting } of this.layout.operands) for (const { slots: own } of waiting) energy += slots[own[0]];
    return energy;
  }

  #settle(inside: Inside, own: OperandLayout, l: number, d: number, n: number, outermostSoFar: boolean): void {
    const { slots, extents } = inside;
    const axis = own.windows.findIndex(({ mask }) => (mask & (1 << d)) !== 0);
    let halo = 1;
    if (axis >= 0 && (outermostSoFar || memoryAt(this.problem, l).windows !== 'strict')) {
      this.#scratch.set(extents);
      this.#scratch[d] *= n;
      halo = this.#distinct(own, axis, this.#scratch) / this.#distinct(own, axis, extents) / n;
    }
    const moved = (spatial: number): number => (axis >= 0 && (spatial & (1 << axis)) === 0 ? halo : 1);
    const open = moved((inside.flags >> own.spatialShift) & (own.waiting.length - 1));
    slots[own.reads] *= open;
    if (own.updates >= 0) slots[own.updates] *= open;
    if (own.firstReads >= 0) slots[own.firstReads] = slots[own.reads];
    for (let c = 0; c < own.waiting.length; c++) {
      const share = moved(c);
      const { slots: indices, targets } = own.waiting[c];
      for (let i = 0; i < indices.length; i++) {
        slots[targets[i]] += slots[indices[i]] * share;
        slots[indices[i]] = 0;
      }
    }
    for (let c = 0; c < own.twins.length; c++) {
      const share = moved(c);
      const { slots: indices, targets, firsts } = own.twins[c];
      for (let i = 0; i < indices.length; i++) {
        const amount = slots[indices[i]] * share;
        slots[targets[i]] += amount;
        slots[firsts[i]] -= amount;
        slots[indices[i]] = 0;
      }
    }
    inside.flags &= ~own.waitingBit;
    for (let a = 0; a < own.windows.length; a++) inside.flags &= ~(1 << (own.spatialShift + a));
  }

  /** A port whose load can no longer exceed the largest known one is forgotten; one that is settled joins it. */
  #foldPorts(slots: Float64Array, closed: number): void {
    const { ports, operands } = this.layout;
    for (let p = 0; p < ports.length; p++) {
      const { level, settled, first } = ports[p];
      if (level < closed) continue;
      let waiting = 0;
      for (const own of operands) {
        for (const { loads } of own.waiting) if (loads[p] >= 0) waiting += slots[loads[p]];
        for (const { loads } of own.twins) if (loads[p] >= 0) waiting += slots[loads[p]];
      }
      const open = first >= 0 && slots[first] !== 0;
      // A hull (*Timeloop bounds*) may grow by more than its iterations, so that what waits is no upper bound.
      if (waiting > 0 && this.problem.options.timeloopBounds) continue;
      if (slots[settled] + waiting > slots[LOAD] && (waiting > 0 || open)) continue;
      if (slots[settled] > slots[LOAD] && !open) slots[LOAD] = slots[settled];
      slots[settled] = 0;
      if (first >= 0) slots[first] = 0;
      for (const own of operands) {
        for (const { loads } of own.waiting) if (loads[p] >= 0) slots[loads[p]] = 0;
        for (const { loads } of own.twins) if (loads[p] >= 0) slots[loads[p]] = 0;
      }
    }
  }

  #add(slots: Float64Array, { slots: own, loads }: FlowClass, port: number, energy: number, load: number): void {
    slots[own[0]] += energy;
    if (port >= 0) slots[loads[port]] += load;
  }

  #mergeClasses(slots: Float64Array, classes: readonly FlowClass[], axis: number): void {
    for (let c = 0; c < classes.length; c++) {
      if ((c & (1 << axis)) !== 0) continue;
      const from = classes[c].slots;
      const to = classes[c | (1 << axis)].slots;
      for (let i = 0; i < from.length; i++) {
        slots[to[i]] += slots[from[i]];
        slots[from[i]] = 0;
      }
    }
  }

  #blockSharing(inside: Inside, own: OperandLayout, mask: number): void {
    for (let a = 0; a < own.windows.length; a++) {
      if ((own.windows[a].mask & mask) === 0) continue;
      inside.flags |= (1 << (own.unsharedReadsShift + a)) | (1 << (own.unsharedUpdatesShift + a));
    }
  }

  #forgetSharing(inside: Inside, own: OperandLayout): void {
    for (let a = 0; a < own.windows.length; a++) {
      inside.flags &= ~((1 << (own.unsharedReadsShift + a)) | (1 << (own.unsharedUpdatesShift + a)));
    }
  }

  #distinct(own: OperandLayout, axis: number, extents: Float64Array): number {
    return distinctOnAxis(own.windows[axis], extents, 0, this.problem.options.timeloopBounds);
  }
}
