import { type NamedMapping, ROLES } from '../domain/index.js';
import { type Culprit, homeOf, misplaced, overfilling, overflowing } from '../evaluation/culprits.js';
import { tiled } from '../evaluation/evaluation.js';
import type * as ast from '../generated/ast.js';
import { show, sourceOf } from '../lower/index.js';
import { footprints, mappingViolations, type Problem, type Tiling, type Violation } from '../model/index.js';
import type { Context } from './context.js';
import * as diagnostics from './diagnostics.js';
import type { Finding, Place, Related, Report } from './finding.js';

/** The loops of a level are given once, and a dimension has one of them. */
export function checkLoops({ levels }: ast.Mapping, report: Report): void {
  const firsts = new Map<ast.Level, ast.LevelLoops>();
  for (const entry of levels) {
    const level = entry.level?.ref;
    if (!level) continue;
    const first = firsts.get(level);
    if (first) {
      const related = { message: `The first loops of \`${level.name}\`.`, source: sourceOf(first) };
      report(diagnostics.repeatedLevelLoops(level.name), { node: entry, property: 'level' }, [related]);
    }
    firsts.set(level, first ?? entry);
    const loops = new Map<string, ast.Loop>();
    for (const loop of entry.loops) {
      const dimension = loop.dimension?.ref?.name;
      if (dimension === undefined) continue;
      const outer = loops.get(dimension);
      if (outer) {
        const related = { message: `The first loop on \`${dimension}\`.`, source: sourceOf(outer) };
        report(diagnostics.repeatedLoop(level.name, dimension), { node: loop }, [related]);
      }
      loops.set(dimension, outer ?? loop);
    }
  }
}

/** The rules of model.md section 2, each at the loops that break it. */
export function checkRules(node: ast.Mapping, report: Report, { lowering, options }: Context): void {
  const { value, sound } = lowering.mapping(node);
  const numbers = value && sound ? tiled(value, options) : undefined;
  if (!value || !numbers) return;
  const { problem, tiling } = numbers;
  const places = new Places(node, problem);
  for (const violation of mappingViolations(problem, value.mapping)) {
    const judged = judge(violation, problem, tiling, value, places);
    if (judged) report(judged.finding, judged.place, judged.related);
  }
}

interface Judged {
  readonly finding: Finding;
  readonly place: Place;
  readonly related?: readonly Related[];
}

function judge(
  violation: Violation,
  problem: Problem,
  tiling: Tiling,
  { architecture, mapping }: NamedMapping,
  places: Places,
): Judged | undefined {
  const { rule } = violation;
  const name = violation.level ?? '';
  const dimension = violation.dimension ?? '';
  const l = architecture.levels.findIndex((candidate) => candidate.name === name);
  const level = architecture.levels[l];
  switch (rule) {
    case 'product': {
      const loops = places.loops(dimension);
      const finding = product(dimension, problem, mapping);
      const size = { message: 'The size.', source: problem.workload.sizeSources?.[dimension] };
      const others = loops
        .slice(1)
        .map((loop) => ({ message: `And \`${loop.$cstNode?.text}\`.`, source: sourceOf(loop) }));
      const related = [...others, size];
      return { finding, place: loops.length > 0 ? { node: loops[0] } : places.name, related };
    }
    case 'capacity': {
      const place = places.culprit(overflowing(problem, tiling, l), name);
      const related = [
        { message: `The size of \`${name}\`.`, source: level?.propertySources?.size },
        largest(problem, tiling, l),
      ];
      return { finding: diagnostics.mappingCapacity(violation), place, related };
    }
    case 'mesh': {
      const related = [{ message: `\`${name}\` has these instances.`, source: level?.nameSource }];
      const place = places.culprit(overfilling(problem, tiling, l), name);
      return { finding: diagnostics.mappingMesh(violation), place, related };
    }
    case 'dimension': {
      const related = [{ message: `What \`${name}\` unrolls.`, source: level?.nameSource }];
      return { finding: diagnostics.mappingDimension(violation), place: places.loop(name, dimension), related };
    }
    case 'factor': {
      const constraint = level?.factors.find((factor) => factor.dimension === dimension);
      const related = [{ message: 'The constraint.', source: constraint?.source }];
      return { finding: diagnostics.mappingFactor(violation), place: places.loop(name, dimension), related };
    }
    case 'order': {
      const related = [{ message: `The order of \`${name}\`.`, source: level?.propertySources?.order }];
      const place = places.culprit(misplaced(problem, tiling, l), name);
      return { finding: diagnostics.mappingOrder(violation), place, related };
    }
    case 'level':
      // The linker says so, with the nearest spelling.
      return undefined;
  }
}

/** The operand whose tile takes the most of a memory. */
function largest(problem: Problem, tiling: Tiling, l: number): Related {
  const words = footprints(problem, tiling)[l]!.map((held) => held ?? 0);
  const most = Math.max(...words);
  const { name: operand, source } = problem.workload.coupling.operands[ROLES[words.indexOf(most)]];
  return { message: `The tile of \`${operand}\` takes ${show(most)} words, the most of all.`, source };
}

/** The product of a dimension's loops, and the one loop that would make it right. */
function product(dimension: string, problem: Problem, mapping: NamedMapping['mapping']): Finding {
  const home = problem.levels[homeOf(problem, dimension)]?.name;
  const loops = mapping.flatMap(({ level, loops }) =>
    loops.filter((loop) => loop.dimension === dimension).map(({ iterations }) => ({ level, iterations })),
  );
  const multiply = (list: typeof loops) => list.reduce((n, { iterations }) => n * iterations, 1);
  const size = problem.sizes[problem.dimensions.indexOf(dimension)];
  const left = size / multiply(loops.filter(({ level }) => level !== home));
  const complete = home !== undefined && Number.isInteger(left) ? `${home}: ${dimension} ${left}` : undefined;
  return diagnostics.mappingProduct(dimension, multiply(loops), size, complete);
}

/** Where in a mapping its loops stand, from the outermost level in, in whatever order they are written. */
class Places {
  private readonly entries: ReadonlyMap<string, ast.LevelLoops>;

  constructor(
    private readonly node: ast.Mapping,
    private readonly problem: Problem,
  ) {
    this.entries = new Map(node.levels.map((entry) => [entry.level?.ref?.name ?? '', entry]));
  }

  get name(): Place {
    return { node: this.node, property: 'name' };
  }

  /** The loops of a dimension. */
  loops(dimension: string): ast.Loop[] {
    return this.problem.levels
      .flatMap(({ name }) => this.entries.get(name)?.loops ?? [])
      .filter((loop) => loop.dimension?.ref?.name === dimension);
  }

  /** The loop of a dimension on a level, or what stands nearest to where it would be. */
  loop(level: string, dimension: string): Place {
    const entry = this.entries.get(level);
    const node = entry?.loops.find((loop) => loop.dimension?.ref?.name === dimension);
    if (node) return { node };
    return entry ? { node: entry, property: 'level' } : this.name;
  }

  /** The loop that breaks a rule on a level, or that level if none does. */
  culprit(culprit: Culprit | undefined, level: string): Place {
    const { levels, dimensions } = this.problem;
    return culprit ? this.loop(levels[culprit.l].name, dimensions[culprit.d]) : this.loop(level, '');
  }
}
