import type { Windows } from '../../../language/domain/index.js';
import { memoryAt, OUT, type Problem, type ProblemAxis } from '../../../language/model/index.js';

/** How an operand's flows respond to loops. */
export interface Looped {
  /** Bit `d` is set if dimension `d` is relevant. */
  readonly relevant: number;
  readonly windows: readonly ProblemAxis[];
  /** What the receivers of an operand with windows keep. */
  readonly drifts: readonly { readonly windows: Windows }[];
  /** The bit of a label's flags that says that the operand's innermost flows have met no relevant loop yet. */
  readonly waitingBit: number;
  /** The bit that says that a window has moved, and a further loop may come back to what it kept. */
  readonly driftingBit: number;
}

/** Of two neighbouring loops of a memory level that are legal and as good in either order, the one order that is tried. */
export class Interchange {
  readonly #positional: boolean;
  /** Dimensions that the level's order constraint names, as bits. */
  readonly #named: number;
  /** The window axes of an output whose first visits cost nothing, as bits of their dimensions. */
  readonly #revisited: readonly number[];
  /** All flags that matter. */
  readonly #bits: number;
  /** By dimension and flags, those that are not worth trying around it, used ones included; −1 while unknown. */
  readonly #masks: Int32Array;

  constructor(
    readonly problem: Problem,
    readonly operands: readonly Looped[],
    level: number,
  ) {
    const { order } = memoryAt(problem, level);
    this.#revisited = problem.options.bias ? [] : problem.operands[OUT].windows.map(({ mask }) => mask);
    this.#positional = order.includes(null);
    this.#bits = operands.reduce((bits, { waitingBit, driftingBit }) => bits | waitingBit | driftingBit, 0);
    this.#masks = new Int32Array(problem.dimensions.length * (this.#bits + 1)).fill(-1);
    this.#named = problem.dimensions.reduce((mask, name, d) => (order.includes(name) ? mask | (1 << d) : mask), 0);
  }

  /**
   * The dimensions whose loop directly around one of `x` is not worth trying: the two loops the other way round are legal and
   * as good for every operand.
   *
   * @param flags of the label before the loop of `x`.
   * @param used dimensions of the loops inside, without `x`.
   */
  notAround(x: number, flags: number, used: number): number {
    const state = flags & this.#bits;
    const i = x * (this.#bits + 1) + state;
    if (this.#masks[i] < 0) {
      let mask = 0;
      this.problem.dimensions.forEach((_, y) => {
        if (y !== x && this.#betterSwapped(x, y, state)) mask |= 1 << y;
      });
      this.#masks[i] = mask;
    }
    return this.#masks[i] & ~used;
  }

  /** Whether the loop of `y` inside that of `x` is as good as around it, and the order to keep of the two. */
  #betterSwapped(x: number, y: number, flags: number): boolean {
    if (this.#positional) return false;
    if ((this.#named & (1 << x)) !== 0 && (this.#named & (1 << y)) !== 0) return false;
    // Which words of an output's window come back depends on the order of all its loops.
    if (this.#revisited.some((mask) => (mask & (1 << x)) !== 0 && (mask & (1 << y)) !== 0)) return false;
    let better = false;
    for (const { relevant, windows, drifts, waitingBit, driftingBit } of this.operands) {
      if ((flags & (waitingBit | driftingBit)) === 0) continue;
      const relevantX = (relevant & (1 << x)) !== 0;
      const relevantY = (relevant & (1 << y)) !== 0;
      if (!relevantX && !relevantY) continue;
      if (!relevantX) return false;
      if (!windows.some(({ mask }) => (mask & (1 << x)) !== 0)) {
        // The loop of `x` moves whole tiles; that of `y` may move less of them before it does.
        if (!relevantY || windows.some(({ mask }) => (mask & (1 << y)) !== 0)) better = true;
        continue;
      }
      // The loop of `y` becomes free, unless a window has moved before; where windows are strict it takes the overlap from `x`.
      if (relevantY || (flags & driftingBit) !== 0 || drifts.some((drift) => drift.windows === 'strict')) return false;
      better = true;
    }
    return better || y < x;
  }
}
