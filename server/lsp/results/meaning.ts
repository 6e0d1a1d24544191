import {
  type Architecture,
  architectureFor,
  type Coupling,
  type Level,
  ROLES,
  type SpecialCase,
  type Workload,
  withoutSources,
} from '../../../language/domain/index.js';

const known = new WeakMap<Architecture | Workload, string>();

/**
 * What a declaration says, whatever it and its parts are called and wherever it stands: levels, dimensions, strides and
 * operands count by their positions.
 */
export function meaningOf(declared: Architecture | Workload): string {
  let meaning = known.get(declared);
  if (meaning === undefined) {
    const nameless = 'levels' in declared ? architectureMeaning(declared) : workloadMeaning(declared);
    meaning = JSON.stringify(withoutSources(nameless));
    known.set(declared, meaning);
  }
  return meaning;
}

/** What an architecture says to workloads of a coupling. What it says of others alone is no part of that. */
export function readingOf(architecture: Architecture, { coupling }: Pick<Workload, 'coupling'>): string {
  return meaningOf(architectureFor(architecture, coupling));
}

/**
 * What a pair says: two with the same meaning have the same mappings with the same cost. Beside both declarations it is
 * which of the architecture's dimensions each of the workload's is, which their names tell.
 */
export function pairMeaning(architecture: Architecture, workload: Workload): string {
  return [readingOf(architecture, workload), meaningOf(workload), dimensionMeaning(architecture, workload)].join('\n');
}

/** Which of the architecture's dimensions each of the workload's is. */
export function dimensionMeaning(architecture: Architecture, workload: Workload): string {
  const view = architectureFor(architecture, workload.coupling);
  return JSON.stringify(workload.coupling.dimensions.map(positions(dimensionsOf(view))));
}

/** The dimensions of all couplings that an architecture is written for, each once. */
export function dimensionsOf({ couplings }: Architecture): string[] {
  return [...new Set(couplings.flatMap(({ dimensions }) => dimensions))];
}

function architectureMeaning(architecture: Architecture): unknown {
  const position = positions(dimensionsOf(architecture));
  const { clock } = architecture;
  return architecture.couplings.map((coupling) => ({
    ...(clock !== undefined && { clock }),
    coupling: couplingMeaning(coupling, position),
    levels: architectureFor(architecture, coupling).levels.map((level) => levelMeaning(level, position)),
  }));
}

function workloadMeaning({ coupling, sizes, strides }: Workload): unknown {
  return {
    coupling: couplingMeaning(coupling, positions(coupling.dimensions)),
    sizes: coupling.dimensions.map((dimension) => sizes[dimension]),
    strides: coupling.strides.map((stride) => strides[stride]),
  };
}

function couplingMeaning({ dimensions, strides, operands, special }: Coupling, position: Position): unknown {
  const stridePosition = positions(strides);
  return {
    dimensions: dimensions.map(position),
    ...(special && { special: specialMeaning(special, position) }),
    operands: ROLES.map((role) =>
      operands[role].axes.map((axis) =>
        axis.map(({ dimension, stride, coefficient }) => [
          position(dimension),
          stride === null ? null : stridePosition(stride),
          coefficient,
        ]),
      ),
    ),
  };
}

/** Which dimensions of another coupling those of a special case are. */
function specialMeaning({ of, names }: SpecialCase, position: Position): unknown {
  const general = positions(of.dimensions);
  return [couplingMeaning(of, general), Object.entries(names).map(([own, name]) => [position(own), general(name)])];
}

function levelMeaning({ name: _, factors, ...level }: Level, position: Position): unknown {
  const constraints = factors.map(({ dimension, operator, value }) => [position(dimension), operator, value]);
  return level.type === 'memory'
    ? { ...level, factors: constraints, order: level.order.map((entry) => (entry === null ? null : position(entry))) }
    : {
        ...level,
        factors: constraints,
        ...('dimensions' in level && { dimensions: level.dimensions.map(position) }),
      };
}

type Position = (name: string) => number | string;

/** Where a name stands in a list; a name that does not is itself. */
function positions(names: readonly string[]): Position {
  const index = new Map(names.map((name, i) => [name, i]));
  return (name) => index.get(name) ?? name;
}
