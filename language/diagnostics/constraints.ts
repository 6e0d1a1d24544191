import { exact, inUnit, plural } from '../figures.js';
import { quoted } from '../wording.js';
import { type InCouplings, inCouplings, type Rows } from './diagnostic.js';

/** So many iterations or words of something: `M 16`. */
export interface Amount {
  readonly name: string;
  readonly value: number;
}

const amounts = (list: readonly Amount[]): string[] => list.map(({ name, value }) => `${name} ${exact(value)}`);

export interface Forced extends InCouplings {
  readonly level: string;
  /** The extents that are forced. */
  readonly tile: readonly Amount[];
  /** What each operand that is stored takes. */
  readonly operands: readonly Amount[];
  /** What the memory counts. */
  readonly unit: 'word' | 'bit';
  readonly size: number;
  readonly buffering: number;
  /** The size that it takes, for all buffers. */
  readonly needed: number;
  /** The smallest workload for which the constraints hold as they are written. */
  readonly smallest: readonly Amount[];
}

function capacityForced({ level, tile, operands, unit, size, buffering, needed, smallest, couplings }: Forced): string {
  const taken = operands.reduce((sum, { value }) => sum + value, 0);
  const buffers = buffering > 1 ? ` (${exact(size)} in ${exact(buffering)} buffers)` : '';
  const fact = `${inCouplings({ couplings })}\`${level}\` needs ${plural(taken, unit)} (${amounts(operands).join(' + ')}) but holds ${exact(size / buffering)}${buffers}.`;
  return tile.length === 0
    ? `${fact} One word of each is the least, so nothing can be mapped. Raise \`size\` to ${exact(needed)}.`
    : `${fact} The constraints force a tile of ${amounts(tile).join(', ')} on it, so no workload of ${amounts(smallest).join(', ')} or more can be mapped. Lower a constraint, or raise \`size\` to ${exact(needed)}.`;
}

export interface Bounded extends InCouplings {
  readonly outermost: string;
  readonly dimension: string;
  readonly most: number;
  /** The levels that can iterate the dimension more than once, with how often. */
  readonly levels: readonly Amount[];
}

function sizeBounded({ outermost, dimension, most, levels, couplings }: Bounded): string {
  const how = couplings
    ? `${inCouplings({ couplings })}${most === 1 ? 'no level can iterate' : 'all levels bound'}`
    : most === 1
      ? 'No level can iterate'
      : 'All levels bound';
  const size = `\`${dimension}: ${exact(most)}\`${most === 1 ? '' : ' or less'}`;
  const product = levels.length > 1 ? ` (${amounts(levels).join(' × ')})` : '';
  return `${how} \`${dimension}\`, so only workloads of ${size}${product} can be mapped. Remove the constraint from \`${outermost}\` to leave it the rest.`;
}

export interface PositionalOrder {
  readonly coupling: string;
  readonly dimensions: readonly string[];
  readonly entries: number;
}

function orderLength({ coupling, dimensions, entries }: PositionalOrder): string {
  const lacks = dimensions.length - entries;
  const remedy = lacks > 0 ? `Add ${exact(lacks)} more \`_\`` : `Remove ${exact(-lacks)}`;
  return `With \`_\` an order is positional and lists all ${inUnit(exact(dimensions.length), 'dimensions')} of \`${coupling}\` (${dimensions.join(', ')}); this one has ${exact(entries)}. ${remedy}, or leave \`_\` out.`;
}

export interface NotIterated extends InCouplings {
  readonly level: string;
  readonly dimension: string;
  readonly over: readonly string[];
}

/** Of a spatial level, the instances that constraints need or let be used, and those that it has. */
export interface Mesh extends InCouplings {
  readonly level: string;
  readonly needed: number;
  readonly mesh: number;
}

export const CONSTRAINTS = {
  'ffarch/repeated-constraint': {
    severity: 'error',
    explanation:
      'Two constraints for a dimension on a level may contradict each other, and tools that take the last one give mappings that nobody asked for.',
    message: ({ level, dimension }: { level: string; dimension: string }) =>
      `\`${dimension}\` is constrained twice on \`${level}\`; a level has at most one constraint for a dimension. Keep one of them.`,
  },
  'ffarch/outermost-upper-bound': {
    severity: 'error',
    explanation:
      'What the inner levels do not iterate is left to the outermost one, whatever the workload; an upper bound there would rule out workloads, not mappings.',
    /** `constraint` is as it is written. */
    message: ({ level, constraint }: { level: string; constraint: string }) =>
      `\`${level}\` is the outermost level and takes all iterations that are left, so \`${constraint}\` cannot bound them. Use \`=\` or \`>=\`, or remove it.`,
  },
  'ffarch/all-not-equal': {
    severity: 'error',
    explanation:
      '`all` stands for the whole of a dimension, whatever its size. A level can have exactly that. There is no more, and a bound of that much says nothing.',
    message: ({ dimension, operator }: { dimension: string; operator: string }) =>
      operator === '<='
        ? `\`${dimension} <= all\` allows everything. Remove it, or write \`= all\`.`
        : `Nothing is more than the whole of \`${dimension}\`. Write \`= all\`.`,
  },
  'ffarch/size-bounded': {
    severity: ({ most }: Bounded) => (most === 1 ? 'warning' : 'info'),
    explanation:
      'What the inner levels do not iterate is left to the outermost one. With a constraint `=` there, and bounds on all other levels, the product of the bounds is the largest size that any mapping can reach; other tools then give mappings that leave some of the work out.',
    message: sizeBounded,
  },
  'ffarch/constraint-not-iterated': {
    severity: 'error',
    explanation:
      'A spatial level has loops over the dimensions that it unrolls and over no others. Elsewhere such constraints are ignored silently.',
    message: ({ level, dimension, over, couplings }: NotIterated) => {
      const fact = `${inCouplings({ couplings })}\`${level}\` does not unroll \`${dimension}\`, ${over.length === 0 ? 'nor any other dimension' : `only ${quoted(over)}`}.`;
      return couplings
        ? `${fact} Constrain it where it is unrolled, as in \`coupling.${dimension}\`, or unroll it here, too.`
        : `${fact} Remove the constraint, or write \`over ${[...over, dimension].join(', ')}\`.`;
    },
  },
  'ffarch/capacity-forced': {
    // What constraints force on a workload, they no longer force on a small one, for which they are reduced.
    severity: ({ tile }: Forced) => (tile.length === 0 ? 'error' : 'warning'),
    explanation:
      'The factors that `=` and `>=` demand on this level and inside it make a tile that does not fit, so workloads for which they hold as they are written have no mapping. For smaller ones they are reduced, and what fits then can be mapped. A level that cannot hold one word of each operand fits nothing; that is an error.',
    message: capacityForced,
  },
  'ffarch/fanout-forced': {
    severity: 'warning',
    explanation:
      'The factors that `=` and `>=` demand on a spatial level need more instances than it has, so workloads for which they hold as they are written have no mapping. For smaller ones they are reduced, and what fits then can be mapped.',
    /** `smallest` is the smallest workload for which the constraints hold as they are written. */
    message: (of: Mesh & { forced: readonly Amount[]; smallest: readonly Amount[] }) =>
      `${inCouplings(of)}\`${of.level}\` needs ${plural(of.needed, 'instance')} (${amounts(of.forced).join(' × ')}) but has ${exact(of.mesh)}, so no workload of ${amounts(of.smallest).join(', ')} or more can be mapped. Lower a constraint, or raise the mesh to ${exact(of.needed)}.`,
  },
  'ffarch/use-never-reached': {
    severity: 'error',
    explanation: 'No mapping reaches the share of instances that a fanout must use, whatever the workload.',
    message: ({ level, most, mesh, least }: { level: string; most: number; mesh: number; least: number }) =>
      `\`${level}\` must use ${exact(least)} of its ${plural(mesh, 'instance')}, but its constraints allow ${exact(most)} at most. Lower \`use\`, or raise a constraint.`,
  },
  'ffarch/mesh-never-filled': {
    // What one coupling leaves idle, another may need.
    severity: ({ couplings }: InCouplings) => (couplings ? 'hint' : 'warning'),
    explanation:
      'Factors are whole numbers within their constraints, and the largest product of them stays below the mesh: some instances never work. Where that is so in some of the couplings of an architecture alone, it is a hint.',
    /** `bounds` are the constraints that keep it from more, as they are written; none where it unrolls no dimension. */
    message: ({ level, needed, mesh, bounds, couplings }: Mesh & { bounds: readonly string[] }) => {
      const reason = bounds.length > 0 ? bounds.join(', ') : 'no dimension is unrolled over it';
      return `${inCouplings({ couplings })}\`${level}\` has ${plural(mesh, 'instance')}, of which ${exact(needed)} can ever be used: ${reason}. ${couplings ? 'Loosen the constraints to use more.' : `Lower the mesh to ${exact(needed)}, or loosen the constraints.`}`;
    },
  },
  'ffarch/nothing-unrolled': {
    severity: 'hint',
    explanation:
      'A level unrolls those of its dimensions that a coupling has. Where a coupling has none of them, its workloads use one instance. That may be so on purpose.',
    message: ({ level, over, couplings }: InCouplings & { level: string; over: readonly string[] }) =>
      `Nothing unrolls over \`${level}\`${couplings ? ` in ${quoted(couplings)}` : ''}: of ${quoted(over)} it has none. Name a dimension to use more than one instance.`,
  },
  'ffarch/repeated-in-order': {
    severity: 'error',
    explanation: 'A level has one loop for a dimension.',
    message: ({ dimension }: { dimension: string }) =>
      `\`${dimension}\` is in the order already; a dimension has one loop on a level. Remove one of them.`,
  },
  'ffarch/order-without-coupling': {
    severity: 'error',
    explanation:
      'With `_`, which stands for any dimension, the places of an order count, and couplings differ in theirs. An order of one coupling is read for that alone; a level may have one for each.',
    /** `entries` are as they are written. */
    message: ({ couplings, entries }: { couplings: readonly string[]; entries: readonly string[] }) =>
      `With \`_\` an order is positional in one coupling, and the architecture is written for ${quoted(couplings)}. Say which is meant: \`order: ${couplings[0]}: ${entries.join(', ')}\`.`,
  },
  'ffarch/order-length': {
    severity: 'error',
    explanation: 'With `_`, which stands for any dimension, the places of an order count, so all of them are listed.',
    message: orderLength,
  },
} as const satisfies Rows;
