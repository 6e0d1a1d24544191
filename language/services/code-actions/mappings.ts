import type { AstNode } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { resolveWorkload } from '../../lower/index.js';
import { effectiveConstraints, sizesOf } from '../../model/index.js';
import { divisors, primeFactors } from '../../model/integers.js';
import { type Fix, type FixContext, factsOf } from './fix.js';
import { ofMapping, ofViolation } from './judged.js';
import { type Changes, mappingAround, setLoops } from './loops.js';
import { pad } from './workloads.js';

/** The loop on the outermost level that makes a product right, or a workload that is padded to it. */
export const product = ofMapping(({ node, problem, tiling }, diagnostic) => {
  const products = sizesOf(problem, tiling);
  const [outermost] = problem.levels;
  return problem.dimensions.flatMap((dimension, d) => {
    const [found, size] = [products[d], problem.sizes[d]];
    if (found === size || dimension !== factsOf(diagnostic).dimension) return [];
    const iterations = size / (found / tiling.factors[d]);
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
});

/** The iterations that a constraint wants; what they leave, on the outermost level. */
export const factor = ofViolation('factor', ({ node, problem, tiling }, { l, d }) => {
  const dimension = problem.dimensions[d];
  const constraint = problem.constraints.find((one) => one.level === l && one.dimension === dimension);
  if (!constraint) return [];
  const { operator, value } = constraint;
  const level = problem.levels[l].name;
  const outermost = problem.levels[0].name;
  const own = tiling.factors[l * problem.dimensions.length + d];
  const others = sizesOf(problem, tiling)[d] / own / (l === 0 ? 1 : tiling.factors[d]);
  const left = problem.sizes[d] / others;
  const wanted =
    operator === '<=' && Number.isInteger(left)
      ? divisors(primeFactors(left)).findLast((divisor) => divisor <= value)!
      : value;
  const rest = left / wanted;
  const movable = l > 0 && Number.isInteger(rest);
  const changes: Changes = [
    { level, dimension, iterations: wanted },
    ...(movable ? [{ level: outermost, dimension, iterations: rest }] : []),
  ];
  const moved = movable && rest !== tiling.factors[d] ? ` and \`${outermost}: ${dimension} ${rest}\`` : '';
  const title = `Write \`${level}: ${dimension} ${wanted}\`${moved}`;
  return [{ title, edits: setLoops(node, changes), preferred: true }];
});

/** A size of the workload that the constraints divide. */
export function indivisible(at: AstNode, diagnostic: Diagnostic, { lowering }: FixContext): Fix[] {
  const node = mappingAround(at);
  const value = node && lowering.mapping(node).value;
  if (!node || !value) return [];
  const used = new Map<string, number>();
  const fixes: Fix[] = [];
  for (const { dimension, operator, value: wanted, indivisible: left } of effectiveConstraints(
    value.architecture,
    value.workload.sizes,
  )) {
    if (operator === '<=') continue;
    const outside = used.get(dimension) ?? 1;
    if (left !== null && dimension === factsOf(diagnostic).dimension) {
      const size = Math.ceil(left / wanted) * wanted * outside;
      fixes.push(...pad(resolveWorkload(node.workload?.target?.ref), dimension, size));
    }
    used.set(dimension, outside * wanted);
  }
  return fixes;
}
