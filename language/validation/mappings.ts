import { type NamedMapping, ROLES } from '../domain/index.js';
import { type Culprit, homeOf, misplaced, overfilling, overflowing } from '../evaluation/culprits.js';
import { tiled } from '../evaluation/evaluation.js';
import { completing } from '../evaluation/rounds.js';
import { exact } from '../figures.js';
import type * as ast from '../generated/ast.js';
import { sourceOf } from '../lower/index.js';
import { footprints, mappingViolations, type Problem, sizesOf, type Tiling, type Violation } from '../model/index.js';
import type { Context } from './context.js';
import type { Place, Related, Report } from './report.js';

/** The loops of a level are given once, and a dimension has one of them. */
export function checkLoops({ levels }: ast.Mapping, report: Report): void {
  const firsts = new Map<ast.Level, ast.LevelLoops>();
  for (const entry of levels) {
    const level = entry.level?.ref;
    if (!level) continue;
    const first = firsts.get(level);
    if (first) {
      const related = { message: `The first loops of \`${level.name}\`.`, source: sourceOf(first) };
      report('ffarch/repeated-level-loops', { level: level.name }, { node: entry, property: 'level' }, [related]);
    }
    firsts.set(level, first ?? entry);
    const loops = new Map<string, ast.Loop>();
    for (const loop of entry.loops) {
      const dimension = loop.dimension?.ref?.name;
      if (dimension === undefined) continue;
      const outer = loops.get(dimension);
      if (outer) {
        const related = { message: `The first loop on \`${dimension}\`.`, source: sourceOf(outer) };
        report('ffarch/repeated-loop', { level: level.name, dimension }, { node: loop }, [related]);
      }
      loops.set(dimension, outer ?? loop);
    }
  }
}

/** The rules of model.md section 2, each at the loops that break it. */
export function checkRules(node: ast.Mapping, report: Report, context: Context): void {
  for (const say of brokenRules(node, context)) say(report);
}

/**
 * Where a mapping breaks rules, in the order of the violations in its report; undefined for those of levels that do not
 * exist. None where its numbers mean nothing.
 */
export function placesOfViolations(
  node: ast.Mapping,
  context: Pick<Context, 'lowering' | 'options'>,
): (Place | undefined)[] {
  return brokenRules(node, context).map((say) => {
    let found: Place | undefined;
    say((_code, _params, place) => {
      found = place;
    });
    return found;
  });
}

/** What reports each violation of a mapping, in the order of its report. */
function brokenRules(
  node: ast.Mapping,
  { lowering, options }: Pick<Context, 'lowering' | 'options'>,
): ((report: Report) => void)[] {
  const { value, sound } = lowering.mapping(node);
  const numbers = value && sound ? tiled(value, options) : undefined;
  if (!value || !numbers) return [];
  const { problem, tiling } = numbers;
  const places = new Places(node, problem);
  return mappingViolations(problem, value.mapping).map(
    (violation) => (report) => reportViolation(violation, problem, tiling, value, places, report),
  );
}

function reportViolation(
  { rule, level: name, dimension, message: fact }: Violation,
  problem: Problem,
  tiling: Tiling,
  { architecture }: NamedMapping,
  places: Places,
  report: Report,
): void {
  const l = architecture.levels.findIndex((candidate) => candidate.name === name);
  const level = architecture.levels[l];
  const broken = { fact, level: name, dimension };
  const loop = () => places.loop(name ?? '', dimension ?? '');
  const culprit = (of: Culprit | undefined) => places.culprit(of, name ?? '');
  switch (rule) {
    case 'product': {
      const [first, ...others] = places.loops(dimension!);
      const related = [
        ...others.map((other) => ({ message: `And \`${other.$cstNode?.text}\`.`, source: sourceOf(other) })),
        { message: 'The size.', source: problem.workload.sizeSources?.[dimension!] },
      ];
      const place = first ? { node: first } : places.name;
      report('ffarch/mapping-product', product(dimension!, problem, tiling), place, related);
      return;
    }
    case 'capacity': {
      const related = [
        { message: `The size of \`${name}\`.`, source: level?.propertySources?.size },
        largest(problem, tiling, l),
      ];
      report('ffarch/mapping-capacity', broken, culprit(overflowing(problem, tiling, l)), related);
      return;
    }
    case 'mesh': {
      const related = [{ message: `\`${name}\` has these instances.`, source: level?.nameSource }];
      report('ffarch/mapping-mesh', broken, culprit(overfilling(problem, tiling, l)), related);
      return;
    }
    case 'use': {
      const related = [{ message: `What \`${name}\` must use.`, source: level?.propertySources?.use }];
      report('ffarch/mapping-use', broken, loop(), related);
      return;
    }
    case 'dimension': {
      const what = level?.type === 'link' ? `\`${name}\` is a link.` : `What \`${name}\` unrolls.`;
      const related = [{ message: what, source: level?.nameSource }];
      report('ffarch/mapping-dimension', broken, loop(), related);
      return;
    }
    case 'factor': {
      const constraint = level?.factors.find((factor) => factor.dimension === dimension);
      report('ffarch/mapping-factor', broken, loop(), [{ message: 'The constraint.', source: constraint?.source }]);
      return;
    }
    case 'order': {
      const related = [{ message: `The order of \`${name}\`.`, source: level?.propertySources?.order }];
      report('ffarch/mapping-order', broken, culprit(misplaced(problem, tiling, l)), related);
      return;
    }
    case 'bypass':
    // Said at each operand.
    case 'level':
    // The linker says so, with the nearest spelling.
  }
}

/** The operand whose tile takes the most of a memory. */
function largest(problem: Problem, tiling: Tiling, l: number): Related {
  const words = footprints(problem, tiling)[l]!.map((held) => held ?? 0);
  const most = Math.max(...words);
  const { name: operand, source } = problem.workload.coupling.operands[ROLES[words.indexOf(most)]!];
  return { message: `The tile of \`${operand}\` takes ${exact(most)} words, the most of all.`, source };
}

/** The product of a dimension's loops, and the one loop that would make it right. */
function product(dimension: string, problem: Problem, tiling: Tiling) {
  const d = problem.dimensions.indexOf(dimension);
  const left = completing(problem, tiling, d);
  const home = problem.levels[homeOf(problem, dimension)]?.name;
  const complete = left === undefined ? undefined : `${home}: ${dimension} ${left}`;
  return { dimension, product: sizesOf(problem, tiling)[d]!, size: problem.sizes[d]!, complete };
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
    return culprit ? this.loop(levels[culprit.l]!.name, dimensions[culprit.d]!) : this.loop(level, '');
  }
}
