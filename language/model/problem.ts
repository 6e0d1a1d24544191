import { messageOf } from '../diagnostics/index.js';
import {
  type Architecture,
  architectureFor,
  type Compute,
  coefficientOf,
  type Fanout,
  isSpatial,
  type Level,
  type Link,
  type Memory,
  ROLES,
  type Workload,
} from '../domain/index.js';
import { dimensionsOf, uncountable } from './misfit.js';
import type { ModelOptions } from './options.js';
import { type EffectiveConstraint, effectiveConstraints } from './reduction.js';

/** Operands are numbered as in {@link ROLES}. */
export const IN = 0;
export const W = 1;
export const OUT = 2;

/** One bracket of an operand, by dimension index. */
export interface ProblemAxis {
  /** The dimensions that occur in it. */
  readonly dimensions: readonly number[];
  /** What each is multiplied by: its number times the value of its stride, or 1. */
  readonly coefficients: readonly number[];
  /** Bit `d` is set if dimension `d` occurs. */
  readonly mask: number;
}

/** An operand, by dimension index. */
export interface ProblemOperand {
  readonly name: string;
  readonly axes: readonly ProblemAxis[];
  /** The axes with several terms: those where windows overlap. */
  readonly windows: readonly ProblemAxis[];
  /** The axes with one term: their dimension. */
  readonly plain: readonly number[];
  /** Bit `d` is set if dimension `d` is relevant. */
  readonly relevant: number;
  /** Bit `d` is set if dimension `d` is on an axis with several terms. */
  readonly windowed: number;
  /** Levels that store it where the mapping does not bypass it, outermost first. */
  readonly stores: readonly number[];
  /** Links that do not let it pass for free, outermost first. */
  readonly links: readonly number[];
}

/** What a memory delivers of one operand, and to whom (model.md section 3). */
export interface Span {
  readonly operand: number;
  /** The memory. */
  readonly level: number;
  /** The next memory further in that stores the operand, or the compute level. */
  readonly consumer: number;
  /** The innermost level of the span. */
  readonly innermost: number;
  readonly toCompute: boolean;
}

/**
 * An architecture and a workload with names replaced by indices, for the model and the mapper. Levels are numbered from the
 * outermost, dimensions in the order of the architecture's coupling.
 */
export interface Problem {
  readonly architecture: Architecture;
  readonly workload: Workload;
  readonly options: ModelOptions;
  readonly levels: readonly Level[];
  /** Names by index. */
  readonly dimensions: readonly string[];
  /** Size by dimension; 1 where the workload's coupling lacks it. */
  readonly sizes: readonly number[];
  readonly operands: readonly ProblemOperand[];
  /** What each memory may bypass, by level: bit `o` for operand `o`. */
  readonly mayBypass: Uint8Array;
  /** What each memory does not keep of that, where that is decided: of all tilings of the problem. */
  readonly bypass: Uint8Array;
  /** Outermost storing memory first, operand by operand, where the mapping bypasses nothing. */
  readonly spans: readonly Span[];
  /** The level indices of the memories. */
  readonly memories: readonly number[];
  /** The level indices of fanouts and compute. */
  readonly spatials: readonly number[];
  /** The level indices of the links. */
  readonly links: readonly number[];
  readonly constraints: readonly EffectiveConstraint[];
}

/**
 * Prepares an architecture, as the coupling of the workload reads it, and a compatible workload for evaluation.
 *
 * @throws RangeError if they are {@link uncountable}, which validation reports to users before anything is evaluated.
 */
export function prepare(written: Architecture, workload: Workload, options: ModelOptions): Problem {
  const architecture = architectureFor(written, workload.coupling);
  const flaw = uncountable(architecture, workload.coupling);
  if (flaw) throw new RangeError(messageOf(flaw.code, flaw.params));
  const dimensions = dimensionsOf(architecture, workload.coupling);
  const levels = architecture.levels;
  const index = new Map(dimensions.map((name, d) => [name, d]));
  const operands = ROLES.map((role): ProblemOperand => {
    const { name, axes: written } = workload.coupling.operands[role];
    const axes = written.map((terms): ProblemAxis => {
      const indices = terms.map((term) => index.get(term.dimension)!);
      return {
        dimensions: indices,
        coefficients: terms.map((term) => coefficientOf(term, workload.strides)),
        mask: indices.reduce((mask, d) => mask | (1 << d), 0),
      };
    });
    const stores = levels.flatMap((level, l) => (level.type === 'memory' && !level.bypass.includes(role) ? [l] : []));
    return {
      name,
      axes,
      windows: axes.filter((axis) => axis.dimensions.length > 1),
      plain: axes.filter((axis) => axis.dimensions.length === 1).map((axis) => axis.dimensions[0]),
      relevant: axes.reduce((mask, axis) => mask | axis.mask, 0),
      windowed: axes.reduce((mask, axis) => (axis.dimensions.length > 1 ? mask | axis.mask : mask), 0),
      stores,
      links: levels.flatMap((level, l) => (level.type === 'link' && !level.bypass.includes(role) ? [l] : [])),
    };
  });
  const sizes = dimensions.map((name) => workload.sizes[name] ?? 1);
  return {
    architecture,
    workload,
    options,
    levels,
    dimensions,
    sizes,
    operands,
    bypass: new Uint8Array(levels.length),
    mayBypass: Uint8Array.from(levels, (level) =>
      level.type === 'memory'
        ? ROLES.reduce((mask, role, o) => (level.mayBypass.includes(role) ? mask | (1 << o) : mask), 0)
        : 0,
    ),
    spans: spansOf(operands, levels.length - 1),
    memories: levels.flatMap((level, l) => (level.type === 'memory' ? [l] : [])),
    spatials: levels.flatMap((level, l) => (isSpatial(level) ? [l] : [])),
    links: levels.flatMap((level, l) => (level.type === 'link' ? [l] : [])),
    constraints: effectiveConstraints(architecture, Object.fromEntries(dimensions.map((name, d) => [name, sizes[d]]))),
  };
}

/** What memories deliver, by what they store. */
export function spansOf(operands: readonly Pick<ProblemOperand, 'stores'>[], compute: number): Span[] {
  return operands.flatMap(({ stores }, operand) =>
    stores.map((level, i): Span => {
      const toCompute = i + 1 === stores.length;
      const consumer = toCompute ? compute : stores[i + 1];
      return { operand, level, consumer, innermost: toCompute ? compute : consumer - 1, toCompute };
    }),
  );
}

/** The level with this index, which must be a memory. */
export const memoryAt = (problem: Problem, level: number): Memory => problem.levels[level] as Memory;
/** The level with this index, which must be a memory or a link: one that words pass. */
export const passedAt = (problem: Problem, level: number): Memory | Link => problem.levels[level] as Memory | Link;
/** What a word of an operand counts against the size and the bandwidths of a memory or a link: its bits, or 1. */
export const widthAt = (problem: Problem, level: number, operand: number): number =>
  passedAt(problem, level).bits?.[ROLES[operand]] ?? 1;
/** The level with this index, which must be a fanout or compute. */
export const spatialAt = (problem: Problem, level: number): Fanout | Compute =>
  problem.levels[level] as Fanout | Compute;
