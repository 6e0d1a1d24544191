import type { Problem } from '../../../language/model/index.js';
import type { Cost } from './cost.js';
import { ENERGY, FIRST, type FlowClass, type Layout, LEAK, LOAD, TEMPORAL } from './layout.js';

/** Which slots the labels of a stage can use, so that they need not carry the others, and which of them count. */
export class StageSlots {
  /** By slot: 1 where less is better, −1 where more is better, 0 where it does not matter for the objective. */
  readonly compared: Int8Array;
  /** Whether cycles matter for the objective, by themselves or as what leaks in them. */
  readonly cycles: boolean;

  constructor(
    readonly problem: Problem,
    readonly layout: Layout,
    { byEnergy, byLatency }: Cost,
  ) {
    const { ports, operands } = layout;
    const leaks = problem.levels.some((level) => level.type !== 'fanout' && level.leakage > 0);
    const cycles = byLatency || (byEnergy && leaks);
    this.cycles = cycles;
    const compared = new Int8Array(layout.width);
    if (byEnergy) compared[ENERGY] = compared[FIRST] = 1;
    if (cycles) compared[TEMPORAL] = compared[LOAD] = 1;
    if (byEnergy && leaks) compared[LEAK] = 1;
    for (const { settled, first } of ports) {
      if (cycles) compared[settled] = 1;
      if (cycles && first >= 0) compared[first] = 1;
    }
    for (const { reads, updates, firstReads, waiting, twins } of operands) {
      // The words of the open span become energy and loads when it closes.
      if (byEnergy || ports.length > 0) {
        compared[reads] = 1;
        if (updates >= 0) compared[updates] = 1;
        if (firstReads >= 0) compared[firstReads] = -1;
      }
      for (const { slots, loads } of [...waiting, ...twins]) {
        if (byEnergy) compared[slots[0]] = 1;
        if (cycles) for (const slot of loads) if (slot >= 0) compared[slot] = 1;
      }
    }
    this.compared = compared;
  }

  /** The slots in use inside of all levels but compute. */
  atStart(): Set<number> {
    const slots = new Set([ENERGY, TEMPORAL, LOAD, LEAK]);
    for (const { reads, updates, firstReads } of this.layout.operands) {
      for (const slot of [reads, updates, firstReads]) if (slot >= 0) slots.add(slot);
    }
    return slots;
  }

  /** The slots in use after an unrolling: windows move flows from class to class. */
  afterUnrolling(active: ReadonlySet<number>): Set<number> {
    const slots = new Set(active);
    for (const { waiting, twins } of this.layout.operands) {
      for (const classes of [waiting, twins]) {
        if (classes.some((own) => own.slots.some((slot) => slots.has(slot)))) addAll(slots, classes);
      }
    }
    return slots;
  }

  /** The slots in use once loops may have settled what waits. */
  afterLoops(active: ReadonlySet<number>): Set<number> {
    const slots = new Set(active);
    for (const { waiting, twins, reads, firstReads } of this.layout.operands) {
      if (firstReads >= 0 && slots.has(reads)) slots.add(firstReads);
      for (const own of [...waiting, ...twins]) {
        own.slots.forEach((slot, i) => {
          if (!slots.has(slot)) return;
          slots.add(own.targets[i]);
          if (own.firsts[i] >= 0) slots.add(own.firsts[i]);
        });
      }
    }
    return slots;
  }

  /** The slots in use once level `l` is closed. */
  afterClosing(active: ReadonlySet<number>, l: number): Set<number> {
    const slots = new Set(active);
    for (const { level, settled, first } of this.layout.ports) {
      if (level !== l) continue;
      slots.add(settled);
      if (first >= 0) slots.add(first);
    }
    this.layout.operands.forEach((own, o) => {
      if (!this.problem.operands[o].stores.includes(l)) return;
      slots.add(own.reads);
      if (own.updates >= 0) slots.add(own.updates);
      if (own.firstReads >= 0) slots.add(FIRST);
      addAll(slots, own.waiting);
      addAll(slots, own.twins);
    });
    return slots;
  }
}

function addAll(slots: Set<number>, classes: readonly FlowClass[]): void {
  for (const own of classes) for (const slot of own.slots) slots.add(slot);
}
