import { type Architecture, isSpatial, type Level, type Link, type Memory, ROLES, type Role } from '../domain/index.js';
import { area } from './evaluate.js';

/** What an architecture is without a mapping, as plain data by the names of its first coupling. */
export interface Diagram {
  readonly architecture: string;
  /** The input, the weights and the output. */
  readonly operands: readonly string[];
  /** What all instances can do: MACs a cycle. */
  readonly peak: number;
  /** What all instances of bounded memories hold, in words and, of those that count bits, in bits. */
  readonly capacity: { readonly words: number; readonly bits: number };
  /** Of all instances, in µm²; null unless all levels have it. */
  readonly area_um2: number | null;
  /** Outermost first. */
  readonly levels: readonly DiagramLevel[];
}

/** A level, and how many of it there are in all. */
export type DiagramLevel = { readonly name: string; readonly instances: number } & (
  | ({ readonly type: 'memory'; readonly size: number | null } & DiagramPassed)
  | ({ readonly type: 'link' } & DiagramPassed)
  | { readonly type: 'fanout'; readonly mesh: number; readonly dimensions: readonly string[] }
  | { readonly type: 'compute'; readonly mesh: number; readonly energy_pJ: number; readonly cycles: number }
);

/** What words reach, and what they cost there. */
export interface DiagramPassed {
  readonly unit: 'words' | 'bits';
  /** In the order of the operands: kept (or charged, by a link), passed by, or whichever a mapping says. */
  readonly keeps: readonly ('kept' | 'bypassed' | 'either')[];
  /** pJ a word, in the order of the operands; out and in, or inwards and outwards of a link. */
  readonly readEnergy_pJ: readonly number[];
  readonly writeEnergy_pJ: readonly number[];
  /** Units a cycle and instance; null is unbounded. */
  readonly readBandwidth: number | null;
  readonly writeBandwidth: number | null;
  /** Whether both share one. */
  readonly sharedBandwidth: boolean;
}

/** The diagram of an architecture. */
export function diagramOf(architecture: Architecture): Diagram {
  const [coupling] = architecture.couplings;
  let instances = 1;
  const capacity = { words: 0, bits: 0 };
  let peak = 0;
  const levels = architecture.levels.map((level): DiagramLevel => {
    const own = { name: level.name, instances };
    if (isSpatial(level)) instances *= level.mesh;
    if (level.type === 'compute') peak = instances / level.cycles;
    if (level.type === 'memory' && level.size !== null) capacity[unitOf(level)] += level.size * own.instances;
    return { ...own, ...factsOf(level) };
  });
  return {
    architecture: architecture.name,
    operands: ROLES.map((role) => coupling?.operands[role].name ?? role),
    peak,
    capacity,
    area_um2: area(architecture),
    levels,
  };
}

/** What the union of {@link DiagramLevel} has besides the name and the instances. */
type Facts<L = DiagramLevel> = L extends unknown ? Omit<L, 'name' | 'instances'> : never;

function factsOf(level: Level): Facts {
  switch (level.type) {
    case 'memory':
      return { type: 'memory', size: level.size, ...passed(level) };
    case 'link':
      return { type: 'link', ...passed(level) };
    case 'fanout':
      return { type: 'fanout', mesh: level.mesh, dimensions: level.dimensions };
    case 'compute':
      return { type: 'compute', mesh: level.mesh, energy_pJ: level.energy, cycles: level.cycles };
  }
}

const unitOf = ({ bits }: Memory | Link): 'words' | 'bits' => (bits === null ? 'words' : 'bits');

function passed(level: Memory | Link): DiagramPassed {
  const bounded = (bandwidth: number) => (bandwidth === Number.POSITIVE_INFINITY ? null : bandwidth);
  const keeps = (role: Role) => {
    if (level.bypass.includes(role)) return 'bypassed';
    return level.type === 'memory' && level.mayBypass.includes(role) ? 'either' : 'kept';
  };
  return {
    unit: unitOf(level),
    keeps: ROLES.map(keeps),
    readEnergy_pJ: ROLES.map((role) => level.readEnergy[role]),
    writeEnergy_pJ: ROLES.map((role) => level.writeEnergy[role]),
    readBandwidth: bounded(level.readBandwidth),
    writeBandwidth: bounded(level.writeBandwidth),
    sharedBandwidth: level.sharedBandwidth,
  };
}
