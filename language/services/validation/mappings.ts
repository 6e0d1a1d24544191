import type * as ast from '../../generated/ast.js';
import { show, sourceOf } from '../../lower/index.js';
import { type Architecture, type NamedMapping, ROLES } from '../../lowered/index.js';
import {
  footprints,
  mappingViolations,
  misfit,
  type Problem,
  prepare,
  tilingOf,
  type Violation,
} from '../../model/index.js';
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

/** The rules of MODEL.md section 2, each at the loops that break it. */
export function checkRules(node: ast.Mapping, report: Report, { lowering, options }: Context): void {
  const { value, sound } = lowering.mapping(node);
  if (!value || !sound || misfit(value.architecture, value.workload)) return;
  const problem = prepare(value.architecture, value.workload, options);
  const places = new Places(node, value.architecture);
  for (const violation of mappingViolations(problem, value.mapping)) {
    const judged = judge(violation, problem, value, places);
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
  { architecture, mapping }: NamedMapping,
  places: Places,
): Judged | undefined {
  const { rule } = violation;
  const name = violation.level ?? '';
  const dimension = violation.dimension ?? '';
  const level = architecture.levels.find((candidate) => candidate.name === name);
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
      const related = [
        { message: `The size of \`${name}\`.`, source: level?.propertySources?.size },
        largest(problem, mapping, name),
      ];
      return { finding: diagnostics.mappingCapacity(violation), place: places.tile(name), related };
    }
    case 'mesh': {
      const related = [{ message: `\`${name}\` has these instances.`, source: level?.nameSource }];
      return { finding: diagnostics.mappingMesh(violation), place: places.level(name), related };
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
    case 'order':
      return {
        finding: diagnostics.mappingOrder(violation),
        place: places.level(name),
        related: [{ message: `The order of \`${name}\`.`, source: level?.propertySources?.order }],
      };
    case 'level':
      // The linker says so, with the nearest spelling.
      return undefined;
  }
}

/** The operand whose tile takes the most of a memory. */
function largest(problem: Problem, mapping: NamedMapping['mapping'], name: string): Related {
  const l = problem.levels.findIndex((level) => level.name === name);
  const words = footprints(problem, tilingOf(problem, mapping))[l]!.map((held) => held ?? 0);
  const most = Math.max(...words);
  const { name: operand, source } = problem.workload.coupling.operands[ROLES[words.indexOf(most)]];
  return { message: `The tile of \`${operand}\` takes ${show(most)} words, the most of all.`, source };
}

/** The product of a dimension's loops, and the loop on the outermost level that would make it right. */
function product(dimension: string, problem: Problem, mapping: NamedMapping['mapping']): Finding {
  const [outermost] = problem.levels;
  const loops = mapping.flatMap(({ level, loops }) =>
    loops.filter((loop) => loop.dimension === dimension).map(({ iterations }) => ({ level, iterations })),
  );
  const multiply = (list: typeof loops) => list.reduce((n, { iterations }) => n * iterations, 1);
  const size = problem.sizes[problem.dimensions.indexOf(dimension)];
  const left = size / multiply(loops.filter(({ level }) => level !== outermost.name));
  const free = Number.isInteger(left) && !outermost.factors.some((constraint) => constraint.dimension === dimension);
  const complete = free ? `${outermost.name}: ${dimension} ${left}` : undefined;
  return diagnostics.mappingProduct(dimension, multiply(loops), size, complete);
}

/** Where in a mapping its loops stand, from the outermost level in, in whatever order they are written. */
class Places {
  private readonly entries: ReadonlyMap<string, ast.LevelLoops>;
  private readonly names: readonly string[];

  constructor(
    private readonly node: ast.Mapping,
    architecture: Architecture,
  ) {
    this.names = architecture.levels.map(({ name }) => name);
    this.entries = new Map(node.levels.map((entry) => [entry.level?.ref?.name ?? '', entry]));
  }

  get name(): Place {
    return { node: this.node, property: 'name' };
  }

  /** The loops of a dimension. */
  loops(dimension: string): ast.Loop[] {
    return this.names
      .flatMap((name) => this.entries.get(name)?.loops ?? [])
      .filter((loop) => loop.dimension?.ref?.name === dimension);
  }

  /** The loop of a dimension on a level, or what stands nearest to where it would be. */
  loop(level: string, dimension: string): Place {
    const node = this.entries.get(level)?.loops.find((loop) => loop.dimension?.ref?.name === dimension);
    return node ? { node } : this.level(level, 'name');
  }

  /** All loops of a level, or its name alone. */
  level(level: string, part: 'loops' | 'name' = 'loops'): Place {
    const entry = this.entries.get(level);
    if (!entry) return this.name;
    const first = entry.loops[0]?.$cstNode?.range;
    const last = entry.loops.at(-1)?.$cstNode?.range;
    return part === 'loops' && first && last
      ? { node: entry, range: { start: first.start, end: last.end } }
      : { node: entry, property: 'level' };
  }

  /** What makes the tile of a memory: its loops, or those of the next level further in that has some. */
  tile(level: string): Place {
    const further = this.names.slice(this.names.indexOf(level));
    return this.level(further.find((name) => (this.entries.get(name)?.loops.length ?? 0) > 0) ?? level);
  }
}
