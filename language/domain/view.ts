import type { Architecture, DimensionName, FactorConstraint, Level, LevelNames } from './architecture.js';
import { hostOf } from './compatibility.js';
import type { Coupling } from './coupling.js';

/** Architectures as couplings read them. */
const views = new WeakMap<Architecture, WeakMap<Coupling, Architecture>>();

/**
 * An architecture as one coupling reads it: all that its levels say of dimensions is then said of that coupling's, and of
 * no others. What it reads so is for that coupling alone; one that it does not accept gets it as it is.
 */
export function architectureFor(architecture: Architecture, coupling: Coupling): Architecture {
  if (!architecture.names) return architecture;
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
  const host = hostOf(architecture, coupling);
  const { names = [], ...rest } = architecture;
  if (!host) return architecture;
  return { ...rest, couplings: [host], levels: rest.levels.map((level, l) => levelFor(level, names[l]!, host)) };
}

/** A level that says what its names mean in a coupling. */
export function levelFor(level: Level, names: LevelNames, coupling: Coupling): Level {
  const factors = nearest(names.factors, coupling).map(
    ({ coupling: _, ...constraint }): FactorConstraint => constraint,
  );
  if (level.type === 'memory') return { ...level, factors, order: orderFor(names, coupling) };
  return {
    ...level,
    factors,
    dimensions: [...new Set(names.over.filter((name) => isOf(name, coupling)).map(dimensionOf))],
  };
}

const dimensionOf = ({ dimension }: DimensionName): string => dimension;

/** Whether a name speaks of a dimension of a coupling. */
function isOf(name: DimensionName, { name: coupling, dimensions }: Coupling): boolean {
  return (name.coupling === null || name.coupling === coupling) && dimensions.includes(name.dimension);
}

/** Those that speak of a coupling; what is said of it alone comes before what is said of all. */
function nearest<T extends DimensionName>(names: readonly T[], coupling: Coupling): T[] {
  const of = names.filter((name) => isOf(name, coupling));
  const alone = new Set(of.filter((name) => name.coupling !== null).map(dimensionOf));
  return of.filter((name) => name.coupling !== null || !alone.has(name.dimension));
}

function orderFor({ orders }: LevelNames, coupling: Coupling): (string | null)[] {
  const order = orders.find((one) => one.coupling === coupling.name) ?? orders.find((one) => one.coupling === null);
  const entries = order?.entries ?? [];
  const meant = new Set(
    nearest(
      entries.filter((entry) => entry !== null),
      coupling,
    ),
  );
  return entries
    .filter((entry) => entry === null || meant.has(entry))
    .map((entry) => (entry === null ? null : entry.dimension));
}
