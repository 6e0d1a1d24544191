import type { Architecture, ConstraintOperator, FactorConstraint } from '../domain/index.js';

/** A factor constraint as it holds for one workload (model.md section 2, "Constraints larger than the workload"). */
export interface EffectiveConstraint {
  /** Index of the level. */
  readonly level: number;
  readonly dimension: string;
  readonly operator: ConstraintOperator;
  /** After the reduction. */
  readonly value: number;
  /** As it is written. */
  readonly written: FactorConstraint;
  /**
   * For a reduced or kept `=`: the size left for it, `floor(size / used)`, when it does not divide that exactly. Such a
   * constraint admits no mapping unless padding is on. Null otherwise.
   */
  readonly indivisible: number | null;
}

/**
 * The factor constraints of all levels, reduced to fit the sizes, outermost level first. Dimensions without a size have
 * size 1.
 */
export function effectiveConstraints(
  architecture: Architecture,
  sizes: Readonly<Record<string, number>>,
): EffectiveConstraint[] {
  const used = new Map<string, number>();
  const constraints: EffectiveConstraint[] = [];
  architecture.levels.forEach((level, index) => {
    for (const written of level.factors) {
      const { dimension, operator } = written;
      if (operator === '<=') {
        constraints.push({ level: index, dimension, operator, value: written.value, written, indivisible: null });
        continue;
      }
      const usedOutside = used.get(dimension) ?? 1;
      const left = Math.floor((sizes[dimension] ?? 1) / usedOutside);
      const value = Math.min(written.value, Math.max(1, left));
      used.set(dimension, usedOutside * value);
      const indivisible = operator === '=' && left % value !== 0 ? left : null;
      // `all` asks for what there is, so nothing of it is reduced.
      const asked = written.value === Number.POSITIVE_INFINITY ? { ...written, value } : written;
      constraints.push({ level: index, dimension, operator, value, written: asked, indivisible });
    }
  });
  return constraints;
}
