import { type Architecture, ROLES, type Workload } from '../../../language/domain/index.js';
import type { LevelReport } from '../../../language/model/index.js';
import type { MapReport } from '../../mapper/request.js';
import { dimensionsOf } from './meaning.js';

/** What a result is of. */
export interface Pair {
  readonly architecture: Architecture;
  readonly workload: Workload;
}

/**
 * A report in the names of another pair of the same meaning: levels, dimensions and operands are found by their positions.
 * It is the report itself where all names are the same.
 */
export function renamed(report: MapReport, then: Pair, now: Pair): MapReport {
  const [before, after] = [namesOf(then), namesOf(now)];
  if (JSON.stringify(before) === JSON.stringify(after)) return report;
  const of = (kind: number) => renaming(before[kind]!, after[kind]!);
  const [level, dimension, operand] = [of(0), of(1), of(2)];
  const keys = <T>(record: Record<string, T>, name: Renaming): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [name(key), value]));
  const levelReport = (one: LevelReport): LevelReport => {
    const name = level(one.name);
    switch (one.type) {
      case 'memory': {
        const bypassed = one.bypassed && { bypassed: one.bypassed.map(operand) };
        return { ...one, name, operands: keys(one.operands, operand), ...bypassed };
      }
      case 'link':
        return { ...one, name, operands: keys(one.operands, operand) };
      default:
        return { ...one, name };
    }
  };
  return {
    ...report,
    architecture: now.architecture.name,
    workload: now.workload.name,
    sizes: keys(report.sizes, dimension),
    operands: keys(
      Object.fromEntries(Object.entries(report.operands).map(([name, indexing]) => [name, indexing.map(dimension)])),
      operand,
    ),
    ...(report.padded ? { padded: keys(report.padded, dimension) } : {}),
    mapping: report.mapping.map(({ level: name, loops, bypass }) => ({
      level: level(name),
      ...(bypass && { bypass: bypass.map(operand) }),
      loops: loops.map(([name, iterations]) => [dimension(name), iterations]),
    })),
    reducedConstraints: report.reducedConstraints.map((one) => ({
      ...one,
      level: level(one.level),
      dimension: dimension(one.dimension),
    })),
    levels: report.levels.map(levelReport),
  };
}

type Renaming = (name: string) => string;

/** The names in a report, by kind: of levels, of dimensions and strides, of operands, and what both declarations are called. */
function namesOf({ architecture, workload }: Pair): string[][] {
  return [
    architecture.levels.map(({ name }) => name),
    [...dimensionsOf(architecture), ...workload.coupling.dimensions, ...workload.coupling.strides],
    ROLES.map((role) => workload.coupling.operands[role].name),
    [architecture.name, workload.name],
  ];
}

function renaming(before: readonly string[], after: readonly string[]): Renaming {
  const names = new Map(before.map((name, i) => [name, after[i]]));
  return (name) => names.get(name) ?? name;
}
