import type { AstNode } from 'langium';
import type { Params } from '../../diagnostics/index.js';
import { homeOf } from '../../evaluation/culprits.js';
import { completing } from '../../evaluation/rounds.js';
import { resolveWorkload } from '../../lower/index.js';
import { effectiveConstraints, sizesOf } from '../../model/index.js';
import { divisors, primeFactors } from '../../model/integers.js';
import { divided } from './divided.js';
import type { DiagnosticWith, Fix, FixContext } from './fix.js';
import { type Change, mappingAround, setLoops } from './loops.js';
import { type Judged, ofMapping, ofViolation } from './violation-fixes.js';
import { pad } from './workloads.js';

/** Loops whose product is right, or a workload that is padded to theirs. */
export const product = ofMapping<Params<'ffarch/mapping-product'>>((judged, diagnostic) => {
  const { node, problem, tiling } = judged;
  const products = sizesOf(problem, tiling);
  return problem.dimensions.flatMap((dimension, d) => {
    const [found, size] = [products[d], problem.sizes[d]];
    if (found === size || dimension !== diagnostic.data.dimension) return [];
    const home = homeOf(problem, dimension);
    const iterations = completing(problem, tiling, d);
    const completed =
      iterations !== undefined
        ? write(judged, [{ level: problem.levels[home]!.name, dimension, iterations }])
        : completely(judged, d);
    return [
      ...completed,
      ...(found! > size! ? pad(resolveWorkload(node.workload?.target?.ref), dimension, found!) : []),
    ];
  });
});

/** The iterations that a constraint wants, with what they leave where it may go. */
export const factor = ofViolation('factor', (judged, { l, d }) => {
  const { problem, tiling } = judged;
  const dimension = problem.dimensions[d]!;
  const constraint = problem.constraints.find((one) => one.level === l && one.dimension === dimension);
  if (!constraint) return [];
  const { operator, value } = constraint;
  const home = homeOf(problem, dimension);
  const factorOf = (index: number) => tiling.factors[index * problem.dimensions.length + d] ?? 1;
  const others = sizesOf(problem, tiling)[d]! / factorOf(l) / (l === home ? 1 : factorOf(home));
  const left = problem.sizes[d]! / others;
  const choices = Number.isInteger(left) ? divisors(primeFactors(left)) : [];
  const wanted =
    operator === '<='
      ? choices.findLast((divisor) => divisor <= value)
      : choices.find((divisor) => divisor >= value && (operator === '>=' || divisor === value));
  if (wanted === undefined || home < 0) return completely(judged, d);
  const level = problem.levels[l]!.name;
  if (l === home) return write(judged, [{ level, dimension, iterations: left }]);
  const rest = { level: problem.levels[home]!.name, dimension, iterations: left / wanted };
  return write(judged, [
    { level, dimension, iterations: wanted },
    ...(rest.iterations === factorOf(home) ? [] : [rest]),
  ]);
});

/** All loops of a dimension: as they are where they can be, lowered where they do not fit, with the rest where it may go. */
function completely(judged: Judged, d: number): Fix[] {
  const { problem, tiling } = judged;
  const dimension = problem.dimensions[d]!;
  const iterations = divided(judged, d) ?? [];
  const changes = iterations.flatMap((wanted, l) =>
    wanted === tiling.factors[l * problem.dimensions.length + d]
      ? []
      : [{ level: problem.levels[l]!.name, dimension, iterations: wanted }],
  );
  return changes.length > 0 ? write(judged, changes) : [];
}

function write(judged: Judged, changes: readonly Change[]): Fix[] {
  const set = changes.filter(({ iterations }) => iterations > 1);
  const gone = changes.filter(({ iterations }) => iterations === 1);
  const parts = [
    ...set.map(
      ({ level, dimension, iterations }, i) => `${i === 0 ? 'write ' : ''}\`${level}: ${dimension} ${iterations}\``,
    ),
    ...gone.map(({ level, dimension }) => `remove \`${dimension}\` from \`${level}\``),
  ];
  const title = parts.join(' and ').replace(/^./, (letter) => letter.toUpperCase());
  return [{ title, edits: setLoops(judged, changes), preferred: true }];
}

/** A size of the workload that the constraints divide. */
export function indivisible(
  at: AstNode,
  { data }: DiagnosticWith<Params<'ffarch/constraint-indivisible'>>,
  { lowering }: FixContext,
): Fix[] {
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
    if (left !== null && dimension === data.dimension) {
      const size = Math.ceil(left / wanted) * wanted * outside;
      fixes.push(...pad(resolveWorkload(node.workload?.target?.ref), dimension, size));
    }
    used.set(dimension, outside * wanted);
  }
  return fixes;
}
