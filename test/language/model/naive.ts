/**
 * A second reading of model.md, for tests: slow, literal, one statement for a sentence where that is possible, and written
 * without looking at `language/model`. Names are those of the page.
 */
import type {
  Architecture,
  Axis,
  Loop,
  Mapping,
  Memory,
  Operand,
  Role,
  Workload,
} from '../../../language/domain/index.js';
import type { ModelOptions } from '../../../language/model/index.js';

export interface NaiveMemory {
  name: string;
  reads: Record<Role, number>;
  writes: Record<Role, number>;
  drains: number;
  fills: number;
  read: number;
  fill: number;
  update: number;
  drain: number;
  required: { read: number; fill: number; update: number; drain: number };
  readDrain: number;
  fillUpdate: number;
  cc: number;
  stall: number;
  footprint: number;
  t: number;
  s: number;
  energy: number;
}

export interface NaiveResult {
  memories: NaiveMemory[];
  energy: number;
  latency: number;
  edp: number;
  wart: number;
  utilization: number;
}

type Extents = (dimension: string) => number;

/** How many different values the sum of the terms takes: all of them are put in a set. */
export function countDistinct(coefficients: readonly number[], extents: readonly number[]): number {
  let values = new Set([0]);
  coefficients.forEach((c, i) => {
    const next = new Set<number>();
    for (const value of values) for (let x = 0; x < extents[i]; x++) next.add(value + c * x);
    values = next;
  });
  return values.size;
}

/** The mapping with what sections 1 and 3 ask of it. */
export class Naive {
  readonly dimensions: readonly string[];
  readonly levels: Architecture['levels'];

  constructor(
    readonly architecture: Architecture,
    readonly workload: Workload,
    readonly mapping: Mapping,
    readonly options: ModelOptions,
  ) {
    // Dimensions that the workload's coupling lacks have size 1.
    this.dimensions = architecture.couplings[0].dimensions;
    this.levels = architecture.levels;
  }

  /** The loops of a level with more than one iteration, outermost first. */
  loops(l: number): Loop[] {
    const found = this.mapping.find(({ level }) => level === this.levels[l].name);
    return (found?.loops ?? []).filter(({ iterations }) => iterations > 1);
  }

  f(l: number, d: string): number {
    return this.loops(l).find(({ dimension }) => dimension === d)?.iterations ?? 1;
  }

  /** The product of all iterations of a level. */
  all(l: number): number {
    return this.loops(l).reduce((product, { iterations }) => product * iterations, 1);
  }

  T(l: number, d: string): number {
    let product = 1;
    for (let j = l + 1; j < this.levels.length; j++) product *= this.f(j, d);
    return product;
  }

  distinct(axis: Axis, X: Extents): number {
    const coefficient = (stride: string | null) => (stride === null ? 1 : (this.workload.strides[stride] ?? 1));
    if (axis.length === 1) return X(axis[0].dimension);
    const coefficients = axis.map(({ stride }) => coefficient(stride));
    const extents = axis.map(({ dimension }) => X(dimension));
    if (!this.options.timeloopBounds) return countDistinct(coefficients, extents);
    return coefficients.reduce((sum, c, i) => sum + c * (extents[i] - 1), 0) + 1;
  }

  size(operand: Operand, X: Extents): number {
    return operand.axes.reduce((product, axis) => product * this.distinct(axis, X), 1);
  }

  operand(o: Role): Operand {
    return this.workload.coupling.operands[o];
  }

  axisOf(o: Role, d: string): Axis | undefined {
    return this.operand(o).axes.find((axis) => axis.some(({ dimension }) => dimension === d));
  }

  stores(l: number, o: Role): boolean {
    const level = this.levels[l];
    return level.type === 'memory' && !level.bypass.includes(o);
  }

  /** The next memory further in that stores `o`; null when the consumer is compute. */
  consumer(l: number, o: Role): number | null {
    for (let n = l + 1; n < this.levels.length; n++) if (this.stores(n, o)) return n;
    return null;
  }

  /** The traffic of the span of `(l, o)`. */
  traffic(l: number, o: Role): { reads: number; writes: number; delivered: number; revisits: number } {
    const n = this.consumer(l, o);
    const e = n === null ? this.levels.length - 1 : n - 1;
    const tile = this.size(this.operand(o), (d) => this.T(e, d));
    let [reads, writes, delivered, revisits] = [tile, tile, tile, 1];
    let metRelevant = false;
    /** Dimensions with temporal loops, with spatial iterations, and with those of levels that do not share selectively. */
    const temporal = new Set<string>();
    const spatial = new Set<string>();
    const notSelective = { multicast: new Set<string>(), reduction: new Set<string>() };

    for (let j = e; j >= 0; j--) {
      const level = this.levels[j];
      if (level.type !== 'memory') {
        delivered *= this.all(j);
        if (j < l) {
          reads *= this.all(j);
          writes *= this.all(j);
        } else {
          for (const kind of ['multicast', 'reduction'] as const) {
            const sharing = level.type === 'compute' ? 'none' : level[kind];
            let factor = 1;
            for (const axis of this.operand(o).axes) {
              const dimensions = axis.map(({ dimension }) => dimension);
              const shares =
                axis.length > 1 &&
                sharing === 'selective' &&
                !dimensions.some((d) => temporal.has(d) || notSelective[kind].has(d));
              if (shares) {
                factor /= this.distinct(axis, (d) => this.T(j, d));
                factor *= this.distinct(axis, (d) => this.T(j, d) * this.f(j, d));
              } else {
                for (const d of dimensions) factor *= this.f(j, d);
              }
            }
            if (sharing === 'none') {
              for (const d of this.dimensions) if (!this.axisOf(o, d)) factor *= this.f(j, d);
            }
            if (kind === 'multicast') reads *= factor;
            else writes *= factor;
            if (sharing !== 'selective') {
              for (const { dimension } of this.loops(j)) notSelective[kind].add(dimension);
            }
          }
        }
        for (const { dimension } of this.loops(j)) spatial.add(dimension);
        continue;
      }
      let skipped = false;
      for (const { dimension, iterations } of this.loops(j).reverse()) {
        const axis = this.axisOf(o, dimension);
        let factor = iterations;
        if (n !== null && !metRelevant) {
          if (!axis) {
            skipped = true;
            continue;
          }
          metRelevant = true;
          const halo =
            axis.length > 1 &&
            !axis.some((term) => spatial.has(term.dimension)) &&
            (!skipped || level.windows !== 'strict');
          if (halo) {
            const grown = this.distinct(axis, (d) => this.T(j, d) * (d === dimension ? iterations : 1));
            factor = grown / this.distinct(axis, (d) => this.T(j, d));
          }
        }
        if (!axis) revisits *= iterations;
        reads *= factor;
        writes *= factor;
        delivered *= factor;
        temporal.add(dimension);
      }
    }
    // Shares are replaced by division and multiplication; the results are whole.
    return { reads: Math.round(reads), writes: Math.round(writes), delivered: Math.round(delivered), revisits };
  }

  footprint(l: number): number {
    let words = 0;
    for (const o of ['in', 'w', 'out'] as const) {
      if (this.stores(l, o)) words += this.size(this.operand(o), (d) => this.T(l, d) * this.f(l, d));
    }
    return words;
  }

  evaluate(): NaiveResult {
    const { levels, options } = this;
    const indices = levels.flatMap((level, l) => (level.type === 'memory' ? [l] : []));
    const memories = new Map<number, NaiveMemory>();
    for (const l of indices) {
      let [t, s] = [1, 1];
      for (let j = 0; j < l; j++) {
        if (levels[j].type === 'memory') t *= this.all(j);
        else s *= this.all(j);
      }
      const none = () => ({ in: 0, w: 0, out: 0 });
      memories.set(l, {
        name: levels[l].name,
        reads: none(),
        writes: none(),
        drains: 0,
        fills: 0,
        read: 0,
        fill: 0,
        update: 0,
        drain: 0,
        required: { read: 0, fill: 0, update: 0, drain: 0 },
        readDrain: 0,
        fillUpdate: 0,
        cc: 0,
        stall: 0,
        footprint: this.footprint(l),
        t,
        s,
        energy: 0,
      });
    }

    // Totals of section 3.
    for (const l of indices) {
      const outer = memories.get(l)!;
      for (const o of ['in', 'w'] as const) {
        if (!this.stores(l, o)) continue;
        const { reads, delivered } = this.traffic(l, o);
        outer.reads[o] = reads;
        outer.read += reads;
        const n = this.consumer(l, o);
        if (n === null) continue;
        memories.get(n)!.writes[o] = delivered;
        memories.get(n)!.fill += delivered;
      }
      if (!this.stores(l, 'out')) continue;
      const { reads, writes, delivered, revisits } = this.traffic(l, 'out');
      const later = options.bias ? 1 : (revisits - 1) / revisits;
      outer.reads.out += Math.round(reads * later);
      outer.read += Math.round(reads * later);
      outer.writes.out += writes;
      outer.update = writes;
      const n = this.consumer(l, 'out');
      if (n === null) continue;
      const inner = memories.get(n)!;
      inner.fills = Math.round(delivered * later);
      inner.fill += inner.fills;
      inner.writes.out += inner.fills;
      // The golden cases count no drains at all where they are free.
      inner.drains = options.freeDrains ? 0 : delivered;
      inner.drain = inner.drains;
      inner.reads.out += inner.drains;
    }

    // Section 4, from the innermost level out.
    const compute = levels[levels.length - 1];
    if (compute.type !== 'compute') throw new Error('the last level is compute');
    let cc = compute.cycles;
    let latency = compute.cycles * indices.reduce((product, l) => product * this.all(l), 1);
    for (const l of [...indices].reverse()) {
      const level = levels[l] as Memory;
      const m = memories.get(l)!;
      const ideal = cc * this.all(l);
      const per = m.t * m.s;
      m.cc = cc;
      m.required = {
        read: m.read / (per * ideal),
        fill: m.fill / (per * ideal),
        update: m.update / (per * ideal),
        drain: m.drain / (per * ideal),
      };
      let warmup = 0;
      for (let j = l + 1; j < levels.length; j++) {
        const inside = levels[j];
        if (inside.type === 'memory') break;
        if (inside.type === 'fanout' && inside.peToPe) warmup += inside.mesh - 1;
      }
      const side = (words: number, bandwidth: number) =>
        words / (per * ideal) <= bandwidth ? ideal + warmup * cc : words / per / bandwidth;
      const [out, into] = [m.read + m.drain, m.fill + m.update];
      m.readDrain = side(level.sharedBandwidth ? out + into : out, level.readBandwidth);
      m.fillUpdate = side(level.sharedBandwidth ? out + into : into, level.writeBandwidth);
      cc = Math.max(m.readDrain, m.fillUpdate);
      m.stall = (cc - ideal) * m.t;
      latency = Math.max(latency, cc * m.t);
    }

    // Section 5.
    let energy = 0;
    let utilization = 1;
    let leaking = 1;
    let macs = 1;
    for (const d of this.dimensions) macs *= levels.reduce((product, _, l) => product * this.f(l, d), 1);
    levels.forEach((level, l) => {
      if (level.type === 'memory') {
        const m = memories.get(l)!;
        m.energy = (m.read + m.drain) * level.readEnergy.out + (m.fill + m.update) * level.writeEnergy.out;
        energy += m.energy + level.leakage * latency * leaking;
        return;
      }
      utilization *= this.all(l) / level.mesh;
      if (level.type === 'compute') energy += macs * level.energy + level.leakage * latency * leaking;
      else leaking *= level.powerGating ? this.all(l) : level.mesh;
    });
    const edp = energy * latency;
    return {
      memories: [...memories.values()],
      energy,
      latency,
      edp,
      wart: ((2 * macs) / edp) * utilization,
      utilization,
    };
  }

  /** Section 2, "Constraints larger than the workload": the value of each constraint, by level. */
  reduced(): { level: number; dimension: string; operator: string; from: number; to: number }[] {
    return this.levels.flatMap((level, l) =>
      level.factors.map(({ dimension, operator, value }) => {
        if (operator === '<=') return { level: l, dimension, operator, from: value, to: value };
        let used = 1;
        let to = value;
        for (let j = 0; j <= l; j++) {
          const own = this.levels[j].factors.find((c) => c.dimension === dimension && c.operator !== '<=');
          if (!own) continue;
          const size = this.workload.sizes[dimension] ?? 1;
          to = Math.min(own.value, Math.max(1, Math.floor(size / used)));
          used *= to;
        }
        return { level: l, dimension, operator, from: value, to };
      }),
    );
  }

  /** Section 2: rule, level and dimension of all that the mapping breaks. */
  violations(): [rule: string, level: string | null, dimension: string | null][] {
    const found: [string, string | null, string | null][] = [];
    for (const d of this.dimensions) {
      const product = this.levels.reduce((sofar, _, l) => sofar * this.f(l, d), 1);
      if (product !== (this.workload.sizes[d] ?? 1)) found.push(['product', null, d]);
    }
    this.levels.forEach((level, l) => {
      if (level.type === 'memory') {
        if (level.size !== null && this.footprint(l) > level.size / level.buffering) {
          found.push(['capacity', level.name, null]);
        }
        const order = this.loops(l).map(({ dimension }) => dimension);
        if (!this.canBeCompleted(order, level.order)) found.push(['order', level.name, null]);
        return;
      }
      if (this.all(l) > level.mesh) found.push(['mesh', level.name, null]);
      for (const { dimension } of this.loops(l)) {
        if (!level.dimensions.includes(dimension)) found.push(['dimension', level.name, dimension]);
      }
    });
    for (const { level, dimension, operator, to } of this.reduced()) {
      const iterations = this.f(level, dimension);
      const holds = operator === '=' ? iterations === to : operator === '<=' ? iterations <= to : iterations >= to;
      if (!holds) found.push(['factor', this.levels[level].name, dimension]);
    }
    return found;
  }

  /** Whether the dimensions without a loop can be put into an order so that the constraint holds: all ways are tried. */
  private canBeCompleted(order: readonly string[], constraint: readonly (string | null)[]): boolean {
    const missing = this.dimensions.find((d) => !order.includes(d));
    if (missing !== undefined) {
      for (let at = 0; at <= order.length; at++) {
        if (this.canBeCompleted([...order.slice(0, at), missing, ...order.slice(at)], constraint)) return true;
      }
      return false;
    }
    if (constraint.includes(null)) return constraint.every((d, i) => d === null || d === order[i]);
    const places = constraint.map((d) => order.indexOf(d!)).filter((place) => place >= 0);
    return places.every((place, i) => i === 0 || places[i - 1] < place);
  }
}
