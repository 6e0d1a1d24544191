import { ROLES } from '../../../language/domain/index.js';
import { memoryAt, OUT, type Problem, passedAt, tileSize } from '../../../language/model/index.js';

/**
 * What the levels up to each level, all still open, do to any label (METHOD.md, "Lower bounds"): arrays by level, of which entry
 * `l` is of the moment at which the levels up to `l` are open.
 */
export interface OpenLevels {
  /** pJ of the spans that have not opened, when each word moves once. */
  readonly unopened: Float64Array;
  /** By operand, pJ of a word that the operand's open span still reads or updates: at its memory and on the links ahead. */
  readonly readEnergy: readonly Float64Array[];
  readonly writeEnergy: readonly Float64Array[];
  /** By operand, the most that fanouts ahead, within the operand's open span, make free. */
  readonly readsFree: readonly Float64Array[];
  readonly updatesFree: readonly Float64Array[];
  /** What fanouts ahead at least multiply leakage by, and what memories ahead at least leak. */
  readonly leakFactor: Float64Array;
  readonly leakOutside: Float64Array;
}

/** By level: the memory of the span of an operand that is open there, −1 outside the outermost memory that stores it. */
export const openMemories = (stores: readonly number[], levels: number): Int32Array =>
  Int32Array.from({ length: levels }, (_, l) => stores.findLast((memory) => memory <= l) ?? -1);

/** @param operands by operand, the memory of the span that is open at each level, −1 for none. */
export function openLevels(
  problem: Problem,
  operands: readonly { readonly openMemory: Int32Array }[],
  sizes: readonly number[],
): OpenLevels {
  const { levels, options } = problem;
  const L = levels.length;
  const extents = Float64Array.from(sizes);
  const words = problem.operands.map((operand) => tileSize(operand, extents, 0, false));
  const unopened = new Float64Array(L);
  for (const { operand, level, consumer, toCompute } of problem.spans) {
    if (toCompute) continue;
    const outer = memoryAt(problem, level);
    const inner = memoryAt(problem, consumer);
    const role = ROLES[operand];
    let perWord = outer.readEnergy[role] + inner.writeEnergy[role];
    if (operand === OUT) {
      if (!options.bias) perWord = 0;
      perWord += outer.writeEnergy[role] + (options.freeDrains ? 0 : inner.readEnergy[role]);
    }
    for (const link of problem.operands[operand].links) {
      if (link < level || link > consumer) continue;
      const { readEnergy, writeEnergy } = passedAt(problem, link);
      if (operand !== OUT || options.bias) perWord += readEnergy[role];
      if (operand === OUT) perWord += writeEnergy[role];
    }
    for (let l = consumer; l < L; l++) unopened[l] += perWord * words[operand];
  }
  const readEnergy = operands.map(() => new Float64Array(L));
  const writeEnergy = operands.map(() => new Float64Array(L));
  operands.forEach(({ openMemory }, o) => {
    for (let l = 0; l < L; l++) {
      const memory = openMemory[l];
      if (memory < 0) continue;
      for (const passed of [memory, ...problem.operands[o].links.filter((link) => link > memory && link <= l)]) {
        const { readEnergy: read, writeEnergy: write } = passedAt(problem, passed);
        readEnergy[o][l] += read[ROLES[o]];
        writeEnergy[o][l] += write[ROLES[o]];
      }
    }
  });
  const readsFree = operands.map(() => new Float64Array(L).fill(1));
  const updatesFree = operands.map(() => new Float64Array(L).fill(1));
  operands.forEach(({ openMemory }, o) => {
    for (let l = 0; l < L; l++) {
      for (let j = openMemory[l] + 1; openMemory[l] >= 0 && j <= l; j++) {
        const level = levels[j];
        if (level.type !== 'fanout') continue;
        if (level.multicast[ROLES[o]] !== 'none') readsFree[o][l] *= level.mesh;
        if (level.reduction !== 'none') updatesFree[o][l] *= level.mesh;
      }
    }
  });
  const leakFactor = new Float64Array(L);
  const leakOutside = new Float64Array(L);
  let factor = 1;
  let leaking = 0;
  levels.forEach((level, l) => {
    if (level.type === 'memory' || level.type === 'link') leaking += level.leakage * factor;
    else if (level.type === 'fanout' && !level.powerGating) factor *= level.mesh;
    leakFactor[l] = factor;
    leakOutside[l] = leaking;
  });
  return { unopened, readEnergy, writeEnergy, readsFree, updatesFree, leakFactor, leakOutside };
}
