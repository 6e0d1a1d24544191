import { memoryAt, OUT, type Problem } from '../../../../language/model/index.js';
import { type Cost, isTimed } from '../cost.js';
import { ENERGY, LEAK, LOAD, TEMPORAL } from '../layout.js';
import type { StageSlots } from '../rules.js';
import { EQUAL } from '../slots.js';
import type { Amount, RaggedLayout } from './layout.js';

/** The slots of labels with ragged fanouts. */
export class RaggedSlots implements StageSlots {
  readonly #compared: Int8Array;

  constructor(
    readonly problem: Problem,
    readonly layout: RaggedLayout,
    cost: Cost,
  ) {
    const { byEnergy } = cost;
    const { ports, operands, width, first } = layout;
    const timed = isTimed(problem, cost);
    const compared = new Int8Array(width);
    this.#compared = compared;
    const mark = (base: number, size: number, as: number): void => {
      if (base >= 0) compared.fill(as, base, base + size);
    };
    if (byEnergy) compared[ENERGY] = 1;
    if (timed) compared[TEMPORAL] = compared[LOAD] = 1;
    if (byEnergy && timed) compared[LEAK] = 1;
    for (const { cut, moving, still, receivers, operand } of operands) {
      const size = 1 << cut.length;
      // The words of the open span become energy and loads when it closes.
      if (byEnergy || ports.length > 0) {
        for (const base of [moving.reads, moving.updates, still.reads, still.updates]) mark(base, size, 1);
        mark(moving.firsts, size, -1);
      }
      for (const { state, idle, places, energy, loads, twin } of receivers) {
        const flow = (amount: Amount, loads: readonly (Amount | null)[]): void => {
          if (byEnergy) mark(amount.base, size, 1);
          if (timed) for (const load of loads) if (load !== null) mark(load.base, size, 1);
        };
        flow(energy, loads);
        if (twin !== null) flow(twin.energy, twin.loads);
        if (!byEnergy && ports.length === 0) continue;
        compared[state] = EQUAL;
        for (const slot of places) compared[slot] = EQUAL;
        // The more receivers are idle, the more tiles stay.
        for (const slot of idle) if (slot >= 0) compared[slot] = -1;
      }
      if (operand !== OUT) continue;
      if (byEnergy) mark(first, size, 1);
      if (timed) for (const port of ports) mark(port.first, size, 1);
    }
    if (timed) for (const { settled } of ports) compared[settled] = 1;
  }

  comparedAt(l: number): Int8Array {
    const { problem, layout } = this;
    const D = problem.dimensions.length;
    const own = this.#compared.slice();
    const bounded = problem.memories.some((m) => m <= l && memoryAt(problem, m).size !== null);
    layout.extentSlot.forEach((slot, d) => {
      if (slot < 0) return;
      const here = problem.levels[l].type === 'fanout' && layout.most[d] > 1;
      const window = problem.operands.some(({ windows }) => windows.some(({ dimensions }) => dimensions.includes(d)));
      // How many words receivers hold that a fanout makes idle is a question of the extent; elsewhere a smaller tile only leaves more room.
      if (window || here || layout.fanoutsOutside[l * D + d] === 1) own[slot] = EQUAL;
      else own[slot] = bounded ? 1 : 0;
    });
    return own;
  }

  atStart(): Set<number> {
    return new Set(this.#compared.keys());
  }

  afterLoops(active: ReadonlySet<number>): Set<number> {
    return new Set(active);
  }

  afterClosing(active: ReadonlySet<number>): Set<number> {
    return new Set(active);
  }
}
