import type { Problem } from '../../../language/model/index.js';
import { type Cost, isTimed } from './cost.js';
import { ENERGY, FIRST, type FlowClass, type Layout, LEAK, LOAD, type OperandLayout, TEMPORAL } from './layout.js';
import type { StageSlots } from './rules.js';

/** Labels are only compared where such a slot is equal. */
export const EQUAL = 2;

/** The slots of labels whose loops divide their sizes. */
export class PerfectSlots implements StageSlots {
  readonly #compared: Int8Array;

  constructor(
    readonly problem: Problem,
    readonly layout: Layout,
    cost: Cost,
  ) {
    const { ports, operands } = layout;
    const { byEnergy } = cost;
    const cycles = isTimed(problem, cost);
    const compared = new Int8Array(layout.width);
    if (byEnergy) compared[ENERGY] = compared[FIRST] = 1;
    if (cycles) compared[TEMPORAL] = compared[LOAD] = 1;
    if (byEnergy && cycles) compared[LEAK] = 1;
    for (const { settled, first } of ports) {
      if (cycles) compared[settled] = 1;
      if (cycles && first >= 0) compared[first] = 1;
    }
    for (const { reads, updates, firstReads, waiting, twins, drifts } of operands) {
      // The words of the open span become energy and loads when it closes.
      if (byEnergy || ports.length > 0) {
        if (reads >= 0) compared[reads] = 1;
        if (updates >= 0) compared[updates] = 1;
        if (firstReads >= 0) compared[firstReads] = -1;
      }
      for (const { slots, loads } of flowsOf({ waiting, twins, drifts })) {
        if (byEnergy) compared[slots[0]] = 1;
        if (cycles) for (const slot of loads) if (slot >= 0) compared[slot] = 1;
      }
      for (const { moved, places } of drifts) {
        if (!byEnergy && ports.length === 0) continue;
        compared[moved] = 1;
        for (const slot of places) compared[slot] = EQUAL;
      }
    }
    this.#compared = compared;
  }

  comparedAt(): Int8Array {
    return this.#compared;
  }

  atStart(): Set<number> {
    const slots = new Set([ENERGY, TEMPORAL, LOAD, LEAK]);
    for (const { reads, updates, firstReads } of this.layout.operands) {
      for (const slot of [reads, updates, firstReads]) if (slot >= 0) slots.add(slot);
    }
    return slots;
  }

  afterLoops(active: ReadonlySet<number>): Set<number> {
    const slots = new Set(active);
    for (const own of this.layout.operands) {
      if (own.firstReads >= 0 && slots.has(own.reads)) slots.add(own.firstReads);
      for (const { slots: amounts, targets, firsts } of flowsOf(own)) {
        amounts.forEach((slot, i) => {
          if (!slots.has(slot)) return;
          slots.add(targets[i]);
          if (firsts[i] >= 0) slots.add(firsts[i]);
        });
      }
    }
    return slots;
  }

  afterClosing(active: ReadonlySet<number>, l: number): Set<number> {
    const slots = new Set(active);
    for (const { level, settled, first } of this.layout.ports) {
      if (level !== l) continue;
      slots.add(settled);
      if (first >= 0) slots.add(first);
    }
    this.layout.operands.forEach((own, o) => {
      const { stores, links } = this.problem.operands[o];
      if (!stores.includes(l) && !links.includes(l)) return;
      for (const slot of [own.reads, own.updates]) if (slot >= 0) slots.add(slot);
      if (own.firstReads >= 0) slots.add(FIRST);
      for (const flow of [own.waiting, own.twins]) if (flow !== null) addAll(slots, flow.slots);
      for (const { receiver, flow, moved, covered, places } of own.drifts) {
        if (receiver === l) addAll(slots, [...flow.slots, moved, covered, ...places]);
      }
    });
    return slots;
  }
}

/** All flows of an operand that are open for some time. */
function flowsOf({ waiting, twins, drifts }: Pick<OperandLayout, 'waiting' | 'twins' | 'drifts'>): FlowClass[] {
  return [waiting, twins, ...drifts.map(({ flow }) => flow)].filter((flow) => flow !== null);
}

function addAll(slots: Set<number>, more: Iterable<number>): void {
  for (const slot of more) slots.add(slot);
}
