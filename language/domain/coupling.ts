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
  /** What it is a special case of. */
  readonly special?: SpecialCase;
  readonly source?: Source;
}

/** That a coupling is another one whose dimensions have other names, some of them size 1. */
export interface SpecialCase {
  readonly of: Coupling;
  /** What its own dimensions are called there; the others have size 1. */
  readonly names: Readonly<Record<string, string>>;
}

/** A coupling, or what it is a special case of. */
export interface Ancestor {
  readonly coupling: Coupling;
  /** What its dimensions are called in the special case; those that have size 1 there are left out. */
  readonly names: ReadonlyMap<string, string>;
}

/** A coupling and all that it is a special case of, nearest first. */
export function ancestorsOf(coupling: Coupling): Ancestor[] {
  const ancestors: Ancestor[] = [{ coupling, names: new Map(coupling.dimensions.map((name) => [name, name])) }];
  for (const {
    coupling: { special },
    names: below,
  } of ancestors) {
    if (!special) continue;
    const names = new Map(
      Object.entries(special.names).flatMap(([own, name]) => {
        const lowest = below.get(own);
        return lowest === undefined ? [] : [[name, lowest] as const];
      }),
    );
    ancestors.push({ coupling: special.of, names });
  }
  return ancestors;
}
