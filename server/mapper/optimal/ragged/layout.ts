import { isSpatial, type Windows } from '../../../../language/domain/index.js';
import { memoryAt, OUT, type Problem } from '../../../../language/model/index.js';
import type { Limits } from '../../limits.js';
import { bindingPorts } from '../binding-ports.js';
import type { Looped } from '../interchange.js';
import { ENERGY, isCarried, isInSpan, LEAK, LOAD, sharesWindows, TEMPORAL } from '../layout.js';
import { openMemories } from '../open-levels.js';

const FIXED_SLOTS = Math.max(ENERGY, TEMPORAL, LOAD, LEAK) + 1;

/**
 * Where an amount is kept that responds to the loops of an operand's orthogonal dimensions: `2^k` slots from `base` on, for the `k`
 * of them that fanouts may cut ({@link RaggedOperand.cut}). Slot `base + s` is the amount of one run of the inside in which, along the
 * dimensions of `s`, the block is a whole one, and along the others the last one.
 */
export interface Amount {
  readonly base: number;
  /** The slot in which it ends once it is settled. */
  readonly target: number;
  /** Where first visits are then taken off, an amount of its own; −1 for none. */
  readonly first: number;
}

/** A bandwidth of a memory or a link that may bind. */
export interface RaggedPort {
  readonly level: number;
  /** Words (or bits) per cycle and instance. */
  readonly bandwidth: number;
  readonly settled: number;
  /** The base of what first visits take off, negative; −1 without such. */
  readonly first: number;
}

/** What one memory receives of an operand, from when it closes. */
export interface Receiver {
  readonly level: number;
  /** The memory that sends. */
  readonly sender: number;
  /** What it keeps of a window that moves. */
  readonly windows: Windows;
  /** The slot that says which loops the flow waits for, see `RaggedFlows`; 0 while it does not wait. */
  readonly state: number;
  /** By dimension, the slot of the words that receivers hold which are idle in the last round; −1 where fanouts cannot cut it. */
  readonly idle: Int32Array;
  /** By window axis, the slot of where its window stands (`WindowAxis`); labels are only compared where they are equal. */
  readonly places: Int32Array;
  /** Of an operand with windows, the slot of the share of its amounts that is left of all words, when each comes once; else −1. */
  readonly unseen: number;
  readonly energy: Amount;
  /** By port, of the loads on the sender's, the receiver's and those of the links between them; null elsewhere. */
  readonly loads: readonly (Amount | null)[];
  /** As `energy` and `loads`, of amounts whose first visit costs nothing: reads and fills of `out` without a bias. */
  readonly twin: { readonly energy: Amount; readonly loads: readonly (Amount | null)[] } | null;
}

/** Where a label keeps an operand. */
export interface RaggedOperand extends Looped {
  readonly operand: number;
  /** The orthogonal dimensions that fanouts may cut. Bit `i` of a slot's place in an amount is of `cut[i]`. */
  readonly cut: readonly number[];
  /** Bases of what the open span reads and updates of tiles that move, and of tiles that still wait; −1 where not followed. */
  readonly moving: { readonly reads: number; readonly updates: number; readonly firsts: number };
  readonly still: { readonly reads: number; readonly updates: number };
  /** The outermost first. */
  readonly receivers: readonly Receiver[];
  /** By level: the memory of the span that is open there, −1 outside the outermost memory that stores the operand. */
  readonly openMemory: Int32Array;
}

/** The slots of a label of a search with ragged fanouts. */
export interface RaggedLayout {
  readonly width: number;
  /** By dimension, the slot of the extent of its tile; −1 where it follows from the blocks left. */
  readonly extentSlot: readonly number[];
  /** By dimension, the most iterations that a spatial level may have of it. */
  readonly most: readonly number[];
  readonly ports: readonly RaggedPort[];
  readonly readPort: Int32Array;
  readonly writePort: Int32Array;
  readonly operands: readonly RaggedOperand[];
  /** The base of the energy of first visits, negative; −1 with a bias. */
  readonly first: number;
  /** By level and dimension (`l·D + d`), whether fanouts outside the level may have iterations of the dimension. */
  readonly fanoutsOutside: Uint8Array;
  /** Whether the slots hold all that windows will cost, as long as no fanout cuts them. */
  readonly exact: boolean;
}

/** Gives every flow of a problem its slots. */
export function raggedLayoutOf(problem: Problem, { upper, mesh }: Limits, sizes: readonly number[]): RaggedLayout {
  const { levels, options } = problem;
  const L = levels.length;
  const D = sizes.length;
  let width = FIXED_SLOTS;
  const slot = (): number => width++;
  const most = sizes.map((size, d) =>
    problem.spatials.reduce((n, l) => Math.max(n, Math.min(upper[l * D + d], mesh[l], size)), 1),
  );
  const extentSlot = most.map((n) => (n > 1 ? slot() : -1));
  const fanoutsOutside = new Uint8Array(L * D);
  for (let l = 1; l < L; l++) {
    for (let d = 0; d < D; d++) {
      const i = (l - 1) * D + d;
      const here = isSpatial(levels[l - 1]) && Math.min(upper[i], mesh[l - 1]) > 1;
      fanoutsOutside[l * D + d] = here || fanoutsOutside[i] === 1 ? 1 : 0;
    }
  }
  const cutOf = (operand: number): number[] => {
    const { relevant } = problem.operands[operand];
    return most.flatMap((n, d) => (n > 1 && (relevant & (1 << d)) === 0 ? [d] : []));
  };
  const outWidth = 1 << cutOf(OUT).length;
  const amount = (size: number, target: number, first = -1): Amount => {
    const base = width;
    width += size;
    return { base, target, first };
  };
  const visits = !options.bias;
  const first = visits ? amount(outWidth, -1).base : -1;

  const ports: RaggedPort[] = [];
  const readPort = new Int32Array(L).fill(-1);
  const writePort = new Int32Array(L).fill(-1);
  for (const { level, bandwidth, reads, writes } of bindingPorts(problem)) {
    if (reads) readPort[level] = ports.length;
    if (writes) writePort[level] = ports.length;
    const hasFirst = visits && isCarried(problem, OUT, level);
    ports.push({ level, bandwidth, settled: slot(), first: hasFirst ? amount(outWidth, -1).base : -1 });
  }

  let exact = true;
  let flagBits = 0;
  const bit = (): number => 1 << flagBits++;
  const operands = problem.operands.map(({ relevant, windows, stores }, operand): RaggedOperand => {
    const isOut = operand === OUT;
    const cut = cutOf(operand);
    const size = 1 << cut.length;
    const base = (): number => amount(size, -1).base;
    const sliding = windows.length > 0;
    const hasFirsts = isOut && visits && !sliding;
    // Which words of a windowed output come back, and what instances that share windows need, depends on all their ways.
    const shared = sliding && sharesWindows(problem, operand);
    const followed = !shared && (!isOut || hasFirsts || !visits);
    if (shared || (sliding && isOut && visits)) exact = false;
    const several = stores.length > 1;
    const flow = (sender: number, level: number, twin: boolean) => ({
      energy: amount(size, ENERGY, twin ? first : -1),
      loads: ports.map((port) =>
        isInSpan(problem, operand, sender, level, port.level)
          ? amount(size, port.settled, twin ? port.first : -1)
          : null,
      ),
    });
    return {
      operand,
      relevant,
      windows,
      drifts: sliding ? stores.slice(1).map((level) => memoryAt(problem, level)) : [],
      waitingBit: bit(),
      driftingBit: bit(),
      cut,
      moving: {
        reads: followed ? base() : -1,
        updates: isOut && !shared ? base() : -1,
        firsts: hasFirsts ? base() : -1,
      },
      still: { reads: several && followed ? base() : -1, updates: isOut && several && !shared ? base() : -1 },
      receivers: stores.slice(1).map((level, i) => ({
        level,
        sender: stores[i],
        windows: memoryAt(problem, level).windows,
        state: slot(),
        places: Int32Array.from(windows, slot),
        unseen: sliding ? slot() : -1,
        idle: Int32Array.from(sizes, (_, d) => ((relevant & (1 << d)) !== 0 && most[d] > 1 ? slot() : -1)),
        ...flow(stores[i], level, false),
        twin: hasFirsts ? flow(stores[i], level, true) : null,
      })),
      openMemory: openMemories(stores, L),
    };
  });
  return { width, extentSlot, most, ports, readPort, writePort, operands, first, fanoutsOutside, exact };
}
