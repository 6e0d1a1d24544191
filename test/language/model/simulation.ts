/**
 * A machine that runs a mapping: every loop is walked, every instance of every memory holds its tile as a set of words, and
 * what has to be moved is counted. It knows no formula of model.md, only what an instance holds and what its next tile is.
 */
import type { Architecture, Level, Mapping, Memory, Role, Sharing, Workload } from '../../../language/domain/index.js';

/** Words that one memory moves of one operand, over all its instances. */
export interface Moved {
  reads: number;
  updates: number;
  fills: number;
  drains: number;
}

interface Loop {
  level: number;
  dimension: string;
  iterations: number;
  /** How far one iteration moves the index of its dimension. */
  step: number;
}

type Index = Map<string, number>;

/** One memory, or the MACs, that receive an operand from the memory outside. */
interface Consumer {
  /** Where it stands on each spatial loop. */
  readonly place: readonly number[];
  held: Set<string>;
  /** Output words that it has worked on before, so that it must have their partial sums back. */
  readonly seen: Set<string>;
  /** Words that have left since the window began to slide. */
  readonly left: Set<string>;
}

export class Machine {
  private readonly loops: Loop[];

  /**
   * Whether a word left a sliding window and came back in the same sweep, as tiles with gaps (strides) make it. The machine
   * fetches it again; model.md counts the words of a sweep once.
   */
  wordsReturned = false;

  constructor(
    private readonly architecture: Architecture,
    private readonly workload: Workload,
    mapping: Mapping,
    private readonly bias: boolean,
  ) {
    this.loops = architecture.levels.flatMap(({ name }, level) =>
      (mapping.find((block) => block.level === name)?.loops ?? [])
        .filter(({ iterations }) => iterations > 1)
        .map(({ dimension, iterations }) => ({ level, dimension, iterations, step: 1 })),
    );
    for (const loop of this.loops) {
      for (const inner of this.loops) {
        if (inner.level > loop.level && inner.dimension === loop.dimension) loop.step *= inner.iterations;
      }
    }
  }

  /** Runs everything; by level and operand. Memories that bypass an operand have no entry for it. */
  run(): Map<number, Partial<Record<Role, Moved>>> {
    const moved = new Map<number, Partial<Record<Role, Moved>>>();
    const at = (level: number, role: Role): Moved => {
      const byRole = moved.get(level) ?? {};
      moved.set(level, byRole);
      byRole[role] ??= { reads: 0, updates: 0, fills: 0, drains: 0 };
      return byRole[role];
    };
    for (const role of ['in', 'w', 'out'] as const) {
      const stores = this.architecture.levels.flatMap((level, l) =>
        level.type === 'memory' && !level.bypass.includes(role) ? [l] : [],
      );
      stores.forEach((level, i) => {
        const outer = at(level, role);
        const next = stores[i + 1];
        this.supply(role, level, next ?? null, outer, next === undefined ? null : at(next, role));
      });
    }
    return moved;
  }

  private isSpatial(level: number): boolean {
    return this.architecture.levels[level].type !== 'memory';
  }

  private relevant(role: Role): Set<string> {
    return new Set(this.workload.coupling.operands[role].axes.flat().map(({ dimension }) => dimension));
  }

  /** Moves all tiles of an operand between a memory and its consumers. */
  private supply(role: Role, level: number, next: number | null, outer: Moved, inner: Moved | null): void {
    const end = next ?? this.architecture.levels.length;
    const outside = this.loops.filter((loop) => loop.level < end);
    const temporal = outside.filter((loop) => !this.isSpatial(loop.level));
    const spatial = outside.filter((loop) => this.isSpatial(loop.level));
    const inside = this.loops.filter((loop) => loop.level >= end);
    const relevant = this.relevant(role);
    const consumers = [...odometer(spatial)].map(
      ({ counts }): Consumer => ({ place: counts, held: new Set(), seen: new Set(), left: new Set() }),
    );
    for (const { counts, advanced } of odometer(temporal)) {
      const changed = temporal.slice(advanced).filter(({ dimension }) => relevant.has(dimension));
      // A memory keeps its tile while nothing in it changes; a MAC keeps nothing.
      if (next !== null && advanced >= 0 && changed.length === 0) continue;
      const slides = next !== null && advanced >= 0 && this.slides(role, temporal, advanced, spatial, changed);
      const sent = new Set<string>();
      const received = new Set<string>();
      for (const consumer of consumers) {
        const origin: Index = new Map();
        for (const [i, loop] of temporal.entries()) move(origin, loop, counts[i]);
        for (const [i, loop] of spatial.entries()) move(origin, loop, consumer.place[i]);
        const tile = this.words(role, origin, inside);
        const fresh = slides ? [...tile].filter((word) => !consumer.held.has(word)) : [...tile];
        if (!slides) consumer.left.clear();
        if (fresh.some((word) => consumer.left.has(word))) this.wordsReturned = true;
        for (const word of consumer.held) if (!tile.has(word)) consumer.left.add(word);
        consumer.held = tile;
        for (const word of fresh) {
          // The tile goes back in the end, and comes in unless this is the first time.
          const known = this.bias || role !== 'out' || consumer.seen.has(word);
          consumer.seen.add(word);
          if (inner && role === 'out') inner.drains += 1;
          if (inner && known) inner.fills += 1;
          if (known) sent.add(this.wire('multicast', role, level, consumer, spatial, word));
          received.add(this.wire('reduction', role, level, consumer, spatial, word));
        }
      }
      outer.reads += sent.size;
      if (role === 'out') outer.updates += received.size;
    }
  }

  /**
   * Whether the step from the last tile to this one leaves part of the window in place: one loop of a window axis went on,
   * everything inside it stayed, and no instances share the axis. A level without multipleReuses keeps either the whole tile
   * or part of it, not both.
   */
  private slides(role: Role, temporal: Loop[], advanced: number, spatial: Loop[], changed: Loop[]): boolean {
    const loop = temporal[advanced];
    if (changed.length !== 1 || changed[0] !== loop) return false;
    const axis = this.workload.coupling.operands[role].axes.find((terms) =>
      terms.some(({ dimension }) => dimension === loop.dimension),
    )!;
    const onAxis = (dimension: string) => axis.some((term) => term.dimension === dimension);
    if (axis.length === 1 || spatial.some((other) => other.level > loop.level && onAxis(other.dimension))) return false;
    const stayed = temporal.slice(advanced + 1).some((other) => other.level === loop.level);
    return !stayed || (this.architecture.levels[loop.level] as Memory).windows !== 'strict';
  }

  /**
   * What tells a transfer from others in the same step. Instances of the outer memory are apart, as are those of fanouts that
   * do not share, and of those that share only whole tiles when they hold different ones.
   */
  private wire(
    kind: 'multicast' | 'reduction',
    role: Role,
    level: number,
    consumer: Consumer,
    spatial: Loop[],
    word: string,
  ): string {
    const relevant = this.relevant(role);
    const apart = consumer.place.filter((_, i) => {
      const loop = spatial[i];
      if (loop.level < level) return true;
      const { [kind]: sharing = 'none' } = this.architecture.levels[loop.level] as { [key in typeof kind]?: Sharing };
      return sharing === 'none' || (sharing === 'full' && relevant.has(loop.dimension));
    });
    return `${apart}:${word}`;
  }

  /** The words of an operand that the loops inside touch, with the indices starting at `origin`. */
  private words(role: Role, origin: Index, inside: Loop[]): Set<string> {
    const { axes } = this.workload.coupling.operands[role];
    const relevant = this.relevant(role);
    const found = new Set<string>();
    const touched = inside.filter(({ dimension }) => relevant.has(dimension));
    for (const { counts } of odometer(touched)) {
      const index = new Map(origin);
      for (const [i, loop] of touched.entries()) move(index, loop, counts[i]);
      const word = axes.map((axis) =>
        axis.reduce((sum, { dimension, stride }) => {
          const coefficient = stride === null ? 1 : (this.workload.strides[stride] ?? 1);
          return sum + coefficient * (index.get(dimension) ?? 0);
        }, 0),
      );
      found.add(word.join(','));
    }
    return found;
  }
}

const move = (index: Index, { dimension, step }: Loop, count: number): void => {
  index.set(dimension, (index.get(dimension) ?? 0) + count * step);
};

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

/**
 * Whether the formulas of model.md count exactly what moves, as far as the architecture and the kernel decide that: for outputs
 * without windows, and where the instances that share windows are next to those who hold them. (Words that come back while a
 * window slides over its own gaps are the machine's to notice.)
 */
export function isExact({ levels }: Architecture, { coupling }: Workload): boolean {
  const hasWindows = (role: Role) => coupling.operands[role].axes.some((axis) => axis.length > 1);
  if (hasWindows('out')) return false;
  const shared = (['in', 'w'] as const).filter(hasWindows);
  const selective = (level: Level) => level.type === 'fanout' && level.multicast === 'selective';
  return levels.every((level, l) => {
    if (!selective(level)) return true;
    const next = levels.slice(l + 1).find((inner) => !selective(inner))!;
    return shared.every((role) => next.type === 'memory' && !next.bypass.includes(role));
  });
}
