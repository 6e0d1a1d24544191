import { type Architecture, isSpatial, type Link, type Mapping, ROLES, type Workload } from '../domain/index.js';
import { Evaluator } from './evaluator.js';
import { footprints, mappingViolations, occupied } from './legality.js';
import type { Loops } from './loops.js';
import { DEFAULT_OPTIONS, type ModelOptions } from './options.js';
import { OUT, type Problem, prepare } from './problem.js';
import type {
  EvaluationReport,
  LevelReport,
  LinkReport,
  OperandReport,
  ReducedConstraint,
  Violation,
  WindowReport,
} from './report.js';
import { keeps, mappingOf, type Tiling, tilingOf } from './tiling.js';
import { timed } from './timed.js';
import { ONCE, SUM, visits } from './visits.js';

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

/** A mapping as reports have it: operands by the names that the workload gives them. */
export const reportedMapping = (mapping: Mapping, { coupling }: Workload): EvaluationReport['mapping'] =>
  mapping.map(({ level, loops, bypass = [] }) => ({
    level,
    loops: loops.map(({ dimension, iterations }): [string, number] => [dimension, iterations]),
    ...(bypass.length > 0 && { bypass: bypass.map((role) => coupling.operands[role].name) }),
  }));

/** The rules of model.md section 2 that a mapping breaks. */
export function violations(
  architecture: Architecture,
  workload: Workload,
  mapping: Mapping,
  options: ModelOptions = DEFAULT_OPTIONS,
): Violation[] {
  return mappingViolations(prepare(architecture, workload, options), mapping);
}

/**
 * The report of one tiling, for which the caller has judged the legality.
 *
 * @param sizes of the dimensions: the workload's, or padded ones.
 */
export function report(
  problem: Problem,
  tiling: Tiling,
  violations: Violation[],
  sizes: readonly number[] = problem.sizes,
): EvaluationReport {
  const evaluator = new Evaluator(problem);
  evaluator.evaluate(tiling, sizes);
  const { workload, architecture, options } = problem;
  return {
    architecture: architecture.name,
    workload: workload.name,
    sizes: { ...workload.sizes, ...workload.strides },
    options,
    mapping: reportedMapping(mappingOf(problem, tiling), workload),
    operands: Object.fromEntries(
      problem.operands.map(({ name, axes }) => [
        name,
        axes.flatMap(({ dimensions }) => dimensions.map((d) => problem.dimensions[d]!)),
      ]),
    ),
    violations,
    reducedConstraints: reducedConstraints(problem),
    macs: evaluator.macs,
    steps: evaluator.loops.steps,
    energy_pJ: evaluator.energy,
    latency_cycles: evaluator.latency,
    edp_pJ_cycles: evaluator.edp,
    wart: evaluator.wart,
    utilization: evaluator.utilization,
    throughput: evaluator.throughput,
    area_um2: area(architecture),
    ...timed(
      { macs: evaluator.macs, energy_pJ: evaluator.energy, latency_cycles: evaluator.latency },
      architecture.clock,
    ),
    levels: levelReports(problem, tiling, sizes, evaluator),
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

/** µm²: the sum over the levels of their area times the physical instances outside; null if any level lacks it. */
export function area(architecture: Architecture): number | null {
  let total = 0;
  let instances = 1;
  for (const level of architecture.levels) {
    if (level.area === null) return null;
    total += level.area * instances;
    if (isSpatial(level)) instances *= level.mesh;
  }
  return total;
}

/** The instances of what follows level `l` that are at work, summed over all steps. */
function atWork(loops: Loops, l: number): number {
  const ways = new Uint8Array(loops.end);
  const first = loops.outside[loops.outside.length - 1];
  for (let i = first; i < loops.end; i++) ways[i] = loops.spatial[i] === 0 || loops.level[i] <= l ? SUM : ONCE;
  return loops.sizes.reduce((product, _, d) => product * visits(loops, d, first, ways, 1, false), 1);
}

function levelReports(problem: Problem, tiling: Tiling, sizes: readonly number[], evaluator: Evaluator): LevelReport[] {
  const { loops, counts } = evaluator;
  const held = footprints(problem, tiling, sizes);
  return problem.levels.map((level, l): LevelReport => {
    const used = loops.iterationsOf(l);
    if (level.type === 'fanout') {
      // Without ragged loops all that are used are at work in each step.
      const average = loops.ragged === 0 ? used : atWork(loops, l) / atWork(loops, l - 1);
      return { name: level.name, type: 'fanout', mesh: level.mesh, used, average };
    }
    if (level.type === 'compute') {
      const energy_pJ = evaluator.accessEnergy[l];
      const leakage_pJ = evaluator.leakageEnergy[l];
      return { name: level.name, type: 'compute', mesh: level.mesh, used, macs: evaluator.macs, energy_pJ, leakage_pJ };
    }
    if (level.type === 'link') return linkReport(problem, level, l, evaluator);
    const operands: Record<string, OperandReport> = {};
    problem.operands.forEach(({ name }, o) => {
      const role = ROLES[o]!;
      if (!keeps(problem, tiling, l, o)) return;
      const drains = o === OUT ? counts.drains[l] : 0;
      const fills = o === OUT ? counts.outFills[l] : 0;
      const reads = counts.reads[3 * l + o] + drains;
      const writes = counts.writes[3 * l + o] + fills;
      const energy_pJ = reads * level.readEnergy[role] + writes * level.writeEnergy[role];
      const windows = windowReports(problem, tiling, l, o, evaluator);
      operands[name] = {
        reads,
        writes,
        ...(o === OUT && { drains, fills }),
        footprint_words: held[l]![o] ?? 0,
        energy_pJ,
        ...(windows.length > 0 && { windows }),
      };
    });
    const bypassed = ROLES.filter((_, o) => (tiling.bypass[l] & (1 << o)) !== 0);
    const executions = loops.executions[l];
    const inner = evaluator.innerCycles[l];
    const first = evaluator.firstInstance(l);
    const capacity = level.size === null ? null : level.size / level.buffering;
    const cycles = Math.max(evaluator.readDrain[l], evaluator.fillUpdate[l]);
    return {
      name: level.name,
      type: 'memory',
      instances: loops.instances[l],
      executions,
      footprint_words: held[l]!.reduce<number>((sum, words) => sum + (words ?? 0), 0),
      capacity_words: level.bits === null ? capacity : null,
      ...(level.bits !== null && { footprint_bits: occupied(problem, l, held[l]!), capacity_bits: capacity }),
      ...(bypassed.length > 0 && { bypassed: bypassed.map((role) => problem.workload.coupling.operands[role].name) }),
      operands,
      read_words: evaluator.readWords(l),
      fill_words: evaluator.fillWords(l),
      update_words: counts.writes[3 * l + OUT],
      drain_words: counts.drains[l],
      bandwidth: {
        ...(level.bits !== null && { unit: 'bits' as const }),
        required: {
          read: first.read / inner,
          fill: first.fill / inner,
          update: first.update / inner,
          drain: first.drain / inner,
        },
        available: { read: finite(level.readBandwidth), write: finite(level.writeBandwidth) },
        ...(level.sharedBandwidth && { shared: true }),
      },
      readDrain_cycles: evaluator.readDrain[l],
      fillUpdate_cycles: evaluator.fillUpdate[l],
      cyclesPerTile: inner / (executions * loops.iterationsOf(l)),
      warmup_cycles: evaluator.warmup[l],
      stall_cycles: cycles - inner - evaluator.warmup[l],
      energy_pJ: evaluator.accessEnergy[l],
      leakage_pJ: evaluator.leakageEnergy[l],
    };
  });
}

/**
 * What memory `l` keeps of operand `o` while its tile moves: nothing of the outermost that keeps it, whose tile does not, and nothing that
 * could be said of all steps where loops over it are ragged.
 */
function windowReports(problem: Problem, tiling: Tiling, l: number, o: number, evaluator: Evaluator): WindowReport[] {
  const isOutermost = problem.levels.every((_, outer) => outer >= l || !keeps(problem, tiling, outer, o));
  const { level, dimension, ragged } = evaluator.loops;
  if (isOutermost || (ragged & problem.operands[o].relevant) !== 0) return [];
  return evaluator.windowSteps(o, l).map(({ loop, kept, fresh }) => ({
    level: problem.levels[level[loop]].name,
    dimension: problem.dimensions[dimension[loop]],
    kept_words: kept,
    new_words: fresh,
  }));
}

/** @param l its index. */
function linkReport(problem: Problem, link: Link, l: number, evaluator: Evaluator): LinkReport {
  const { counts, loops } = evaluator;
  const inner = evaluator.innerCycles[l];
  const { read, update } = evaluator.firstInstance(l);
  const operands: LinkReport['operands'] = {};
  problem.operands.forEach(({ name, links }, o) => {
    if (!links.includes(l)) return;
    const inwards = counts.reads[3 * l + o];
    const outwards = counts.writes[3 * l + o];
    const role = ROLES[o];
    const energy_pJ = inwards * link.readEnergy[role] + (o === OUT ? outwards * link.writeEnergy[role] : 0);
    operands[name] = o === OUT ? { inwards, outwards, energy_pJ } : { inwards, energy_pJ };
  });
  return {
    name: link.name,
    type: 'link',
    instances: loops.instances[l],
    operands,
    inwards_words: evaluator.readWords(l),
    outwards_words: counts.writes[3 * l + OUT],
    bandwidth: {
      ...(link.bits !== null && { unit: 'bits' as const }),
      required: { inwards: read / inner, outwards: update / inner },
      available: { inwards: finite(link.readBandwidth), outwards: finite(link.writeBandwidth) },
      ...(link.sharedBandwidth && { shared: true }),
    },
    inwards_cycles: evaluator.readDrain[l],
    outwards_cycles: evaluator.fillUpdate[l],
    stall_cycles: Math.max(evaluator.readDrain[l], evaluator.fillUpdate[l]) - inner,
    energy_pJ: evaluator.accessEnergy[l],
    leakage_pJ: evaluator.leakageEnergy[l],
  };
}

/** As a report has it, which may be sent as JSON. */
const finite = (bandwidth: number): number | null => (bandwidth === Number.POSITIVE_INFINITY ? null : bandwidth);
