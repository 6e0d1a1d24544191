import { count } from '../../language/figures.js';
import { type Architecture, ROLES, type Workload } from '../../language/lowered/index.js';
import {
  type EffectiveConstraint,
  MAX_DIMENSIONS,
  memoryAt,
  type Problem,
  spatialAt,
} from '../../language/model/index.js';
import { findLegal, type SizeChoices } from './feasibility.js';
import { divisors, primeFactors } from './integers.js';
import { type Limits, limitsOf } from './limits.js';
import { paddedSizes } from './padding.js';
import type { Culprit, Infeasible } from './request.js';

/** Factors tried for each question that an explanation asks; questions that take longer count as possible. */
const MAX_TRIALS = 5_000;

/** A culprit, and what the rules are without it. */
interface Fact {
  readonly culprit: Culprit;
  /** What the sentence calls it: "M = 16", "M: 3,072", "GlobalBuffer holds 1,024 words". */
  readonly short: string;
  readonly relax: (limits: Limits, sizes: (readonly number[] | null)[]) => void;
}

/**
 * What of the input itself admits no mapping, before any rule is looked at: sizes and strides that are no positive integers,
 * operands that are stored nowhere, too many dimensions. Null if nothing.
 */
export function explainInput(architecture: Architecture, workload: Workload): Infeasible | null {
  for (const [name, value] of [...Object.entries(workload.sizes), ...Object.entries(workload.strides)]) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    const what = name in workload.sizes ? 'size' : 'stride';
    const message = `${workload.name} gives ${name} the ${what} ${value}; it must be a positive integer below 2^53`;
    const culprit = { kind: 'size', level: null, dimension: name, value, message } as const;
    return reason(message, [{ ...culprit, source: workload.sizeSources?.[name] }], []);
  }
  const dimensions = new Set([...(architecture.couplings[0]?.dimensions ?? []), ...workload.coupling.dimensions]);
  if (dimensions.size > MAX_DIMENSIONS) {
    const message = `${workload.coupling.name} has ${dimensions.size} dimensions; at most ${MAX_DIMENSIONS} can be mapped`;
    const culprit = { kind: 'dimension', level: null, dimension: null, value: dimensions.size, message } as const;
    return reason(message, [{ ...culprit, source: workload.coupling.source }], []);
  }
  for (const role of ROLES) {
    if (architecture.levels.some((level) => level.type === 'memory' && !level.bypass.includes(role))) continue;
    const { name, source } = workload.coupling.operands[role];
    const message = `no memory of ${architecture.name} stores ${name}: every one bypasses it`;
    const culprits = architecture.levels.flatMap((level): Culprit[] =>
      level.type !== 'memory'
        ? []
        : [
            {
              kind: 'storage',
              level: level.name,
              dimension: null,
              value: null,
              message: `${level.name} bypasses ${name}`,
              source: level.propertySources?.bypass ?? level.nameSource ?? source,
            },
          ],
    );
    return reason(message, culprits, [`Let one memory store ${name}.`]);
  }
  return null;
}

/**
 * Why a problem has no legal mapping: a set of facts from which none can be left out, so that they alone rule every mapping
 * out, and the least change to any one of them that would open the space.
 *
 * @param sizes as in the search space; the problem must be known to have no legal tiling with them.
 */
export function explain(problem: Problem, sizes: readonly (readonly number[])[]): Infeasible {
  const padding = sizes.some((choices, d) => choices.length !== 1 || choices[0] !== problem.sizes[d]);
  const broken = padding ? undefined : problem.constraints.find(({ indivisible }) => indivisible !== null);
  if (broken !== undefined) return indivisible(problem, broken);

  const facts = factsOf(problem);
  // Sizes are left out first where that is possible: what constraints alone rule out, no workload can change.
  const order = (rank: Culprit['kind'][]): Fact[] =>
    [...facts].sort((a, b) => rank.indexOf(a.culprit.kind) - rank.indexOf(b.culprit.kind));
  const candidates = [
    irreducible(problem, sizes, order(['size', 'factor', 'dimension', 'mesh', 'capacity'])),
    irreducible(problem, sizes, order(['capacity', 'mesh', 'dimension', 'size', 'factor'])),
  ].sort((a, b) => a.length - b.length);
  const culprits = facts.filter((fact) => candidates[0].includes(fact));
  const others = facts.filter((fact) => !culprits.includes(fact));
  return reason(
    `${sentence(problem, sizes, culprits, others)}.`,
    culprits.map(({ culprit }) => culprit),
    [...remedies(problem, sizes, culprits), ...(padding ? [] : paddingRemedy(problem))],
  );
}

function reason(message: string, culprits: readonly Culprit[], remedies: readonly string[]): Infeasible {
  const levels = [...new Set(culprits.flatMap(({ level }) => (level === null ? [] : [level])))];
  return { message, culprits, levels, remedies };
}

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;

/** A constraint as it is written, with its reduction. */
function written({ dimension, operator, value, written: { value: from } }: EffectiveConstraint): string {
  const reduced = from === value ? '' : ` (reduced from ${count(from)})`;
  return `${dimension} ${operator} ${count(value)}${reduced}`;
}

function factorCulprit(problem: Problem, constraint: EffectiveConstraint): Culprit {
  const level = problem.levels[constraint.level].name;
  const { dimension, value } = constraint;
  const message = `${level} has the constraint ${written(constraint)}`;
  return { kind: 'factor', level, dimension, value, message, source: constraint.written.source };
}

function sizeCulprit(problem: Problem, d: number): Culprit {
  const dimension = problem.dimensions[d];
  const value = problem.sizes[d];
  const message = `${problem.workload.name} has ${dimension}: ${count(value)}`;
  return { kind: 'size', level: null, dimension, value, message, source: problem.workload.sizeSources?.[dimension] };
}

/** A constraint `=` that does not divide what the levels outside leave (MODEL.md section 2). */
function indivisible(problem: Problem, broken: EffectiveConstraint): Infeasible {
  const { dimension, level, value } = broken;
  const left = broken.indivisible!;
  const d = problem.dimensions.indexOf(dimension);
  const outside = problem.constraints.filter(
    (other) => other.dimension === dimension && other.level < level && other.operator !== '<=' && other.value > 1,
  );
  const name = problem.levels[level].name;
  const leaves =
    outside.length === 0
      ? `${dimension}: ${count(problem.sizes[d])}`
      : `the ${count(left)} that ${list(outside.map((other) => `${written(other)} on ${problem.levels[other.level].name}`))} leave${outside.length === 1 ? 's' : ''} of ${dimension}: ${count(problem.sizes[d])}`;
  const message = `The constraint ${written(broken)} on ${name} does not divide ${leaves}.`;
  const all = divisors(primeFactors(left), limitsOf(problem).mesh[level]);
  const smaller = all.filter((n) => n < value).at(-1);
  const larger = all.find((n) => n > value);
  const nearest = [smaller, larger].flatMap((n) => (n === undefined ? [] : [`${dimension} = ${count(n)}`]));
  return reason(
    message,
    [...outside.map((other) => factorCulprit(problem, other)), factorCulprit(problem, broken), sizeCulprit(problem, d)],
    [
      `${name} could have ${nearest.join(' or ')}, which divide${nearest.length === 1 ? 's' : ''} it.`,
      ...paddingRemedy(problem),
    ],
  );
}

/** Whether a level may have iterations of a dimension. */
function unrolls(problem: Problem, l: number, d: number): boolean {
  const level = problem.levels[l];
  return level.type === 'memory' || level.dimensions.includes(problem.dimensions[d]);
}

function factsOf(problem: Problem): Fact[] {
  const D = problem.dimensions.length;
  const facts: Fact[] = [];
  problem.levels.forEach(({ name, nameSource, propertySources }, l) => {
    if (problem.levels[l].type === 'memory') {
      const { size, buffering } = memoryAt(problem, l);
      if (size !== null) {
        const value = size / buffering;
        const buffered = buffering > 1 ? ` (${count(size)} in ${count(buffering)} buffers)` : '';
        const message = `${name} holds ${count(value)} words${buffered}`;
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
    } else {
      const { mesh } = spatialAt(problem, l);
      const message = `${name} has ${count(mesh)} instance${mesh === 1 ? '' : 's'}`;
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

/** Whether no tiling keeps within the rules without some facts; undecided questions count as possible. */
function excluded(
  problem: Problem,
  sizes: SizeChoices,
  without: Iterable<Fact>,
  change?: (limits: Limits) => void,
): boolean {
  const limits = limitsOf(problem);
  const choices = [...sizes];
  for (const { relax } of without) relax(limits, choices);
  change?.(limits);
  return findLegal(problem, limits, choices, MAX_TRIALS).kind === 'none';
}

/** Leaves out one fact after the other, in the given order, as long as the others still rule everything out. */
function irreducible(problem: Problem, sizes: SizeChoices, facts: readonly Fact[]): Fact[] {
  const without: Fact[] = [];
  for (const fact of facts) if (excluded(problem, sizes, [...without, fact])) without.push(fact);
  return facts.filter((fact) => !without.includes(fact));
}

/** The least whole value above `from` for which a change opens the space; null if none below 2^53 does. */
function least(from: number, opens: (value: number) => boolean): number | null {
  let low = Math.floor(from);
  let high = low + 1;
  while (!opens(high)) {
    low = high;
    high *= 2;
    if (high > Number.MAX_SAFE_INTEGER) return null;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (opens(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The words, or instances, that a memory or a mesh would need at least, all facts but some being so. */
function needed(problem: Problem, sizes: SizeChoices, { culprit }: Fact, without: readonly Fact[]): number | null {
  const l = problem.levels.findIndex(({ name }) => name === culprit.level);
  return least(
    culprit.value!,
    (value) =>
      !excluded(problem, sizes, without, (limits) => {
        if (culprit.kind === 'capacity') limits.capacity[l] = value;
        else limits.mesh[l] = value;
      }),
  );
}

/** @param others all facts that are no culprits, so that the numbers in the sentence follow from the culprits alone. */
function sentence(problem: Problem, sizes: SizeChoices, culprits: readonly Fact[], others: readonly Fact[]): string {
  const of = (kind: Culprit['kind']): Fact[] => culprits.filter(({ culprit }) => culprit.kind === kind);
  const factors = of('factor');
  const workload = list(of('size').map(({ short }) => short));
  const placed = list(factors.map(({ short, culprit }) => `${short} on ${culprit.level}`));
  const [notUnrolled] = of('dimension');
  if (notUnrolled !== undefined)
    return `${notUnrolled.short}, but is constrained to ${list(factors.map(({ short }) => short))}`;
  const [limit, ...further] = [...of('capacity'), ...of('mesh')];
  if (limit === undefined) {
    const constraints = `The constraint${factors.length > 1 ? 's' : ''} ${placed}`;
    return workload === '' ? `${constraints} allow no iterations` : `${constraints} cannot multiply up to ${workload}`;
  }
  const parts: string[] = [];
  if (factors.length > 0) {
    const alone = workload === '' ? ' alone' : '';
    const levels = [...new Set(factors.map(({ culprit }) => culprit.level!))];
    const written = list(factors.map(({ short }) => short));
    const own = levels.length === 1 && levels[0] === limit.culprit.level;
    const constraints = `constraint${factors.length > 1 ? 's' : ''}`;
    parts.push(own ? `its ${constraints} ${written}${alone}` : `the ${constraints} ${placed}${alone}`);
  }
  if (workload !== '') parts.push(workload);
  const amount = needed(problem, sizes, limit, others);
  const capacity = limit.culprit.kind === 'capacity';
  const more = amount === null ? 'more' : capacity ? `a tile of ${count(amount)}` : count(amount);
  if (parts.length === 0) return `${limit.short}; every mapping needs ${more}`;
  const verb = factors.length + of('size').length > 1 ? 'force' : 'forces';
  const where = further.length === 0 ? '' : `, as ${list(further.map(({ short }) => short))}`;
  return `${limit.short}; ${list(parts)} ${verb} ${more}${where}`;
}

/** For each culprit, the least change to it alone that opens the space. */
function remedies(problem: Problem, sizes: SizeChoices, culprits: readonly Fact[]): string[] {
  return culprits.flatMap((fact): string[] => {
    const { kind, level, dimension, value } = fact.culprit;
    if (kind === 'capacity') {
      const words = needed(problem, sizes, fact, []);
      if (words === null) return [];
      const { buffering } = memoryAt(
        problem,
        problem.levels.findIndex(({ name }) => name === level),
      );
      return [`${level} would need ${count(words * buffering)} words.`];
    }
    if (kind === 'mesh') {
      const instances = needed(problem, sizes, fact, []);
      return instances === null ? [] : [`${level} would need ${count(instances)} instances.`];
    }
    if (kind === 'dimension') return [`${level} would have to unroll ${dimension}.`];
    if (kind !== 'factor') return [];
    const constraint = problem.constraints.find(
      (other) => problem.levels[other.level].name === level && other.dimension === dimension,
    )!;
    const changed = nearest(problem, sizes, constraint);
    if (changed === 1 && constraint.operator === '>=') return [`${level} could do without ${fact.short}.`];
    return changed === null
      ? []
      : [`${level} could have ${dimension} ${constraint.operator} ${count(changed)} instead of ${count(value!)}.`];
  });
}

/** The nearest value of a constraint that opens the space: a divisor of its dimension's size. Null if there is none. */
function nearest(
  problem: Problem,
  sizes: SizeChoices,
  { level, dimension, operator, value }: EffectiveConstraint,
): number | null {
  const d = problem.dimensions.indexOf(dimension);
  const i = level * problem.dimensions.length + d;
  const candidates = divisors(primeFactors(problem.sizes[d]))
    .filter((n) => (operator === '<=' ? n > value : operator === '>=' ? n < value : n !== value))
    .sort((a, b) => Math.abs(Math.log(a / value)) - Math.abs(Math.log(b / value)));
  const opens = (n: number): boolean =>
    (n === 1 || unrolls(problem, level, d)) &&
    !excluded(problem, sizes, [], ({ lower, upper }) => {
      if (operator !== '<=') lower[i] = n;
      if (operator !== '>=') upper[i] = n;
    });
  return candidates.slice(0, MAX_CANDIDATES).find(opens) ?? null;
}

/** Values of a constraint that are tried as remedies. */
const MAX_CANDIDATES = 64;

function paddingRemedy(problem: Problem): string[] {
  const found = findLegal(problem, limitsOf(problem), paddedSizes(problem), MAX_TRIALS);
  if (found.kind !== 'legal') return [];
  const D = problem.dimensions.length;
  const grown = problem.dimensions.flatMap((dimension, d) => {
    const size = problem.levels.reduce((product, _, l) => product * found.tiling.factors[l * D + d], 1);
    return size === problem.sizes[d] ? [] : [`${dimension} becomes ${count(size)}`];
  });
  return grown.length === 0 ? [] : [`With padding, ${list(grown)}.`];
}
