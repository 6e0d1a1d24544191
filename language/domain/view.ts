import {
  type Architecture,
  type DimensionName,
  type FactorConstraint,
  isSpatial,
  type Level,
  type LevelNames,
} from './architecture.js';
import { accepts, hostOf, isSame } from './compatibility.js';
import { ancestorsOf, type Coupling } from './coupling.js';

/** Architectures as couplings read them. */
const views = new WeakMap<Architecture, WeakMap<Coupling, Architecture>>();

/**
 * An architecture as one coupling reads it: all that its levels say of dimensions is then said of that coupling's, and of
 * no others. One that it does not accept gets it as it is.
 */
export function architectureFor(architecture: Architecture, coupling: Coupling): Architecture {
  const known = views.get(architecture) ?? new WeakMap<Coupling, Architecture>();
  views.set(architecture, known);
  let view = known.get(coupling);
  if (!view) {
    view = read(architecture, coupling);
    known.set(coupling, view);
  }
  return view;
}

function read(architecture: Architecture, coupling: Coupling): Architecture {
  const { names, ...rest } = architecture;
  const host = hostOf(architecture, coupling);
  if (!names && host) return architecture;
  if (!accepts(architecture, coupling)) return architecture;
  const reader = new Reader(architecture, coupling);
  const levels = rest.levels.map((level, l) => reader.level(level, names?.[l] ?? namesOf(level)));
  return { ...rest, couplings: [host ?? coupling], levels };
}

/** What a level says of dimensions in plain names. */
function namesOf(level: Level): LevelNames {
  const plain = (dimension: string): DimensionName => ({ dimension, coupling: null });
  const order = level.type === 'memory' ? level.order : [];
  return {
    factors: level.factors.map((factor) => ({ ...factor, coupling: null })),
    over: isSpatial(level) ? level.dimensions.map(plain) : [],
    orders:
      order.length > 0
        ? [{ coupling: null, entries: order.map((entry) => (entry === null ? null : plain(entry))) }]
        : [],
  };
}

/** A coupling of an architecture, or one that it is compatible with or a special case of, to the one that reads. */
interface Meaning {
  /** What speaks of it alone. */
  readonly couplings: readonly string[];
  /** How near what is said of all couplings is to it, after what is said of it alone; undefined where it is not among them. */
  readonly plain: number | undefined;
  /** What its dimensions are called in the coupling that reads. */
  readonly own: (dimension: string) => string | undefined;
}

/** Says what the names of levels mean in one coupling. What is said of it alone comes before what is said of all. */
export class Reader {
  /** The nearest first. */
  private readonly meanings: readonly Meaning[];

  constructor(architecture: Pick<Architecture, 'couplings'>, coupling: Coupling) {
    const ancestors = ancestorsOf(coupling);
    this.meanings = ancestors.map(({ coupling: ancestor, names }, i): Meaning => {
      const host = hostOf(architecture, ancestor);
      // Dimensions that a coupling lacks have size 1, but an architecture that it is compatible with still names them.
      const lacks = (dimension: string) => ancestor === coupling && host?.dimensions.includes(dimension);
      return {
        couplings: [ancestor.name, ...(host ? [host.name] : [])],
        // What the architecture does not name itself, it speaks of the least.
        plain: host && 2 * (isSame(host, ancestor) ? i : ancestors.length + i) + 1,
        own: (dimension) => names.get(dimension) ?? (lacks(dimension) ? dimension : undefined),
      };
    });
  }

  level(level: Level, names: LevelNames): Level {
    if (level.type === 'link') return level;
    const factors = this.nearest(names.factors).map(
      ({ name: { coupling: _, ...constraint }, own }): FactorConstraint => ({ ...constraint, dimension: own }),
    );
    if (level.type === 'memory') return { ...level, factors, order: this.order(names) };
    const over = names.over.map((name) => this.read(name)?.own).filter((name) => name !== undefined);
    return { ...level, factors, dimensions: [...new Set(over)] };
  }

  /** What a name stands for, and how far away that is; undefined where it speaks of something else. */
  private read({ dimension, coupling }: DimensionName): { own: string; distance: number } | undefined {
    const found = this.meanings.flatMap(({ couplings, plain, own }, i) => {
      const meant = own(dimension);
      const distance = coupling === null ? plain : couplings.includes(coupling) ? 2 * i : undefined;
      return meant === undefined || distance === undefined ? [] : [{ own: meant, distance }];
    });
    return found.sort((a, b) => a.distance - b.distance)[0];
  }

  /** What is said of each dimension, as near as it is said. */
  private nearest<T extends DimensionName>(names: readonly T[]): { name: T; own: string }[] {
    const meant = names.flatMap((name) => {
      const found = this.read(name);
      return found ? [{ name, ...found }] : [];
    });
    return meant.filter(({ own, distance }) => !meant.some((other) => other.own === own && other.distance < distance));
  }

  private order({ orders }: LevelNames): (string | null)[] {
    const alone = this.meanings
      .map(({ couplings }) => orders.find(({ coupling }) => coupling !== null && couplings.includes(coupling)))
      .find((order) => order !== undefined);
    const { coupling = null, entries = [] } = alone ?? orders.find((order) => order.coupling === null) ?? {};
    // The names in the order of one coupling are that coupling's.
    const qualified = entries.map((entry) => entry && { ...entry, coupling: entry.coupling ?? coupling });
    const meant = this.nearest(qualified.filter((entry) => entry !== null));
    return qualified.flatMap((entry) => {
      if (entry === null) return [null];
      return meant.find(({ name }) => name === entry)?.own ?? [];
    });
  }
}
