import { isSpatial } from '../../../language/domain/index.js';
import { count, inUnit } from '../../../language/figures.js';
import { type EffectiveConstraint, memoryAt, type Problem, spatialAt } from '../../../language/model/index.js';
import { type Limits, limitsOf } from '../limits.js';
import type { Culprit } from '../request.js';

/** A culprit, and what the rules are without it. */
export interface Fact {
  readonly culprit: Culprit;
  /** What the sentence calls it: "M = 16", "M: 3,072", "GlobalBuffer holds 1,024 words". */
  readonly short: string;
  readonly relax: (limits: Limits, sizes: (readonly number[] | null)[]) => void;
}

/** All facts that limit the mappings of a problem: capacities, meshes, constraints and sizes. */
export function factsOf(problem: Problem): Fact[] {
  const D = problem.dimensions.length;
  const limits = limitsOf(problem);
  const facts: Fact[] = [];
  problem.levels.forEach(({ name, nameSource, propertySources }, l) => {
    if (problem.levels[l].type === 'memory') {
      const { size, buffering, bits } = memoryAt(problem, l);
      if (size !== null) {
        const value = size / buffering;
        const buffered = buffering > 1 ? ` (${count(size)} in ${count(buffering)} buffers)` : '';
        const message = `${name} holds ${inUnit(count(value), bits === null ? 'words' : 'bits')}${buffered}`;
        facts.push({
          culprit: {
            kind: 'capacity',
            level: name,
            dimension: null,
            value,
            message,
            source: propertySources?.size ?? nameSource,
          },
          short: message,
          relax: ({ capacity }) => {
            capacity[l] = Number.POSITIVE_INFINITY;
          },
        });
      }
    } else if (isSpatial(problem.levels[l])) {
      const { mesh } = spatialAt(problem, l);
      const message = `${name} has ${inUnit(count(mesh), 'instances')}`;
      facts.push({
        culprit: {
          kind: 'mesh',
          level: name,
          dimension: null,
          value: mesh,
          message,
          source: propertySources?.mesh ?? nameSource,
        },
        short: message,
        relax: (limits) => {
          limits.mesh[l] = Number.POSITIVE_INFINITY;
        },
      });
      const { leastUsed } = limits;
      if (leastUsed[l] > 1) facts.push(useFact(problem, l, leastUsed[l]));
    }
    for (const constraint of problem.constraints.filter(({ level }) => level === l)) {
      const d = problem.dimensions.indexOf(constraint.dimension);
      if (d < 0) continue;
      facts.push({
        culprit: factorCulprit(problem, constraint),
        short: written(constraint),
        relax: ({ lower, upper }) => {
          lower[l * D + d] = 1;
          upper[l * D + d] = unrolls(problem, l, d) ? Number.POSITIVE_INFINITY : 1;
        },
      });
      if (unrolls(problem, l, d)) continue;
      const message = `${name} does not unroll ${constraint.dimension}`;
      facts.push({
        culprit: {
          kind: 'dimension',
          level: name,
          dimension: constraint.dimension,
          value: null,
          message,
          source: nameSource,
        },
        short: message,
        relax: ({ upper }) => {
          if (constraint.operator === '>=') upper[l * D + d] = Number.POSITIVE_INFINITY;
          else upper[l * D + d] = constraint.value;
        },
      });
    }
  });
  problem.dimensions.forEach((dimension, d) => {
    facts.push({
      culprit: sizeCulprit(problem, d),
      short: `${dimension}: ${count(problem.sizes[d])}`,
      relax: (_, sizes) => {
        sizes[d] = null;
      },
    });
  });
  return facts;
}

/** What a fanout must use at least. */
function useFact(problem: Problem, l: number, least: number): Fact {
  const { name, nameSource, propertySources } = problem.levels[l];
  const message = `${name} must use at least ${count(least)} of its ${inUnit(count(spatialAt(problem, l).mesh), 'instances')}`;
  const source = propertySources?.use ?? nameSource;
  return {
    culprit: { kind: 'use', level: name, dimension: null, value: least, message, source },
    short: message,
    relax: ({ leastUsed }) => {
      leastUsed[l] = 1;
    },
  };
}

/** A constraint as it is written, with its reduction. */
export function written({ dimension, operator, value, written: { value: from } }: EffectiveConstraint): string {
  const reduced = from === value ? '' : ` (reduced from ${count(from)})`;
  return `${dimension} ${operator} ${count(value)}${reduced}`;
}

/** A constraint, as part of an explanation. */
export function factorCulprit(problem: Problem, constraint: EffectiveConstraint): Culprit {
  const level = problem.levels[constraint.level].name;
  const { dimension, value } = constraint;
  const message = `${level} has the constraint ${written(constraint)}`;
  return { kind: 'factor', level, dimension, value, message, source: constraint.written.source };
}

/** The constraint that a culprit is of. */
export function constraintOf(problem: Problem, { level, dimension }: Culprit): EffectiveConstraint | undefined {
  return problem.constraints.find((one) => problem.levels[one.level].name === level && one.dimension === dimension);
}

/** A workload's size, as part of an explanation. */
export function sizeCulprit(problem: Problem, d: number): Culprit {
  const dimension = problem.dimensions[d];
  const value = problem.sizes[d];
  const message = `${problem.workload.name} has ${dimension}: ${count(value)}`;
  return { kind: 'size', level: null, dimension, value, message, source: problem.workload.sizeSources?.[dimension] };
}

/** Whether a level may have iterations of a dimension. */
export function unrolls(problem: Problem, l: number, d: number): boolean {
  const level = problem.levels[l];
  return isSpatial(level) ? level.dimensions.includes(problem.dimensions[d]) : level.type === 'memory';
}
