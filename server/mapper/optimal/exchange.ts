import { type Label, newLabel, shardOf } from './label.js';
import type { LabelSet } from './label-set.js';
import type { Lattice } from './lattice.js';
import { SOLO, type Team } from './team.js';

/** The numbers of a record before its divisor indices and slots. */
const HEAD = 9;

/** Labels on their way between the threads of a team, as records of numbers. Each belongs to the thread of its extents. */
export class Exchange {
  team: Team = SOLO;
  readonly #dimensions: number;
  readonly #record: Float64Array;
  readonly #incoming: Label;

  /** @param width slots of a label. */
  constructor({ sizes }: Lattice, width: number) {
    this.#dimensions = sizes.length;
    this.#record = new Float64Array(HEAD + sizes.length + width);
    this.#incoming = newLabel(width, sizes.length);
  }

  /** Whether a label belongs to this thread. */
  keeps(label: Label): boolean {
    return this.#ownerOf(label) === this.team.member;
  }

  /** Sends a label of a stage to the thread that it belongs to. */
  send(label: Label, { possible }: LabelSet, expanded: boolean): void {
    const slots = HEAD + this.#dimensions;
    const record = this.#record;
    record[0] = label.rank;
    record[1] = label.id;
    record[2] = label.flags;
    record[3] = label.used;
    record[4] = label.asleep;
    record[5] = label.places;
    record[6] = label.bound;
    record[7] = label.trace;
    record[8] = expanded ? 1 : 0;
    for (let d = 0; d < this.#dimensions; d++) record[HEAD + d] = label.index[d];
    for (let k = 0; k < possible.length; k++) record[slots + k] = label.slots[possible[k]];
    this.team.send(this.#ownerOf(label), record, slots + possible.length);
  }

  /** Hands on what other threads send to a stage, from now on. The label is the same object each time. */
  listen({ possible }: LabelSet, take: (label: Label, expanded: boolean) => void): void {
    const slots = HEAD + this.#dimensions;
    const label = this.#incoming;
    this.team.listen(slots + possible.length, (record) => {
      label.rank = record[0];
      label.id = record[1];
      label.flags = record[2];
      label.used = record[3];
      label.asleep = record[4];
      label.places = record[5];
      label.bound = record[6];
      label.trace = record[7];
      for (let d = 0; d < this.#dimensions; d++) label.index[d] = record[HEAD + d];
      for (let k = 0; k < possible.length; k++) label.slots[possible[k]] = record[slots + k];
      take(label, record[8] !== 0);
    });
  }

  #ownerOf({ rank }: Label): number {
    return this.team.members === 1 ? 0 : shardOf(rank) % this.team.members;
  }
}
