/**
 * A literal reading of model.md: the loop nest is run step by step, every instance holds its tile as a set of words, and what
 * arrives is counted word by word (sections 2, 3 and 5). It knows no formula of section 4 and shares no code with the model.
 */
import {
  type Architecture,
  isSpatial,
  type Level,
  type Mapping,
  type Memory,
  type Role,
  type Sharing,
  type Workload,
} from '../../../language/domain/index.js';
import type { ModelOptions } from '../../../language/model/index.js';

/** Words of one operand at one memory. Fills of an input are what arrives; those of the output are partial sums that come back. */
export interface Words {
  reads: number;
  fills: number;
  updates: number;
  drains: number;
}

export interface SimulatedMemory {
  readonly name: string;
  readonly operands: ReadonlyMap<Role, Words>;
  /** Of the first instance. */
  readonly first: ReadonlyMap<Role, Words>;
  readonly footprint: number;
  readonly footprintBits: number;
  readDrain: number;
  fillUpdate: number;
  warmup: number;
  stall: number;
}

/** What passes a link. */
export interface SimulatedLink {
  readonly name: string;
  /** Inwards are reads, outwards updates. */
  readonly operands: ReadonlyMap<Role, Words>;
  /** Of the first instance. */
  readonly first: ReadonlyMap<Role, Words>;
  stall: number;
}

export interface Simulated {
  readonly links: readonly SimulatedLink[];
  readonly memories: readonly SimulatedMemory[];
  readonly macs: number;
  readonly steps: number;
  readonly latency: number;
  readonly energy: number;
  readonly utilization: number;
  /** Dimensions whose loops break the rule of the product, and memories whose tiles do not fit. */
  readonly broken: { readonly product: readonly string[]; readonly capacity: readonly string[] };
}

interface Loop {
  readonly level: number;
  readonly dimension: string;
  readonly iterations: number;
  /** How far one iteration moves the index of its dimension. */
  readonly stride: number;
}

interface Term {
  readonly dimension: string;
  /** Its number. */
  readonly d: number;
  readonly coefficient: number;
}

/** An instance of a memory, or a MAC, that receives an operand from the memory outside. */
interface Receiver {
  /** How far its position moves the index of each dimension. */
  readonly offset: readonly number[];
  /** The instance of the outer memory that it stands under, as a number. */
  readonly under: number;
  readonly isFirst: boolean;
  /** What it shares reads with, and updates: all receivers of the same class. */
  readonly multicast: number;
  readonly reduction: number;
  /** The same on its way through each link, in their order, and whether the link's instance is the first. */
  readonly passes: readonly { readonly multicast: number; readonly reduction: number; readonly isFirst: boolean }[];
  held: ReadonlySet<number>;
}

/** What the first instance sends, and what the others do, each once. */
const TWICE = (): [Set<number>, Set<number>] => [new Set(), new Set()];

const ROLES: readonly Role[] = ['in', 'w', 'out'];

/** Runs a mapping. */
export function simulate(
  architecture: Architecture,
  workload: Workload,
  mapping: Mapping,
  options: ModelOptions,
): Simulated {
  return new Simulation(architecture, workload, mapping, options).run();
}

class Simulation {
  private readonly levels: readonly Level[];
  private readonly loops: readonly Loop[];
  private readonly dimensions: readonly string[];
  /** `N` by dimension. */
  private readonly sizes = new Map<string, number>();
  private readonly unmultiplied: string[] = [];

  constructor(
    architecture: Architecture,
    private readonly workload: Workload,
    private readonly mapping: Mapping,
    private readonly options: ModelOptions,
  ) {
    this.levels = architecture.levels;
    this.dimensions = [...new Set([...architecture.couplings[0].dimensions, ...workload.coupling.dimensions])];
    const loops = this.levels.flatMap(({ name }, level) =>
      mapping
        .filter((block) => block.level === name)
        .flatMap((block) => block.loops)
        .filter(({ iterations }) => iterations > 1)
        .map(({ dimension, iterations }) => ({ level, dimension, iterations })),
    );
    this.loops = loops.map((loop) => ({
      ...loop,
      stride: loops
        .filter(({ level, dimension }) => level > loop.level && dimension === loop.dimension)
        .reduce((product, { iterations }) => product * iterations, 1),
    }));
    for (const dimension of this.dimensions) this.sizes.set(dimension, this.sizeOf(dimension));
  }

  run(): Simulated {
    const words = this.levels.map(() => new Map<Role, Words>());
    const first = this.levels.map(() => new Map<Role, Words>());
    for (const role of ROLES) {
      const stores = this.levels.flatMap((_, l) => (this.stores(l, role) ? [l] : []));
      for (const l of stores) {
        for (const counts of [words, first]) counts[l].set(role, { reads: 0, fills: 0, updates: 0, drains: 0 });
      }
      stores.forEach((l, i) => {
        this.move(role, l, stores[i + 1] ?? null, words, first);
      });
    }
    const memories = this.levels.flatMap((level, l): SimulatedMemory[] => {
      if (level.type !== 'memory') return [];
      const held = ROLES.filter((role) => this.stores(l, role)).map((role) => ({
        role,
        words: this.footprint(l, role),
      }));
      return [
        {
          name: level.name,
          operands: words[l],
          first: first[l],
          footprint: held.reduce((sum, one) => sum + one.words, 0),
          footprintBits: held.reduce((sum, one) => sum + one.words * (level.bits?.[one.role] ?? 1), 0),
          readDrain: 0,
          fillUpdate: 0,
          warmup: 0,
          stall: 0,
        },
      ];
    });
    const links = this.levels.flatMap((level, l): SimulatedLink[] =>
      level.type === 'link' ? [{ name: level.name, operands: words[l], first: first[l], stall: 0 }] : [],
    );
    const latency = this.time(memories, links);
    const macs = [...this.sizes.values()].reduce((product, size) => product * size, 1);
    const steps = this.executions(this.levels.length);
    const spatial = this.levels.filter(isSpatial);
    return {
      memories,
      links,
      macs,
      steps,
      latency,
      energy: this.energy([...memories, ...links], macs, latency),
      utilization: macs / (steps * spatial.reduce((product, { mesh }) => product * mesh, 1)),
      broken: {
        product: this.unmultiplied,
        capacity: memories
          .filter(({ name, footprintBits }) => {
            const { size, buffering } = this.levels.find((level) => level.name === name) as Memory;
            return size !== null && footprintBits > size / buffering;
          })
          .map(({ name }) => name),
      },
    };
  }

  /** Section 2, "Product": the size, or what the loops multiply up to where they break the rule. */
  private sizeOf(dimension: string): number {
    const size = this.workload.sizes[dimension] ?? 1;
    let left = size;
    let holds = true;
    const own = this.loops.filter((loop) => loop.dimension === dimension);
    for (const { level, iterations } of [...own].reverse()) {
      if (!isSpatial(this.levels[level])) {
        if (left % iterations !== 0) holds = false;
        left /= iterations;
      } else {
        if (iterations > left) holds = false;
        left = Math.ceil(left / iterations);
      }
    }
    if (holds && left === 1) return size;
    this.unmultiplied.push(dimension);
    return own.reduce((product, { iterations }) => product * iterations, 1);
  }

  private stores(l: number, role: Role): boolean {
    const level = this.levels[l];
    if (level.type !== 'memory' || level.bypass.includes(role)) return false;
    const left = this.mapping.filter((block) => block.level === level.name).flatMap(({ bypass }) => bypass ?? []);
    return !(level.mayBypass.includes(role) && left.includes(role));
  }

  private isTemporal = ({ level }: Loop): boolean => !isSpatial(this.levels[level]);

  private axes(role: Role): Term[][] {
    return this.workload.coupling.operands[role].axes.map((axis) =>
      axis.map(({ dimension, stride, coefficient }) => ({
        dimension,
        d: this.dimensions.indexOf(dimension),
        coefficient: coefficient * (stride === null ? 1 : (this.workload.strides[stride] ?? 1)),
      })),
    );
  }

  /** The product of the temporal loops outside a level. */
  private executions(l: number): number {
    return this.loops
      .filter((loop) => loop.level < l && this.isTemporal(loop))
      .reduce((product, { iterations }) => product * iterations, 1);
  }

  /** Section 2, "Capacity": the words of the tile with extents `min(T·f, N)`, their hull with *Timeloop bounds*. */
  private footprint(l: number, role: Role): number {
    const sizes = this.dimensions.map((dimension) => this.sizes.get(dimension)!);
    const extents = this.dimensions.map((dimension, d) =>
      Math.min(
        this.loops
          .filter((loop) => loop.level >= l && loop.dimension === dimension)
          .reduce((product, { iterations }) => product * iterations, 1),
        sizes[d],
      ),
    );
    return this.axes(role)
      .map((axis) => {
        if (this.options.timeloopBounds && axis.length > 1) {
          return axis.reduce((sum, { d, coefficient }) => sum + coefficient * (extents[d] - 1), 1);
        }
        return wordsOf(
          [axis],
          sizes.map(() => 0),
          extents,
          sizes,
        ).size;
      })
      .reduce((product, words) => product * words, 1);
  }

  /** Section 3 for one operand between a memory `l` and what it serves: the memory `n`, or the MACs (null). */
  private move(role: Role, l: number, n: number | null, words: Map<Role, Words>[], first: Map<Role, Words>[]): void {
    const end = n ?? this.levels.length;
    const outside = this.loops.filter(({ level }) => level < end);
    const temporal = outside.filter(this.isTemporal);
    const spatial = outside.filter((loop) => !this.isTemporal(loop));
    const axes = this.axes(role);
    const relevant = new Set(axes.flat().map(({ dimension }) => dimension));
    const numbers = new Map<string, number>();
    const numberOf = (positions: readonly number[]): number => {
      const key = positions.join();
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      return numbers.get(key)!;
    };
    const shareClass = (kind: 'multicast' | 'reduction', position: readonly number[], from: number): number =>
      numberOf(
        position.map((at, i) => {
          const loop = spatial[i];
          if (loop.level < from) return at;
          const sharing = this.sharing(loop.level, kind, role);
          return sharing === 'none' || (sharing === 'full' && relevant.has(loop.dimension)) ? at : -1;
        }),
      );
    const links = this.levels.flatMap((level, j) =>
      level.type === 'link' && l < j && j < end && !level.bypass.includes(role) ? [j] : [],
    );
    for (const j of links) {
      for (const counts of [words, first]) counts[j].set(role, { reads: 0, fills: 0, updates: 0, drains: 0 });
    }
    const receivers = [...odometer(spatial)].map(
      ({ counts }): Receiver => ({
        offset: this.offset(spatial, counts),
        under: numberOf(counts.map((at, i) => (spatial[i].level < l ? at : -1))),
        isFirst: counts.every((at) => at === 0),
        multicast: shareClass('multicast', counts, l),
        reduction: shareClass('reduction', counts, l),
        passes: links.map((j) => ({
          multicast: shareClass('multicast', counts, j),
          reduction: shareClass('reduction', counts, j),
          isFirst: counts.every((at, i) => at === 0 || spatial[i].level > j),
        })),
        held: new Set(),
      }),
    );
    const [{ under: firstUnder }] = receivers;
    /** Words that receivers under an instance of `l` had in earlier steps. */
    const known = new Map(receivers.map(({ under }) => [under, new Set<number>()]));
    const sizes = this.dimensions.map((dimension) => this.sizes.get(dimension)!);
    const extents = this.dimensions.map((dimension) =>
      this.loops
        .filter((loop) => loop.level >= end && loop.dimension === dimension)
        .reduce((product, { iterations }) => product * iterations, 1),
    );
    /** More than there are words, so a class and a word make one number. */
    const beyond = wordCount(axes, sizes);

    for (const { counts, advanced } of odometer(temporal)) {
      const keeps = n !== null && (advanced < 0 || this.keeps(role, n, temporal, advanced, spatial, relevant));
      const start = this.offset(temporal, counts);
      // Each transfer once, those of the first instance of `l` apart.
      const sent = [new Set<number>(), new Set<number>()];
      const updated = [new Set<number>(), new Set<number>()];
      const passing = links.map(() => ({ reads: TWICE(), updates: TWICE() }));
      const now: [under: number, tile: ReadonlySet<number>][] = [];
      for (const receiver of receivers) {
        const base = start.map((index, d) => index + receiver.offset[d]);
        if (base.some((index, d) => index >= sizes[d])) continue;
        const tile = wordsOf(
          axes,
          base,
          extents.map((extent, d) => Math.min(extent, sizes[d] - base[d])),
          sizes,
        );
        now.push([receiver.under, tile]);
        const own = receiver.under === firstUnder ? 0 : 1;
        for (const word of tile) {
          if (keeps && receiver.held.has(word)) continue;
          const comes = role !== 'out' || this.options.bias || known.get(receiver.under)!.has(word);
          if (comes) sent[own].add(receiver.multicast * beyond + word);
          if (role === 'out') updated[own].add(receiver.reduction * beyond + word);
          receiver.passes.forEach(({ multicast, reduction, isFirst }, i) => {
            const side = isFirst ? 0 : 1;
            if (comes) passing[i].reads[side].add(multicast * beyond + word);
            if (role === 'out') passing[i].updates[side].add(reduction * beyond + word);
          });
          if (n === null) continue;
          for (const target of receiver.isFirst ? [words, first] : [words]) {
            const counted = target[n].get(role)!;
            if (comes) counted.fills++;
            if (role === 'out') counted.drains++;
          }
        }
        receiver.held = tile;
      }
      for (const [under, tile] of now) for (const word of tile) known.get(under)!.add(word);
      links.forEach((j, i) => {
        const { reads, updates } = passing[i];
        words[j].get(role)!.reads += reads[0].size + reads[1].size;
        words[j].get(role)!.updates += updates[0].size + updates[1].size;
        first[j].get(role)!.reads += reads[0].size;
        first[j].get(role)!.updates += updates[0].size;
      });
      words[l].get(role)!.reads += sent[0].size + sent[1].size;
      words[l].get(role)!.updates += updated[0].size + updated[1].size;
      first[l].get(role)!.reads += sent[0].size;
      first[l].get(role)!.updates += updated[0].size;
    }
  }

  private sharing(l: number, kind: 'multicast' | 'reduction', role: Role): Sharing {
    const level = this.levels[l];
    if (level.type !== 'fanout') return 'none';
    return kind === 'multicast' ? level.multicast[role] : level.reduction;
  }

  /** How far positions on loops move the index of each dimension. */
  private offset(loops: readonly Loop[], counts: readonly number[]): number[] {
    return this.dimensions.map((dimension) =>
      loops.reduce((sum, loop, i) => (loop.dimension === dimension ? sum + loop.stride * counts[i] : sum), 0),
    );
  }

  /** Section 3, "Windows": whether receivers keep the words of their previous tile in a step that increments a loop. */
  private keeps(
    role: Role,
    n: number,
    temporal: readonly Loop[],
    advanced: number,
    spatial: readonly Loop[],
    relevant: ReadonlySet<string>,
  ): boolean {
    const { windows } = this.levels[n] as Memory;
    const axes = this.axes(role);
    if (windows === 'any' || axes.every((axis) => axis.length === 1)) return true;
    const k = temporal[advanced];
    const inside = temporal.slice(advanced + 1);
    const insideMoves = inside.some(({ dimension }) => relevant.has(dimension));
    if (!relevant.has(k.dimension) && !insideMoves) return true;
    if (windows === 'none' || !relevant.has(k.dimension) || insideMoves) return false;
    const axis = axes.find((terms) => terms.some(({ dimension }) => dimension === k.dimension))!;
    const spread = spatial.some(
      (loop) => loop.level > k.level && axis.some(({ dimension }) => dimension === loop.dimension),
    );
    return !spread && (windows === 'sliding' || inside.every(({ level }) => level !== k.level));
  }

  /** Section 5; fills in the times of the memories and the links. */
  private time(memories: readonly SimulatedMemory[], links: readonly SimulatedLink[]): number {
    const compute = this.levels.at(-1)!;
    const cycles = compute.type === 'compute' ? compute.cycles : 0;
    let inner = cycles * this.executions(this.levels.length);
    for (let l = this.levels.length - 1; l >= 0; l--) {
      const level = this.levels[l];
      if (level.type === 'link') {
        const link = links.find(({ name }) => name === level.name)!;
        let inwards = 0;
        let outwards = 0;
        for (const [role, moved] of link.first) {
          inwards += moved.reads * (level.bits?.[role] ?? 1);
          outwards += moved.updates * (level.bits?.[role] ?? 1);
        }
        if (level.sharedBandwidth) inwards = outwards = inwards + outwards;
        const all = Math.max(inner, inwards / level.readBandwidth, outwards / level.writeBandwidth);
        link.stall = all - inner;
        inner = all;
      }
      if (level.type !== 'memory') continue;
      const memory = memories.find(({ name }) => name === level.name)!;
      let hops = 0;
      for (const next of this.levels.slice(l + 1)) {
        if (next.type === 'memory') break;
        if (next.type === 'fanout' && next.peToPe) hops += next.mesh - 1;
      }
      memory.warmup = hops * cycles * this.executions(l);
      let out = 0;
      let into = 0;
      for (const [role, moved] of memory.first) {
        const bits = level.bits?.[role] ?? 1;
        out += (moved.reads + (this.options.freeDrains ? 0 : moved.drains)) * bits;
        into += (moved.fills + moved.updates) * bits;
      }
      if (level.sharedBandwidth) out = into = out + into;
      memory.readDrain = Math.max(inner + memory.warmup, out / level.readBandwidth);
      memory.fillUpdate = Math.max(inner + memory.warmup, into / level.writeBandwidth);
      const all = Math.max(memory.readDrain, memory.fillUpdate);
      memory.stall = all - inner - memory.warmup;
      inner = all;
    }
    return inner;
  }

  /** Section 6, pJ. */
  private energy(passed: readonly (SimulatedMemory | SimulatedLink)[], macs: number, latency: number): number {
    let energy = 0;
    let instances = 1;
    this.levels.forEach((level, l) => {
      if (level.type === 'fanout') {
        const used = this.loops
          .filter((loop) => loop.level === l)
          .reduce((product, { iterations }) => product * iterations, 1);
        instances *= level.powerGating ? used : level.mesh;
        return;
      }
      energy += level.leakage * latency * instances;
      if (level.type === 'compute') {
        energy += level.energy * macs;
        return;
      }
      for (const [role, moved] of passed.find(({ name }) => name === level.name)!.operands) {
        const drains = this.options.freeDrains ? 0 : moved.drains;
        energy +=
          (moved.reads + drains) * level.readEnergy[role] + (moved.fills + moved.updates) * level.writeEnergy[role];
      }
    });
    return energy;
  }
}

/** How many values an axis can take. */
const reachOf = (axis: readonly Term[], sizes: readonly number[]): number =>
  axis.reduce((reach, { d, coefficient }) => reach + coefficient * (sizes[d] - 1), 1);

const wordCount = (axes: readonly (readonly Term[])[], sizes: readonly number[]): number =>
  axes.reduce((count, axis) => count * reachOf(axis, sizes), 1);

/** The words of an operand with each dimension at `base` and so many further, each as one number. */
function wordsOf(
  axes: readonly (readonly Term[])[],
  base: readonly number[],
  extents: readonly number[],
  sizes: readonly number[],
): Set<number> {
  let words = [0];
  for (const axis of axes) {
    let values = [0];
    for (const { d, coefficient } of axis) {
      values = values.flatMap((value) =>
        Array.from({ length: extents[d] }, (_, x) => value + coefficient * (base[d] + x)),
      );
    }
    const distinct = [...new Set(values)];
    const reach = reachOf(axis, sizes);
    words = words.flatMap((word) => distinct.map((value) => word * reach + value));
  }
  return new Set(words);
}

/** All counts of the loops, the last fastest, with the loop that went on (those inside it start again); first -1. */
function* odometer(loops: readonly Loop[]): Generator<{ counts: number[]; advanced: number }> {
  const counts = loops.map(() => 0);
  let advanced = -1;
  for (;;) {
    yield { counts: [...counts], advanced };
    advanced = loops.length - 1;
    while (advanced >= 0 && counts[advanced] + 1 === loops[advanced].iterations) counts[advanced--] = 0;
    if (advanced < 0) return;
    counts[advanced] += 1;
  }
}
