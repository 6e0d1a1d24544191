import { ROLES, type Windows } from '../../../language/domain/index.js';
import { memoryAt, OUT, type Problem, type ProblemAxis } from '../../../language/model/index.js';
import { bindingPorts } from './binding-ports.js';
import { openMemories } from './open-levels.js';

// The slots that every label has; METHOD.md, section 1, says why.

/** pJ that are settled, without leakage. */
export const ENERGY = 0;
/** Iterations of memories inside. */
export const TEMPORAL = 1;
/** The largest settled load: cycles of the whole run times all its spatial iterations. */
export const LOAD = 2;
/** pJ per cycle that everything inside leaks. */
export const LEAK = 3;
/** pJ of first visits to outputs, negative, which loops further out still divide. */
export const FIRST = 4;
const FIXED_SLOTS = 5;

/**
 * A bandwidth of a memory or a link that may bind, of its reads, its writes or both: the words that pass, as cycles of the whole run
 * (METHOD.md).
 */
export interface Port {
  readonly level: number;
  /** Words per cycle and instance. */
  readonly bandwidth: number;
  /** What nothing further out can reduce. */
  readonly settled: number;
  /** What the outer loops still reduce of first visits, negative; -1 without such. */
  readonly first: number;
}

/**
 * Flows of one operand that respond alike to all that comes outside: an energy and loads on ports. `targets[i]` is the slot in
 * which `slots[i]` ends once it is settled.
 */
export interface FlowClass {
  readonly slots: Int32Array;
  readonly targets: Int32Array;
  /** The load slot for a port's index, -1 where no flow of the operand can load it. */
  readonly loads: Int32Array;
  /** For twins: where the first visit goes, by index into `slots`; -1 elsewhere. */
  readonly firsts: Int32Array;
}

/**
 * The flow of an operand with windows to one memory, from when that memory closes until nothing can be kept of a tile any more
 * (METHOD.md, section 2). Its words, if everything outside moves whole tiles, are the amounts of `flow`.
 */
export interface Drift {
  /** The memory that delivers, and the one that receives. */
  readonly memory: number;
  readonly receiver: number;
  /** What the receiver keeps of a window that moves. */
  readonly windows: Windows;
  readonly flow: FlowClass;
  /** The slot of the share of the amounts that has moved after the first tile: nothing outside can reduce it. */
  readonly moved: number;
  /** The slot of the share of the amounts that all words of the operand make up when each comes once: there is no less. */
  readonly covered: number;
  /**
   * By window axis, the slot of where its window stands, see {@link WindowPlace}: 0 while the flow is not open. Labels are only
   * compared where they are equal.
   */
  readonly places: Int32Array;
}

/** Where a label keeps an operand, and what the operand's flows respond to. */
export interface OperandLayout {
  readonly operand: number;
  readonly relevant: number;
  readonly windows: readonly ProblemAxis[];
  /** Words that the open span reads from its memory, if everything outside multiplies; -1 where they are not followed. */
  readonly reads: number;
  /** As `reads`, of `out`'s updates; -1 for `in` and `w`. */
  readonly updates: number;
  /** As `reads`, of the first visits of `out` once the span moves; -1 for `in` and `w` and with a bias. */
  readonly firstReads: number;
  /** Of an operand without windows: flows that wait for their first relevant loop. */
  readonly waiting: FlowClass | null;
  /** As `waiting`, of flows whose first visit costs nothing (reads and fills of `out` without a bias). */
  readonly twins: FlowClass | null;
  /** Of an operand with windows: its flows to memories, the outermost receiver first. */
  readonly drifts: readonly Drift[];
  /** The bit of a label's flags that says that the operand's innermost flows have met no relevant loop yet. */
  readonly waitingBit: number;
  /** The bit that says that a window has moved, and a further loop may come back to what it kept. */
  readonly driftingBit: number;
  /** By level: the memory of the span that is open there, -1 outside the outermost memory that stores the operand. */
  readonly openMemory: Int32Array;
}

/** The slots of a label, for one problem. */
export interface Layout {
  readonly width: number;
  readonly ports: readonly Port[];
  /** The port of a level's reads and that of its writes, one where they share it; -1 if its bandwidth can never bind. */
  readonly readPort: Int32Array;
  readonly writePort: Int32Array;
  readonly operands: readonly OperandLayout[];
  /** All slots of first visits: energy and ports. */
  readonly firsts: Int32Array;
  /**
   * Whether the slots hold all that a label will cost. Otherwise (windowed outputs without a bias, windows that are shared
   * selectively) they hold less, so bounds are valid but labels cannot be compared.
   */
  readonly exact: boolean;
}

/** Gives every flow of a problem its slots. */
export function layoutOf(problem: Problem): Layout {
  const { levels, options } = problem;
  const L = levels.length;
  let width = FIXED_SLOTS;
  const slot = (): number => width++;

  const ports: Port[] = [];
  const readPort = new Int32Array(L).fill(-1);
  const writePort = new Int32Array(L).fill(-1);
  for (const { level, bandwidth, reads, writes } of bindingPorts(problem)) {
    if (reads) readPort[level] = ports.length;
    if (writes) writePort[level] = ports.length;
    const hasFirst = !options.bias && isCarried(problem, OUT, level);
    ports.push({ level, bandwidth, settled: slot(), first: hasFirst ? slot() : -1 });
  }

  const flowClass = (carried: (level: number) => boolean, twin: boolean): FlowClass => {
    const loads = new Int32Array(ports.length).fill(-1);
    const slots = [slot()];
    const targets = [ENERGY];
    const firsts = [twin ? FIRST : -1];
    ports.forEach((port, p) => {
      if (!carried(port.level)) return;
      loads[p] = slot();
      slots.push(loads[p]);
      targets.push(port.settled);
      firsts.push(twin ? port.first : -1);
    });
    return { slots: Int32Array.from(slots), targets: Int32Array.from(targets), loads, firsts: Int32Array.from(firsts) };
  };
  let flagBits = 0;
  const bit = (): number => 1 << flagBits++;
  let exact = true;
  const operands = problem.operands.map(({ relevant, windows, stores }, operand): OperandLayout => {
    const isOut = operand === OUT;
    const visits = isOut && !options.bias;
    const sliding = windows.length > 0;
    if (sliding && (visits || sharesWindows(problem, operand))) exact = false;
    return {
      operand,
      relevant,
      windows,
      // Which words of a windowed output come back depends on the whole way of its windows.
      reads: sliding && visits ? -1 : slot(),
      updates: isOut ? slot() : -1,
      firstReads: visits && !sliding ? slot() : -1,
      waiting: sliding ? null : flowClass((level) => isCarried(problem, operand, level), false),
      twins: visits && !sliding ? flowClass((level) => isCarried(problem, operand, level), true) : null,
      drifts: sliding
        ? stores.slice(1).map((receiver, i) => ({
            memory: stores[i],
            receiver,
            windows: memoryAt(problem, receiver).windows,
            flow: flowClass((level) => isInSpan(problem, operand, stores[i], receiver, level), false),
            moved: slot(),
            covered: slot(),
            places: Int32Array.from(windows, slot),
          }))
        : [],
      waitingBit: bit(),
      driftingBit: bit(),
      openMemory: openMemories(stores, L),
    };
  });
  const firsts = [FIRST, ...ports.flatMap(({ first }) => (first < 0 ? [] : [first]))];
  return { width, ports, readPort, writePort, operands, firsts: Int32Array.from(firsts), exact };
}

/** Whether a level stores an operand, or is a link that it passes. */
export function isCarried({ operands }: Problem, operand: number, level: number): boolean {
  const { stores, links } = operands[operand];
  return stores.includes(level) || (links.includes(level) && stores[0] < level);
}

/** Whether a level is the sender or the receiver of an operand, or a link between them that it passes. */
export function isInSpan(problem: Problem, operand: number, sender: number, receiver: number, level: number): boolean {
  if (level === sender || level === receiver) return true;
  return sender < level && level < receiver && problem.operands[operand].links.includes(level);
}

/** Whether a fanout within a span of the operand lets instances share words of one of its windows. */
export function sharesWindows({ spans, levels, operands, dimensions }: Problem, operand: number): boolean {
  const windowed = operands[operand].windows.flatMap((axis) => axis.dimensions.map((d) => dimensions[d]));
  return spans.some(
    (span) =>
      span.operand === operand &&
      levels.slice(span.level + 1, span.innermost + 1).some((level) => {
        if (level.type !== 'fanout' || !level.dimensions.some((name) => windowed.includes(name))) return false;
        return level.multicast[ROLES[operand]] === 'selective' || (operand === OUT && level.reduction === 'selective');
      }),
  );
}
