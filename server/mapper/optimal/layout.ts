import { memoryAt, OUT, type Problem, type ProblemAxis } from '../../../language/model/index.js';

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
 * A bandwidth of a memory that may bind, of its reads, its writes or both: the words that pass, as cycles of the whole run
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

/** Where a label keeps an operand, and what the operand's flows respond to. */
export interface OperandLayout {
  readonly operand: number;
  readonly relevant: number;
  readonly windows: readonly ProblemAxis[];
  /** Words that the open span reads from its memory, if everything outside multiplies. */
  readonly reads: number;
  /** As `reads`, of `out`'s updates; -1 for `in` and `w`. */
  readonly updates: number;
  /** As `reads`, of the first visits of `out` once the span moves; -1 for `in` and `w` and with a bias. */
  readonly firstReads: number;
  /** Flows that wait for their first relevant loop, by the window axes (bits) that have met spatial iterations. */
  readonly waiting: readonly FlowClass[];
  /** As `waiting`, of flows whose first visit costs nothing (reads and fills of `out` without a bias). */
  readonly twins: readonly FlowClass[];
  /** The bit of a label's flags that says that the operand waits. */
  readonly waitingBit: number;
  /** The shift to the bits of the window axes that have met spatial iterations since the open span started. */
  readonly spatialShift: number;
  /** The shifts to the bits of the axes whose windows can no longer be shared by multicast and by reduction. */
  readonly unsharedReadsShift: number;
  readonly unsharedUpdatesShift: number;
  /** By level: the memory of the span that is open there, -1 outside the outermost memory that stores the operand. */
  readonly openMemory: Int32Array;
  /** By level: whether a level further out, within the open span, multicasts or reduces selectively. */
  readonly selectiveAhead: Uint8Array;
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
  const compute = levels[L - 1];
  const cycles = compute.type === 'compute' ? compute.cycles : 1;
  let inside = compute.type === 'compute' ? compute.mesh : 1;
  const insideOf = new Float64Array(L);
  for (let l = L - 2; l >= 0; l--) {
    const level = levels[l];
    if (level.type === 'fanout') inside *= level.mesh;
    insideOf[l] = inside;
  }
  for (const l of problem.memories) {
    const { readBandwidth, writeBandwidth, sharedBandwidth } = memoryAt(problem, l);
    const stored = problem.operands.filter(({ stores }) => stores.includes(l)).length;
    const outFromOutside = problem.operands[OUT].stores.indexOf(l) > 0 ? 1 : 0;
    // Each operand moves at most one word per MAC towards the inside, and `out` at most one more in each direction.
    const words = (stored + outFromOutside) * insideOf[l];
    const sides = sharedBandwidth
      ? [{ bandwidth: readBandwidth, most: 2 * words, tables: [readPort, writePort] }]
      : [
          { bandwidth: readBandwidth, most: words, tables: [readPort] },
          { bandwidth: writeBandwidth, most: words, tables: [writePort] },
        ];
    for (const { bandwidth, most, tables } of sides) {
      if (!options.timeloopBounds && most / bandwidth <= cycles) continue;
      for (const table of tables) table[l] = ports.length;
      const hasFirst = !options.bias && problem.operands[OUT].stores.includes(l);
      ports.push({ level: l, bandwidth, settled: slot(), first: hasFirst ? slot() : -1 });
    }
  }

  let flagBits = 0;
  const bits = (count: number): number => {
    const shift = flagBits;
    flagBits += count;
    return shift;
  };
  const operands = problem.operands.map(({ relevant, windows, stores }, operand): OperandLayout => {
    const isOut = operand === OUT;
    const flowClass = (twin: boolean): FlowClass => {
      const loads = new Int32Array(ports.length).fill(-1);
      const slots = [slot()];
      const targets = [ENERGY];
      const firsts = [twin ? FIRST : -1];
      ports.forEach((port, p) => {
        if (!stores.includes(port.level)) return;
        loads[p] = slot();
        slots.push(loads[p]);
        targets.push(port.settled);
        firsts.push(twin ? port.first : -1);
      });
      return {
        slots: Int32Array.from(slots),
        targets: Int32Array.from(targets),
        loads,
        firsts: Int32Array.from(firsts),
      };
    };
    const classes = Array.from({ length: 1 << windows.length }, (_, c) => c);
    const openMemory = new Int32Array(L).fill(-1);
    const selectiveAhead = new Uint8Array(L);
    for (let l = 0; l < L; l++) {
      const memory = stores.findLast((s) => s <= l) ?? -1;
      openMemory[l] = memory;
      for (let j = memory + 1; memory >= 0 && j < l; j++) {
        const level = levels[j];
        if (level.type === 'fanout' && (level.multicast === 'selective' || level.reduction === 'selective')) {
          selectiveAhead[l] = 1;
        }
      }
    }
    return {
      operand,
      relevant,
      windows,
      reads: slot(),
      updates: isOut ? slot() : -1,
      firstReads: isOut && !options.bias ? slot() : -1,
      waiting: classes.map(() => flowClass(false)),
      twins: isOut && !options.bias ? classes.map(() => flowClass(true)) : [],
      waitingBit: 1 << bits(1),
      spatialShift: bits(windows.length),
      unsharedReadsShift: bits(windows.length),
      unsharedUpdatesShift: bits(windows.length),
      openMemory,
      selectiveAhead,
    };
  });
  const firsts = [FIRST, ...ports.flatMap(({ first }) => (first < 0 ? [] : [first]))];
  return { width, ports, readPort, writePort, operands, firsts: Int32Array.from(firsts) };
}
