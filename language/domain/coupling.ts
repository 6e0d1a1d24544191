import type { Source } from './source.js';

/** What an operand is to the kernel, by its position in `out += w * in`. */
export type Role = 'out' | 'w' | 'in';

/** The roles in the order in which results list them. */
export const ROLES: readonly Role[] = ['in', 'w', 'out'];

/** A value for each role. */
export const forEachRole = <T>(value: (role: Role) => T): Readonly<Record<Role, T>> => ({
  in: value('in'),
  w: value('w'),
  out: value('out'),
});

/** One summand of an axis: a dimension, times a number, times the value of a named stride when it has one. */
export interface Term {
  readonly dimension: string;
  readonly stride: string | null;
  /** A positive integer, 1 where none is written. */
  readonly coefficient: number;
}

/** What a dimension is multiplied by in a term: its number, and its stride by a workload's strides, 1 by default. */
export function coefficientOf({ stride, coefficient }: Term, strides: Readonly<Record<string, number>>): number {
  return coefficient * (stride === null ? 1 : (strides[stride] ?? 1));
}

/** One bracket of an operand: a sum of terms. */
export type Axis = readonly Term[];

/** One tensor of the kernel, and what indexes it. Without axes it is a single word. */
export interface Operand {
  /** The user's name. */
  readonly name: string;
  readonly axes: readonly Axis[];
  readonly source?: Source;
}

/** The kernel: its dimensions, and which of them index each operand (model.md section 1). */
export interface Coupling {
  readonly name: string;
  readonly dimensions: readonly string[];
  readonly strides: readonly string[];
  /** Sizes of the dimensions that a workload may leave out, by their names; positive integers. */
  readonly defaults: Readonly<Record<string, number>>;
  readonly operands: Readonly<Record<Role, Operand>>;
  readonly source?: Source;
}
