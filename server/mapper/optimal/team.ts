/** The threads that work on one pass together, as one of them sees it. All members make the same calls in the same order. */
export interface Team {
  readonly members: number;
  readonly member: number;
  /** Sends a record to another member. Takes in what others have sent while there is no room. */
  send(to: number, record: Float64Array, length: number): void;
  /** Says what is to be done with records of `length` numbers that come in, until said otherwise. */
  listen(length: number, take: (record: Float64Array) => void): void;
  /** Takes in what others have sent so far. */
  receive(): void;
  /** Waits until everything that any member has sent so far has been taken in. */
  meet(): void;
  /** The values of all members, by number, once all are here. At most {@link GATHERED} values each. */
  gather(values: readonly number[]): readonly (readonly number[])[];
}

/** Values that a member can contribute to one gathering. */
export const GATHERED = 64;

/** A team of one. */
export const SOLO: Team = {
  members: 1,
  member: 0,
  send: () => {
    throw new Error('a team of one sends nothing');
  },
  listen: () => {},
  receive: () => {},
  meet: () => {},
  gather: (values) => [values],
};

const ARRIVED = 0;
const GENERATION = 1;
const ABANDONED = 2;
const CONTROLS = 4;
/** Numbers that a ring holds. */
const RING = 1 << 17;
/** How often a member looks for the others before it sleeps, and how long it sleeps before it looks again, in ms. */
const LOOKS = 400;
const NAP_MS = 0.05;

/** The memory that the members of a team share. */
export interface TeamMemory {
  readonly members: number;
  readonly controls: SharedArrayBuffer;
  readonly gathered: SharedArrayBuffer;
  /** From member `i` to member `j` at `i · members + j`: heads and tails, and the records. */
  readonly positions: SharedArrayBuffer;
  readonly rings: SharedArrayBuffer;
}

/** The most members of a team, and so the most threads of a search: each pair has a ring of 1 MiB in each direction, which is 256 MiB for so many. */
export const MOST_MEMBERS = 16;

/** Memory for so many members. */
export function teamMemory(members: number): TeamMemory {
  return {
    members,
    controls: new SharedArrayBuffer(4 * CONTROLS),
    gathered: new SharedArrayBuffer(2 * 8 * GATHERED * members),
    positions: new SharedArrayBuffer(8 * members * members),
    rings: new SharedArrayBuffer(8 * RING * members * members),
  };
}

/** Thrown in a member when another has given up the pass, or failed. */
export class Abandoned extends Error {}

/** Threads that share memory: records go through a ring for each pair of members, waiting is done by futexes. */
export class ThreadTeam implements Team {
  readonly members: number;
  readonly #controls: Int32Array;
  readonly #gathered: Float64Array;
  readonly #positions: Int32Array;
  readonly #rings: Float64Array;
  #length = 1;
  #record = new Float64Array(1);
  #take: (record: Float64Array) => void = () => {};
  /** Which half of the gathered values is next: the other may still be read. */
  #half = 0;

  /** @param idle is called while this member waits for others. */
  constructor(
    memory: TeamMemory,
    readonly member: number,
    readonly idle: () => void = () => {},
  ) {
    this.members = memory.members;
    this.#controls = new Int32Array(memory.controls);
    this.#gathered = new Float64Array(memory.gathered);
    this.#positions = new Int32Array(memory.positions);
    this.#rings = new Float64Array(memory.rings);
  }

  /** Tells all members to leave the pass: their next wait throws {@link Abandoned}. */
  abandon(): void {
    Atomics.store(this.#controls, ABANDONED, 1);
    Atomics.notify(this.#controls, GENERATION);
  }

  get abandoned(): boolean {
    return Atomics.load(this.#controls, ABANDONED) !== 0;
  }

  send(to: number, record: Float64Array, length: number): void {
    const pair = this.member * this.members + to;
    const room = Math.floor(RING / length);
    const head = this.#positions[2 * pair];
    while (head - Atomics.load(this.#positions, 2 * pair + 1) >= room) {
      this.receive();
      this.#nap();
    }
    const base = pair * RING + (head % room) * length;
    for (let i = 0; i < length; i++) this.#rings[base + i] = record[i];
    Atomics.store(this.#positions, 2 * pair, head + 1);
  }

  listen(length: number, take: (record: Float64Array) => void): void {
    if (length > RING) throw new RangeError(`a record of ${length} numbers; a ring holds ${RING}`);
    this.#length = length;
    this.#take = take;
    if (this.#record.length < length) this.#record = new Float64Array(length);
  }

  receive(): void {
    const room = Math.floor(RING / this.#length);
    for (let from = 0; from < this.members; from++) {
      if (from === this.member) continue;
      const pair = from * this.members + this.member;
      let tail = this.#positions[2 * pair + 1];
      const head = Atomics.load(this.#positions, 2 * pair);
      while (tail < head) {
        const base = pair * RING + (tail % room) * this.#length;
        for (let i = 0; i < this.#length; i++) this.#record[i] = this.#rings[base + i];
        Atomics.store(this.#positions, 2 * pair + 1, ++tail);
        this.#take(this.#record);
      }
    }
  }

  meet(): void {
    this.#wait(() => this.receive());
    this.receive();
    // The next records may have another length: nobody sends them before all have taken in the last ones.
    this.#wait();
  }

  gather(values: readonly number[]): number[][] {
    if (values.length > GATHERED) throw new RangeError(`${values.length} values gathered; at most ${GATHERED} are`);
    const base = this.#half * this.members * GATHERED;
    this.#half = 1 - this.#half;
    this.#gathered.set(values, base + this.member * GATHERED);
    this.#wait();
    return Array.from({ length: this.members }, (_, member) =>
      Array.from(this.#gathered.subarray(base + member * GATHERED, base + member * GATHERED + values.length)),
    );
  }

  /**
   * A barrier.
   *
   * @param meanwhile is done again and again. Only where all may still send is that to take in records, so no member waits
   * for room forever: elsewhere, one that is through may send what this one is not listening for yet.
   */
  #wait(meanwhile: () => void = () => {}): void {
    const generation = Atomics.load(this.#controls, GENERATION);
    if (Atomics.add(this.#controls, ARRIVED, 1) + 1 === this.members) {
      Atomics.store(this.#controls, ARRIVED, 0);
      Atomics.add(this.#controls, GENERATION, 1);
      Atomics.notify(this.#controls, GENERATION);
      return;
    }
    for (let looks = 0; Atomics.load(this.#controls, GENERATION) === generation; looks++) {
      meanwhile();
      if (looks >= LOOKS) this.#nap(generation);
    }
  }

  #nap(generation = Atomics.load(this.#controls, GENERATION)): void {
    this.idle();
    if (this.abandoned) throw new Abandoned('the pass was given up');
    Atomics.wait(this.#controls, GENERATION, generation, NAP_MS);
  }
}
