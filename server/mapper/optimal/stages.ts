import type { Problem } from '../../../language/model/index.js';
import type { Limits } from '../limits.js';
import type { Label } from './label.js';
import { LabelSet } from './label-set.js';
import type { Lattice } from './lattice.js';
import type { StageSlots } from './rules.js';

/**
 * Bytes that all labels may take, of all threads together. The largest stage can be half of them and holds its old rows while it
 * grows; with traces and tables of bounds a search stays below 1 GiB.
 */
const LABEL_BYTES = 384 << 20;
/** Memory is looked at whenever a stage has grown by so many labels, less one: a power of two. */
const LOOK_AROUND = 1023;

/** Labels that have decided the same number of loops of the same level, and all levels inside it. */
export interface Stage {
  readonly level: number;
  /** Loops of a memory level, 0 for a fanout or a link. */
  readonly loops: number;
  readonly labels: LabelSet;
}

/** The stages of a search, and the memory that their labels share. */
export class Stages {
  /** In the order of a sweep, from compute outwards; of a memory level by the number of its loops. */
  readonly all: readonly Stage[];
  /** The stage whose labels are being expanded: its rows must stay where they are. */
  expanding: LabelSet | null = null;
  /** The lowest bound of labels that had to go for want of memory. */
  #dropped = Number.POSITIVE_INFINITY;

  /**
   * @param dominance whether labels may be compared.
   * @param labelBytes that all labels may take, of all threads together.
   */
  constructor(
    problem: Problem,
    { upper }: Limits,
    lattice: Lattice,
    slots: StageSlots,
    dominance: boolean,
    readonly labelBytes = LABEL_BYTES,
  ) {
    const { sizes } = lattice;
    const stages: Stage[] = [];
    const add = (level: number, loops: number, active: ReadonlySet<number>): void => {
      const possible = Int32Array.from([...active].sort((a, b) => a - b));
      stages.push({ level, loops, labels: new LabelSet(lattice, possible, slots.comparedAt(level), dominance) });
    };
    let active = slots.atStart();
    for (let l = problem.levels.length - 2; l >= 0; l--) {
      add(l, 0, active);
      const { type } = problem.levels[l];
      if (type === 'fanout') continue;
      if (type === 'link') {
        active = slots.afterClosing(active, l);
        continue;
      }
      active = slots.afterLoops(active);
      const most = sizes.filter((size, d) => size > 1 && upper[l * sizes.length + d] > 1).length;
      for (let loops = 1; loops <= most; loops++) add(l, loops, active);
      active = slots.afterClosing(active, l);
    }
    this.all = stages;
  }

  /** The labels that have decided everything inside level `l`, and nothing of it. */
  before(l: number): LabelSet {
    return this.all.find(({ level }) => level === l)!.labels;
  }

  /** The least that labels not expanded can become. */
  lowest(): number {
    return this.all.reduce((lowest, { labels }) => Math.min(lowest, labels.lowestBound()), this.#dropped);
  }

  /**
   * Adds a label to a stage.
   *
   * @param members threads that share the memory.
   * @returns the label's row, −1 if it was not wanted.
   */
  keep(label: Label, set: LabelSet, expanded: boolean, members: number): number {
    // Looking at all sets is only worth it when one may have grown by much.
    if ((set.size & LOOK_AROUND) === LOOK_AROUND) this.#makeRoom(this.labelBytes / members);
    return set.add(label, expanded);
  }

  /** Shrinks the largest stages, but for the one that is being expanded, while labels take more than `limit` bytes. */
  #makeRoom(limit: number): void {
    const others = this.all.map(({ labels }) => labels).filter((labels) => labels !== this.expanding);
    let bytes = this.all.reduce((sum, { labels }) => sum + labels.bytes, 0);
    while (bytes > limit) {
      const largest = others.reduce((a, b) => (b.bytes > a.bytes ? b : a));
      const before = largest.bytes;
      this.#dropped = Math.min(this.#dropped, largest.shrink());
      if (largest.bytes === before) return;
      bytes -= before - largest.bytes;
    }
  }
}
