import type { Timed } from '../figures.js';
import type { ModelOptions } from './options.js';

/**
 * The result of an evaluation as cli.md fixes it: names and units are an interface, used by `--json`, server and panel. What a
 * clock adds is there where the architecture has one.
 */
export interface EvaluationReport extends Partial<Timed> {
  architecture: string;
  workload: string;
  /** Of a `mapping` declaration that was evaluated. */
  mappingName?: string;
  sizes: Record<string, number>;
  /** Only where padding let sizes grow: by dimension, from the workload's size to what the loops multiply up to. */
  padded?: Record<string, { from: number; to: number }>;
  options: ModelOptions;
  /**
   * Every level, outermost first; loops outermost first, those above 1. `bypass`, by the user's names, only where the mapping
   * makes use of the level's `mayBypass`.
   */
  mapping: { level: string; loops: [dimension: string, iterations: number][]; bypass?: string[] }[];
  /** The dimensions that index each operand, by the user's names; the input, the weights, then the output. */
  operands: Record<string, string[]>;
  violations: Violation[];
  reducedConstraints: ReducedConstraint[];
  energy_pJ: number;
  latency_cycles: number;
  edp_pJ_cycles: number;
  wart: number;
  /** Those that the workload needs, and what padding adds. */
  macs: number;
  /** The states of all temporal loops. */
  steps: number;
  /** The share of the MACs that are at work in an average step. */
  utilization: number;
  /** The share of the peak: what runs of all that could, were every instance at work in every cycle. */
  throughput: number;
  area_um2: number | null;
  levels: LevelReport[];
}

/**
 * The rules of model.md section 2: `bypass` is the last of them, that each operand is kept somewhere and memories are not asked
 * for more than their `mayBypass`. And `level`: a mapping that names a level that does not exist.
 */
export type Rule = 'product' | 'bypass' | 'capacity' | 'mesh' | 'use' | 'dimension' | 'factor' | 'order' | 'level';

/** A rule of model.md section 2 that a mapping breaks. */
export interface Violation {
  rule: Rule;
  /** Null for what concerns all levels: `product`, and `bypass` of an operand that is kept nowhere. */
  level: string | null;
  dimension: string | null;
  /** What is wrong, with the numbers. */
  message: string;
}

/** A factor constraint that was lowered to fit the workload. */
export interface ReducedConstraint {
  level: string;
  dimension: string;
  from: number;
  to: number;
}

/** What one level does in a mapping; `type` tells which kind it is. */
export type LevelReport = MemoryReport | FanoutReport | LinkReport | ComputeReport;

/** Words over the whole run and all instances. `reads` include drains, `writes` include fills. */
export interface OperandReport {
  reads: number;
  writes: number;
  /** Only for the output. */
  drains?: number;
  /** Only for the output. */
  fills?: number;
  /** What its tile takes of one instance. */
  footprint_words: number;
  /** Of all its reads and writes. */
  energy_pJ: number;
  /** Only of a tile that moves over itself, by no ragged loop: the loops outside in whose steps words of it stay, the innermost first. */
  windows?: WindowReport[];
}

/** What an instance keeps of a window when it moves by a step of a loop. */
export interface WindowReport {
  /** Where the loop is. */
  level: string;
  dimension: string;
  /** Words that stay. */
  kept_words: number;
  /** Words that come from the outside. */
  new_words: number;
}

/** A memory: words over the whole run and all instances, cycles over the whole run. */
export interface MemoryReport {
  name: string;
  type: 'memory';
  /** The nominal product of the fanouts' iterations outside. */
  instances: number;
  /** The product of the temporal loops outside. */
  executions: number;
  footprint_words: number;
  /** Already divided by buffering; null when unbounded, and where the memory counts in bits. */
  capacity_words: number | null;
  /** Only where the memory has `bits`. */
  footprint_bits?: number;
  /** Only where the memory has `bits`: already divided by buffering; null when unbounded. */
  capacity_bits?: number | null;
  /** Only where the mapping makes use of `mayBypass`: what it does not keep here, by the user's names. */
  bypassed?: string[];
  /** By the user's names, stored operands only. */
  operands: Record<string, OperandReport>;
  /** Towards the inside, without drains. */
  read_words: number;
  /** From the outside. */
  fill_words: number;
  /** From the inside. */
  update_words: number;
  /** Towards the outside. */
  drain_words: number;
  /** Per cycle, of the first instance. */
  bandwidth: {
    /** Only where the memory has `bits`; words otherwise. */
    unit?: 'bits';
    required: { read: number; fill: number; update: number; drain: number };
    /** Null where it is unbounded. */
    available: { read: number | null; write: number | null };
    /** Only where reads and writes share it: all that is required together must fit. */
    shared?: boolean;
  };
  readDrain_cycles: number;
  fillUpdate_cycles: number;
  /** Of one iteration of the levels inside. */
  cyclesPerTile: number;
  /** Until the last instances of `peToPe` fanouts have started. */
  warmup_cycles: number;
  stall_cycles: number;
  /** Of all reads and writes, without leakage. */
  energy_pJ: number;
  /** Of all instances over the whole run. */
  leakage_pJ: number;
}

/** A link: words over the whole run and all instances, cycles over the whole run. */
export interface LinkReport {
  name: string;
  type: 'link';
  /** The nominal product of the fanouts' iterations outside. */
  instances: number;
  /** By the user's names, those that do not pass for free. `outwards` only of the output. */
  operands: Record<string, { inwards: number; outwards?: number; energy_pJ: number }>;
  inwards_words: number;
  outwards_words: number;
  /** Per cycle, of the first instance. */
  bandwidth: {
    /** Only where the link has `bits`; words otherwise. */
    unit?: 'bits';
    required: { inwards: number; outwards: number };
    /** Null where it is unbounded. */
    available: { inwards: number | null; outwards: number | null };
    /** Only where both directions share it: all that is required together must fit. */
    shared?: boolean;
  };
  /** Until everything inside is done, and what passes inwards or outwards has passed. */
  inwards_cycles: number;
  outwards_cycles: number;
  stall_cycles: number;
  energy_pJ: number;
  /** Of all instances over the whole run. */
  leakage_pJ: number;
}

/** A fanout: instances that there are, and the product of its iterations. */
export interface FanoutReport {
  name: string;
  type: 'fanout';
  mesh: number;
  used: number;
  /** How many are at work in an average step, where ragged loops leave some idle. */
  average: number;
}

/** Compute: MACs that can run at once, those that do, and all that run. */
export interface ComputeReport {
  name: string;
  type: 'compute';
  mesh: number;
  used: number;
  macs: number;
  /** Of all MACs, without leakage. */
  energy_pJ: number;
  /** Of all instances over the whole run. */
  leakage_pJ: number;
}
