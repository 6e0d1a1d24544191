import { type FactorConstraint, isSpatial, type Level } from '../domain/index.js';

/** What constraints `=` and `>=` force, whatever the mapping. */
export interface Forced {
  /** At least this many iterations of a dimension, over all the levels. Dimensions that are not forced are left out. */
  readonly iterations: ReadonlyMap<string, number>;
  /** Those that force more than one iteration. */
  readonly constraints: readonly { readonly level: string; readonly constraint: FactorConstraint }[];
}

/** The iterations that levels have together at least, in any workload: `all` is 1 in some. Of several constraints for a dimension on a level the first counts. */
export function forced(levels: readonly Level[]): Forced {
  const iterations = new Map<string, number>();
  const constraints = levels.flatMap((level) =>
    level.factors
      .filter(({ dimension }, i) => level.factors.findIndex((other) => other.dimension === dimension) === i)
      .filter(({ dimension }) => !isSpatial(level) || level.dimensions.includes(dimension))
      .filter(({ operator, value }) => operator !== '<=' && value > 1 && Number.isFinite(value))
      .map((constraint) => ({ level: level.name, constraint })),
  );
  for (const { constraint } of constraints) {
    const { dimension, value } = constraint;
    iterations.set(dimension, (iterations.get(dimension) ?? 1) * value);
  }
  return { iterations, constraints };
}
