import { type Mapping, ROLES } from '../../../language/domain/index.js';
import { mappingOf, type Problem, type Tiling } from '../../../language/model/index.js';
import type { Source } from './request.js';

/** A mapping that was looked at, and what it costs. */
export interface Point {
  readonly source: Source | 'optimum';
  /** How many of its source were drawn before. */
  readonly index: number;
  readonly energy_pJ: number;
  readonly latency_cycles: number;
  /** Of the objective. */
  readonly value: number;
  readonly mapping: MappingNumbers;
}

/** A point that stands for all of its source near it: the best of them by the objective. */
export interface Mark extends Point {
  /** How many there are, itself included. */
  readonly count: number;
}

/** A mapping as few numbers: names are those of {@link MappingNames}, by their index. */
export interface MappingNumbers {
  /** Level, dimension and iterations of each loop above one, one after the other, from the outermost in. */
  readonly loops: readonly number[];
  /** Level and role of what it bypasses, one after the other; left out where that is nothing. */
  readonly bypass?: readonly number[];
}

/** The names behind the numbers of mappings. */
export interface MappingNames {
  readonly levels: readonly string[];
  readonly dimensions: readonly string[];
}

/** The names of a problem's levels and dimensions. */
export const namesOf = ({ levels, dimensions }: Problem): MappingNames => ({
  levels: levels.map(({ name }) => name),
  dimensions: [...dimensions],
});

/** A tiling as few numbers. */
export function numbersOf(problem: Problem, tiling: Tiling): MappingNumbers {
  const mapping = mappingOf(problem, tiling);
  const loops = mapping.flatMap((level, l) =>
    level.loops.flatMap(({ dimension, iterations }) => [l, problem.dimensions.indexOf(dimension), iterations]),
  );
  const bypass = mapping.flatMap((level, l) => (level.bypass ?? []).flatMap((role) => [l, ROLES.indexOf(role)]));
  return bypass.length > 0 ? { loops, bypass } : { loops };
}

/** The mapping that numbers stand for; indices without a name are left out. */
export function mappingOfNumbers(
  { levels, dimensions }: MappingNames,
  { loops, bypass = [] }: MappingNumbers,
): Mapping {
  return levels.map((level, l) => ({
    level,
    loops: groups(loops, 3).flatMap(([at, d, iterations]) =>
      at === l && d in dimensions ? [{ dimension: dimensions[d], iterations }] : [],
    ),
    bypass: groups(bypass, 2).flatMap(([at, o]) => (at === l && o in ROLES ? [ROLES[o]] : [])),
  }));
}

function groups(numbers: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.floor(numbers.length / size) }, (_, i) => numbers.slice(i * size, (i + 1) * size));
}
