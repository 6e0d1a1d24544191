import type { Architecture, Compute, Mapping, Workload } from '../domain/index.js';
import { Evaluator } from './evaluator.js';
import { footprints, mappingViolations } from './legality.js';
import { DEFAULT_OPTIONS, type ModelOptions } from './options.js';
import { OUT, type Problem, prepare, spatialAt } from './problem.js';
import type { EvaluationReport, LevelReport, OperandReport, ReducedConstraint, Violation } from './report.js';
import { mappingOf, type Tiling, tilingOf } from './tiling.js';

/**
 * What a mapping of a workload on an architecture costs, by model.md. A mapping that breaks rules still gets its numbers,
 * next to the violations.
 *
 * @throws RangeError where {@link prepare} does.
 */
export function evaluate(
  architecture: Architecture,
  workload: Workload,
  mapping: Mapping,
  options: ModelOptions = DEFAULT_OPTIONS,
): EvaluationReport {
  const problem = prepare(architecture, workload, options);
  return report(problem, tilingOf(problem, mapping), mappingViolations(problem, mapping));
}

/** The rules of model.md section 2 that a mapping breaks. */
export function violations(
  architecture: Architecture,
  workload: Workload,
  mapping: Mapping,
  options: ModelOptions = DEFAULT_OPTIONS,
): Violation[] {
  return mappingViolations(prepare(architecture, workload, options), mapping);
}

/** The report of one tiling, for which the caller has judged the legality. */
export function report(problem: Problem, tiling: Tiling, violations: Violation[]): EvaluationReport {
  const evaluator = new Evaluator(problem);
  evaluator.evaluate(tiling);
  const { workload, architecture, options } = problem;
  return {
    architecture: architecture.name,
    workload: workload.name,
    sizes: { ...workload.sizes, ...workload.strides },
    options,
    mapping: mappingOf(problem, tiling).map(({ level, loops }) => ({
      level,
      loops: loops.map(({ dimension, iterations }): [string, number] => [dimension, iterations]),
    })),
    violations,
    reducedConstraints: reducedConstraints(problem),
    energy_pJ: evaluator.energy,
    latency_cycles: evaluator.latency,
    edp_pJ_cycles: evaluator.edp,
    wart: evaluator.wart,
    utilization: evaluator.utilization,
    throughput: throughput(problem, evaluator),
    area_um2: area(architecture),
    levels: levelReports(problem, tiling, evaluator),
  };
}

/** The constraints that were lowered to fit the workload. */
function reducedConstraints(problem: Problem): ReducedConstraint[] {
  return problem.constraints
    .filter(({ value, written }) => value !== written.value)
    .map(({ level, dimension, value, written }) => ({
      level: problem.levels[level].name,
      dimension,
      from: written.value,
      to: value,
    }));
}

/** Throughput as a share of the peak: `MACs · cycles / (latency · Π mesh)` over all spatial levels. */
function throughput(problem: Problem, { macs, latency }: Evaluator): number {
  const peak = problem.spatials.reduce((instances, l) => instances * spatialAt(problem, l).mesh, 1);
  const { cycles } = problem.levels.at(-1) as Compute;
  return (macs * cycles) / (latency * peak);
}

/** µm²: the sum over the levels of their area times the physical instances outside; null if any level lacks it. */
export function area(architecture: Architecture): number | null {
  let total = 0;
  let instances = 1;
  for (const level of architecture.levels) {
    if (level.area === null) return null;
    total += level.area * instances;
    if (level.type !== 'memory') instances *= level.mesh;
  }
  return total;
}

function levelReports(problem: Problem, tiling: Tiling, evaluator: Evaluator): LevelReport[] {
  const D = problem.dimensions.length;
  const held = footprints(problem, tiling);
  return problem.levels.map((level, l): LevelReport => {
    const used = tiling.factors.subarray(l * D, l * D + D).reduce((product, n) => product * n, 1);
    if (level.type === 'fanout') return { name: level.name, type: 'fanout', mesh: level.mesh, used };
    if (level.type === 'compute') {
      const energy_pJ = evaluator.accessEnergy[l];
      return { name: level.name, type: 'compute', mesh: level.mesh, used, macs: evaluator.macs, energy_pJ };
    }
    const operands: Record<string, OperandReport> = {};
    problem.operands.forEach(({ name, stores }, o) => {
      if (!stores.includes(l)) return;
      const drains = o === OUT ? evaluator.drains[l] : 0;
      const fills = o === OUT ? evaluator.outFills[l] : 0;
      const reads = evaluator.reads[3 * l + o] + drains;
      const writes = evaluator.writes[3 * l + o] + fills;
      operands[name] = o === OUT ? { reads, writes, drains, fills } : { reads, writes };
    });
    const executions = evaluator.executions[l];
    const instances = evaluator.instances[l];
    const ideal = evaluator.ideal[l];
    const perCycle = (words: number): number => words / (executions * instances * ideal);
    const read_words = evaluator.readWords(l);
    const fill_words = evaluator.fillWords(l);
    const update_words = evaluator.writes[3 * l + OUT];
    const drain_words = evaluator.drains[l];
    const cycles = Math.max(evaluator.readDrain[l], evaluator.fillUpdate[l]);
    return {
      name: level.name,
      type: 'memory',
      instances,
      executions,
      footprint_words: held[l]!.reduce<number>((sum, words) => sum + (words ?? 0), 0),
      capacity_words: level.size === null ? null : level.size / level.buffering,
      operands,
      read_words,
      fill_words,
      update_words,
      drain_words,
      bandwidth: {
        required: {
          read: perCycle(read_words),
          fill: perCycle(fill_words),
          update: perCycle(update_words),
          drain: perCycle(drain_words),
        },
        available: { read: level.readBandwidth, write: level.writeBandwidth },
        ...(level.sharedBandwidth && { shared: true }),
      },
      readDrain_cycles: evaluator.readDrain[l] * executions,
      fillUpdate_cycles: evaluator.fillUpdate[l] * executions,
      cyclesPerTile: evaluator.cyclesBelow[l],
      stall_cycles: (cycles - ideal) * executions,
      energy_pJ: evaluator.accessEnergy[l],
    };
  });
}
