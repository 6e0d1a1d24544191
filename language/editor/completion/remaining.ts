import { type Architecture, isSpatial, type LevelLoops, type Workload } from '../../domain/index.js';
import { leftBy, type Placed } from '../../evaluation/rounds.js';
import type * as ast from '../../generated/ast.js';
import { numberOf } from '../../lower/expression.js';
import { effectiveConstraints, misfit, violations } from '../../model/index.js';
import { divisors, primeFactors } from '../../model/integers.js';
import type { CompletionContext } from '../cursor/context.js';

/** A number of iterations that a loop may have. */
export interface Legal {
  readonly iterations: number;
  /** What it leaves of the dimension for other levels. */
  readonly left: number;
  /** How many instances work in its last round, where those are fewer. */
  readonly last: number | undefined;
  /** The memory that cannot hold its tile any more. */
  readonly overflows: string | undefined;
}

/** What the other loops of a mapping leave for the one that is being written. */
export class Remaining {
  private readonly workload: Workload | undefined;
  private readonly architecture: Architecture | undefined;
  private readonly loops: readonly LevelLoops[];

  /**
   * @param level The name of the level whose loop is being written.
   * @param editing Where that loop begins, in the text.
   */
  constructor(
    mapping: ast.Mapping,
    private readonly level: string,
    editing: number,
    private readonly context: CompletionContext,
  ) {
    const { lowering } = context;
    this.workload = lowering.named(mapping.workload)?.value;
    this.architecture = mapping.architecture?.ref && lowering.architecture(mapping.architecture.ref).value;
    this.loops = mapping.levels.map(({ level: written, loops }) => ({
      level: written?.$refText ?? '',
      loops: loops
        .filter((loop) => loop.$cstNode?.offset !== editing)
        .map((loop) => ({
          dimension: loop.dimension?.$refText ?? '',
          iterations: numberOf(loop.iterations, lowering) ?? 1,
        })),
    }));
  }

  size(dimension: string): number | undefined {
    return this.workload?.sizes[dimension];
  }

  /** What the other loops leave of a dimension; undefined where they do not fit. */
  left(dimension: string): number | undefined {
    return this.leftWith(dimension, 1);
  }

  /** What all loops leave of a dimension once the one that is being written has so many iterations. */
  private leftWith(dimension: string, iterations: number): number | undefined {
    const size = this.size(dimension);
    return size === undefined ? undefined : leftBy(size, this.placed(dimension, iterations));
  }

  /** The loops of a dimension, innermost first: those of levels that do not exist divide it last. */
  private placed(dimension: string, iterations: number): Placed[] {
    const levels = this.architecture?.levels ?? [];
    const known = new Set(levels.map(({ name }) => name));
    const on = (counts: (level: string) => boolean) =>
      this.product((loop, level) => loop.dimension === dimension && counts(level)) *
      (counts(this.level) ? iterations : 1);
    return [
      ...levels.map((level) => ({ iterations: on((one) => one === level.name), spatial: isSpatial(level) })).reverse(),
      { iterations: on((one) => !known.has(one)), spatial: false },
    ];
  }

  /**
   * The iterations that the level may have on a dimension, the most first. Those of a spatial level divide what it is given,
   * or fill its mesh as far as the dimension allows.
   */
  legal(dimension: string): Legal[] {
    const { architecture, workload } = this;
    const index = architecture?.levels.findIndex(({ name }) => name === this.level) ?? -1;
    const level = architecture?.levels[index];
    const size = this.size(dimension);
    const inside = index < 0 ? [] : this.placed(dimension, 1).slice(0, architecture!.levels.length - 1 - index);
    const given = size === undefined || this.left(dimension) === undefined ? undefined : leftBy(size, inside);
    if (given === undefined) return [];
    let [least, most] = [1, given];
    if (level && isSpatial(level))
      most = Math.min(most, Math.floor(level.mesh / this.product((_, name) => name === this.level)));
    for (const constraint of architecture && workload ? effectiveConstraints(architecture, workload.sizes) : []) {
      if (constraint.level !== index || constraint.dimension !== dimension) continue;
      if (constraint.operator !== '<=') least = Math.max(least, constraint.value);
      if (constraint.operator !== '>=') most = Math.min(most, constraint.value);
    }
    const choices = new Set([
      ...(level && isSpatial(level) && most >= least ? [most] : []),
      ...divisors(primeFactors(given)),
    ]);
    const fitting = [...choices].filter((n) => n >= least && n <= most && this.leftWith(dimension, n) !== undefined);
    const useful = fitting.length > 1 ? fitting.filter((n) => n > 1) : fitting;
    const overflow = this.overflowing(dimension);
    return useful
      .sort((a, b) => b - a)
      .map((n) => ({
        iterations: n,
        left: this.leftWith(dimension, n)!,
        last: given % n === 0 ? undefined : given % n,
        overflows: overflow(n),
      }));
  }

  /** Which memory a loop would make overflow that holds its tile without it. */
  private overflowing(dimension: string): (iterations: number) => string | undefined {
    const { architecture, workload, loops, level } = this;
    if (!architecture || !workload || misfit(architecture, workload)) {
      return () => undefined;
    }
    const options = this.context.services.session.ModelSettings.options;
    const full = (iterations: number) => {
      const mapping = [...loops, { level, loops: [{ dimension, iterations }] }];
      return violations(architecture, workload, mapping, options)
        .filter(({ rule }) => rule === 'capacity')
        .map((violation) => violation.level);
    };
    const already = new Set(full(1));
    return (iterations) => full(iterations).find((name) => !already.has(name)) ?? undefined;
  }

  private product(counts: (loop: LevelLoops['loops'][number], level: string) => boolean): number {
    let product = 1;
    for (const { level, loops } of this.loops) {
      for (const loop of loops) if (counts(loop, level)) product *= loop.iterations;
    }
    return product;
  }
}
