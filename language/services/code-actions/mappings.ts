import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { type Lowering, resolveWorkload } from '../../lower/index.js';
import { printName } from '../../lower/print.js';
import { incompatibility } from '../../lowered/index.js';
import {
  effectiveConstraints,
  footprints,
  mappingViolations,
  orderHolds,
  type Problem,
  prepare,
  type Tiling,
  tilingOf,
  type Violation,
  violationsOf,
} from '../../model/index.js';
import { divisors } from '../divisors.js';
import { structuralFlaw } from '../validation/structure.js';
import { isLibrary } from '../workspace/library.js';
import { remesh, resize } from './architectures.js';
import { type Fix, type FixContext, messageOf, replace } from './fix.js';
import { type Changes, mappingAround, setLoops } from './loops.js';
import { pad } from './workloads.js';

/** A mapping as numbers, with what it is written with. */
interface Judged {
  readonly node: ast.Mapping;
  readonly problem: Problem;
  readonly tiling: Tiling;
}

/** The loop on the outermost level that makes a product right, or a workload that is padded to it. */
export function product(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const judged = judge(at, context);
  if (!judged) return [];
  const { node, problem, tiling } = judged;
  return problem.dimensions.flatMap((dimension, d) => {
    const found = multiply(problem, tiling, d);
    const size = problem.sizes[d];
    if (found === size || !messageOf(diagnostic).includes(`\`${dimension}\``)) return [];
    const [outermost] = problem.levels;
    const others = found / tiling.factors[d];
    const iterations = size / others;
    const constrained = outermost.factors.some((constraint) => constraint.dimension === dimension);
    const complete: Fix[] =
      Number.isInteger(iterations) && !constrained
        ? [
            {
              title: `Write \`${outermost.name}: ${dimension} ${iterations}\``,
              edits: setLoops(node, [{ level: outermost.name, dimension, iterations }]),
              preferred: true,
            },
          ]
        : [];
    const padded = found > size ? pad(resolveWorkload(node.workload?.target?.ref), dimension, found) : [];
    return [...complete, ...padded];
  });
}

/** Loops of the level, or of one inside it, as large as its memory allows; the rest of them on the outermost level. */
export function capacity(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const judged = judge(at, context);
  if (!judged) return [];
  const { node, problem, tiling } = judged;
  return broken(judged, 'capacity', diagnostic, context.lowering).flatMap(({ l }) => {
    const level = problem.levels[l];
    if (level.type !== 'memory' || level.size === null) return [];
    const words = (factors: Float64Array) =>
      footprints(problem, { ...tiling, factors })[l]!.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    const holds = level.size / level.buffering;
    const written = node.architecture?.ref?.levels[l];
    const raised =
      written && ast.isMemory(written) && !isLibrary(AstUtils.getDocument(written).uri)
        ? resize(written, words(tiling.factors) * level.buffering, false)
        : [];
    return [...lower(judged, l, problem.levels.length - 1, (factors) => words(factors) <= holds), ...raised];
  });
}

/** Loops of a mesh as large as it allows, or a larger mesh. */
export function mesh(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const judged = judge(at, context);
  if (!judged) return [];
  const { node, problem, tiling } = judged;
  const D = problem.dimensions.length;
  return broken(judged, 'mesh', diagnostic, context.lowering).flatMap(({ l }) => {
    const level = problem.levels[l];
    if (level.type === 'memory') return [];
    const used = (factors: Float64Array) => factors.subarray(l * D, l * D + D).reduce((n, f) => n * f, 1);
    const written = node.architecture?.ref?.levels[l];
    const raised =
      written && !ast.isMemory(written) && !isLibrary(AstUtils.getDocument(written).uri)
        ? remesh(written, used(tiling.factors), 'Raise')
        : [];
    return [...lower(judged, l, l, (factors) => used(factors) <= level.mesh), ...raised];
  });
}

/** Loops between two levels, each lowered as little as makes something hold, with the rest on the outermost level. */
function lower(judged: Judged, from: number, to: number, holds: (factors: Float64Array) => boolean): Fix[] {
  const { node, problem, tiling } = judged;
  const D = problem.dimensions.length;
  const fixes: Fix[] = [];
  for (let l = Math.max(from, 1); l <= to; l++) {
    for (let d = 0; d < D; d++) {
      const iterations = tiling.factors[l * D + d];
      const fewer = divisors(iterations).findLast((divisor) => {
        const factors = tiling.factors.slice();
        factors[l * D + d] = divisor;
        factors[d] *= iterations / divisor;
        return holds(factors) && !breaksMore(problem, tiling, { ...tiling, factors });
      });
      if (fewer === undefined || fewer === iterations) continue;
      fixes.push(moveOut(node, problem, tiling, { l, d, iterations, fewer }, fixes.length === 0));
    }
  }
  return fixes;
}

/** Whether a tiling breaks a rule that another one keeps. */
function breaksMore(problem: Problem, before: Tiling, after: Tiling): boolean {
  const key = ({ rule, level, dimension: name }: Violation) => `${rule} ${level} ${name}`;
  const already = new Set(violationsOf(problem, before).map(key));
  return violationsOf(problem, after).some((violation) => !already.has(key(violation)));
}

function moveOut(
  node: ast.Mapping,
  problem: Problem,
  { factors }: Tiling,
  { l, d, iterations, fewer }: { l: number; d: number; iterations: number; fewer: number },
  preferred: boolean,
): Fix {
  const [level, outermost, dimension] = [problem.levels[l].name, problem.levels[0].name, problem.dimensions[d]];
  const rest = iterations / fewer;
  const what =
    fewer === 1
      ? `Move \`${dimension} ${iterations}\``
      : `Lower \`${dimension} ${iterations}\` to ${fewer}, move ${rest}`;
  const edits = setLoops(node, [
    { level, dimension, iterations: fewer },
    { level: outermost, dimension, iterations: factors[d] * rest },
  ]);
  return { title: `${what} from \`${level}\` to \`${outermost}\``, edits, preferred };
}

/** A loop that a spatial level does not unroll, on the outermost level. */
export function dimension(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const judged = judge(at, context);
  if (!judged) return [];
  const { node, problem, tiling } = judged;
  return broken(judged, 'dimension', diagnostic, context.lowering).map(({ l, d }) => {
    const iterations = tiling.factors[l * problem.dimensions.length + d];
    return moveOut(node, problem, tiling, { l, d, iterations, fewer: 1 }, true);
  });
}

/** The iterations that a constraint wants; what they leave, on the outermost level. */
export function factor(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const judged = judge(at, context);
  if (!judged) return [];
  const { node, problem, tiling } = judged;
  const D = problem.dimensions.length;
  const [place] = broken(judged, 'factor', diagnostic, context.lowering);
  const constraint = problem.constraints.find(
    ({ level, dimension: name }) => level === place?.l && name === problem.dimensions[place.d],
  );
  if (!constraint) return [];
  const { level: l, dimension: name, operator, value } = constraint;
  const { d } = place;
  const level = problem.levels[l].name;
  const others = multiply(problem, tiling, d) / tiling.factors[l * D + d] / (l === 0 ? 1 : tiling.factors[d]);
  const left = problem.sizes[d] / others;
  const wanted =
    operator === '<=' && Number.isInteger(left) ? divisors(left).findLast((divisor) => divisor <= value)! : value;
  const rest = left / wanted;
  const changes: Changes = [
    { level, dimension: name, iterations: wanted },
    ...(l > 0 && Number.isInteger(rest) ? [{ level: problem.levels[0].name, dimension: name, iterations: rest }] : []),
  ];
  const moved = l > 0 && Number.isInteger(rest) && rest !== tiling.factors[d];
  const title = `Write \`${level}: ${name} ${wanted}\`${moved ? ` and \`${problem.levels[0].name}: ${name} ${rest}\`` : ''}`;
  return [{ title, edits: setLoops(node, changes), preferred: true }];
}

/** More loops than this are not put in order by trying. */
const MOST_TRIED = 7;

/** The loops of a level in the order that its constraint wants, with as few of them moved as possible. */
export function order(at: AstNode, _: Diagnostic, context: FixContext): Fix[] {
  const judged = judge(at, context);
  const entry = AstUtils.getContainerOfType(at, ast.isLevelLoops);
  const level = judged?.problem.levels.find(({ name }) => name === entry?.level?.ref?.name);
  if (!judged || !entry || level?.type !== 'memory' || entry.loops.length > MOST_TRIED) return [];
  const { problem, tiling } = judged;
  const l = problem.levels.indexOf(level);
  const D = problem.dimensions.length;
  const counts = (loop: ast.Loop) =>
    tiling.factors[l * D + problem.dimensions.indexOf(loop.dimension?.ref?.name ?? '')] > 1;
  const ordered = permutations([...entry.loops]).find((loops) =>
    orderHolds(
      level.order,
      loops.filter(counts).map(({ dimension: one }) => one.ref?.name ?? ''),
    ),
  );
  if (!ordered) return [];
  const texts = ordered.map(({ $cstNode }) => $cstNode?.text ?? '');
  const edits = entry.loops.flatMap((loop, i) => (loop === ordered[i] ? [] : replace(loop, loop.$cstNode, texts[i])));
  const names = ordered.map((loop) => printName(loop.dimension.$refText)).join(', ');
  return [{ title: `Reorder the loops to ${names}`, edits, preferred: true }];
}

/** All orders of a list, those that begin like it first. */
function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((head, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((tail) => [head, ...tail]),
  );
}

/** Sizes of the workload that the constraints divide. */
export function indivisible(at: AstNode, _: Diagnostic, { lowering }: FixContext): Fix[] {
  const node = mappingAround(at);
  const value = node && lowering.mapping(node).value;
  if (!node || !value) return [];
  const used = new Map<string, number>();
  const fixes: Fix[] = [];
  for (const { dimension: name, operator, value: wanted, indivisible: left } of effectiveConstraints(
    value.architecture,
    value.workload.sizes,
  )) {
    if (operator === '<=') continue;
    const outside = used.get(name) ?? 1;
    if (left !== null) {
      const size = Math.ceil(left / wanted) * wanted * outside;
      fixes.push(...pad(resolveWorkload(node.workload?.target?.ref), name, size));
    }
    used.set(name, outside * wanted);
  }
  return fixes;
}

/** The level and the dimension of the violation that a diagnostic tells of: it begins with what the model says. */
function broken({ node, problem }: Judged, rule: Violation['rule'], diagnostic: Diagnostic, lowering: Lowering) {
  return mappingViolations(problem, lowering.mapping(node).value!.mapping)
    .filter((violation) => violation.rule === rule && messageOf(diagnostic).startsWith(violation.message))
    .slice(0, 1)
    .map(({ level, dimension: name }) => ({
      l: problem.levels.findIndex((one) => one.name === level),
      d: problem.dimensions.indexOf(name ?? ''),
    }));
}

function multiply(problem: Problem, { factors }: Tiling, d: number): number {
  const D = problem.dimensions.length;
  return problem.levels.reduce((n, _, l) => n * factors[l * D + d], 1);
}

function judge(at: AstNode, { lowering, services }: FixContext): Judged | undefined {
  const node = mappingAround(at);
  const { value, sound } = node ? lowering.mapping(node) : { value: undefined, sound: false };
  if (!node || !value || !sound || structuralFlaw(value.architecture)) return undefined;
  if (incompatibility(value.architecture, value.workload)) return undefined;
  const problem = prepare(value.architecture, value.workload, services.session.ModelSettings.options);
  return { node, problem, tiling: tilingOf(problem, value.mapping) };
}
