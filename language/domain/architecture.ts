import { type Coupling, ROLES, type Role } from './coupling.js';
import type { Source } from './source.js';

/** How a factor constraint compares iterations with its value. */
export type ConstraintOperator = '=' | '<=' | '>=';

/** A factor constraint `d = n`, `d <= n` or `d >= n` on the iterations of one dimension on one level. */
export interface FactorConstraint {
  readonly dimension: string;
  readonly operator: ConstraintOperator;
  /** Infinite for `d = all`: the whole of the dimension, whatever its size. */
  readonly value: number;
  readonly source?: Source;
}

/** A dimension as a level names it: in all couplings that have one of this name, or in one of them. */
export interface DimensionName {
  readonly dimension: string;
  /** Null for all of them. */
  readonly coupling: string | null;
}

/** What a level says of dimensions, in the words of all couplings of its architecture. */
export interface LevelNames {
  readonly factors: readonly (FactorConstraint & DimensionName)[];
  /** Of a spatial level. */
  readonly over: readonly DimensionName[];
  /** Of a memory: for all couplings (null), or for one. With a placeholder (null) the entries are positional in it. */
  readonly orders: readonly { readonly coupling: string | null; readonly entries: readonly (DimensionName | null)[] }[];
}

interface LevelBase {
  readonly name: string;
  readonly factors: readonly FactorConstraint[];
  /** Area of one instance in µm², null where it is not given. */
  readonly area: number | null;
  /** The whole level. */
  readonly source?: Source;
  /** Its name alone. */
  readonly nameSource?: Source;
  /** Where each property stands, by the property's keyword (`size`, `energy`, `order`, …), and the `mesh`. */
  readonly propertySources?: Readonly<Record<string, Source>>;
}

/**
 * Which words of a window a memory keeps when the window moves (model.md section 3): all that stay in it, those that its
 * sliding along one loop leaves in place, the same but only without another loop of that level inside, or none.
 */
export type Windows = 'any' | 'sliding' | 'strict' | 'none';

/** A level that words reach on their way, and what they cost there: by a memory's reads and drains or its fills and updates, by a link's directions. */
interface Passed extends LevelBase {
  /** Bits of one word of each operand, null where sizes and bandwidths are in words. */
  readonly bits: Readonly<Record<Role, number>> | null;
  /** pJ per word of each operand, read or drained, or inwards. */
  readonly readEnergy: Readonly<Record<Role, number>>;
  /** pJ per word of each operand, filled or updated, or outwards. */
  readonly writeEnergy: Readonly<Record<Role, number>>;
  /** Words (bits where `bits` is given) per cycle and instance, read and drained, or inwards; infinite where unbounded. */
  readonly readBandwidth: number;
  /** Words (bits where `bits` is given) per cycle and instance, filled and updated, or outwards; infinite where unbounded. */
  readonly writeBandwidth: number;
  /** Whether both share one bandwidth, which is then that of either: the words of both together must fit. */
  readonly sharedBandwidth: boolean;
  /** pJ per cycle and instance. */
  readonly leakage: number;
  /** Operands that a memory does not store, or that pass a link for free. */
  readonly bypass: readonly Role[];
}

/** A level that stores words of operands. */
export interface Memory extends Passed {
  readonly type: 'memory';
  /** Words, or bits where `bits` is given; null is unbounded. */
  readonly size: number | null;
  /** Operands that a mapping may keep here or not (`LevelLoops.bypass`); none of `bypass`. */
  readonly mayBypass: readonly Role[];
  /**
   * The dataflow constraint, outermost loop first; empty is none. Without a placeholder (null, written `_`) the named
   * dimensions keep their relative order; with one the list is positional and as long as the coupling has dimensions.
   */
  readonly order: readonly (string | null)[];
  /** Multiple buffering: the usable capacity is `size / buffering`. */
  readonly buffering: number;
  readonly windows: Windows;
  /** Bits of one word, null where it is not given; for showing bytes only. */
  readonly valueBits: number | null;
}

/** A level that words pass on their way between a memory outside and its consumer inside; nothing is kept there, and no loop runs. */
export interface Link extends Passed {
  readonly type: 'link';
}

/** The operands that a memory stores in every mapping or may store, or that a link does not let pass for free, in the order of {@link ROLES}. */
export const keptRoles = ({ bypass }: Memory | Link): Role[] => ROLES.filter((role) => !bypass.includes(role));

/** How far instances share what they receive (multicast) or combine what they send (reduction). */
export type Sharing = 'none' | 'full' | 'selective';

/** A level that stands for several instances of all levels further in. */
export interface Fanout extends LevelBase {
  readonly type: 'fanout';
  /** Instances of all that follows. */
  readonly mesh: number;
  /** The dimensions that may be unrolled over the mesh. */
  readonly dimensions: readonly string[];
  readonly multicast: Readonly<Record<Role, Sharing>>;
  /** Of the output: it alone is combined. */
  readonly reduction: Sharing;
  /** Forwarding from instance to instance, with warm-up, instead of multicast wires. */
  readonly peToPe: boolean;
  /** Whether idle instances leak nothing. */
  readonly powerGating: boolean;
  /** The fewest instances that a mapping uses, 1 where any number will do. */
  readonly leastUsed: number;
}

/** The innermost level, where the MACs happen. */
export interface Compute extends LevelBase {
  readonly type: 'compute';
  /** Concurrent MACs. */
  readonly mesh: number;
  /** The dimensions that may run side by side on them. */
  readonly dimensions: readonly string[];
  /** pJ per MAC. */
  readonly energy: number;
  /** Cycles per MAC. */
  readonly cycles: number;
  /** pJ per cycle and instance. */
  readonly leakage: number;
}

/** One level of an architecture; `type` tells which. */
export type Level = Memory | Fanout | Link | Compute;
/** The levels whose iterations run side by side. */
export type SpatialLevel = Fanout | Compute;

/** Whether the iterations of a level run side by side. */
export const isSpatial = (level: Level): level is SpatialLevel => level.type === 'fanout' || level.type === 'compute';

/** The most levels of an architecture. Built ones have about ten; checks and hovers look at all of them for each of them. */
export const MAX_LEVELS = 64;

/** Levels outermost first: a memory, then memories, fanouts and links, one compute last; {@link MAX_LEVELS} at most. */
export interface Architecture {
  readonly name: string;
  /** The couplings it is written for, at least one. The first gives the operands' names and the dimensions' order. */
  readonly couplings: readonly Coupling[];
  /** As the first coupling reads them; `architectureFor` knows how others do. */
  readonly levels: readonly Level[];
  /** What each level says of dimensions, left out where that is what `levels` say: of one coupling, in plain names. */
  readonly names?: readonly LevelNames[];
  /** Cycles per second, left out where there is no clock. */
  readonly clock?: number;
  readonly source?: Source;
  readonly nameSource?: Source;
}
