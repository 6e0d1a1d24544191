import type { AstNode } from 'langium';
import type { Mapping } from '../../domain/index.js';
import { tiled } from '../../evaluation/evaluation.js';
import type * as ast from '../../generated/ast.js';
import type { Lowering } from '../../lower/index.js';
import { type ModelOptions, mappingViolations, type Problem, type Tiling, type Violation } from '../../model/index.js';
import type { DiagnosticWith, Fix, FixContext, FixMaker } from './fix.js';
import { mappingAround } from './loops.js';

/** A mapping as numbers, with what it is written with. */
export interface Judged {
  readonly node: ast.Mapping;
  readonly mapping: Mapping;
  readonly problem: Problem;
  readonly tiling: Tiling;
}

/** Where a mapping breaks a rule, by indices of the problem; −1 where the rule is of no level, or of no dimension. */
export interface Break {
  readonly l: number;
  readonly d: number;
}

/** Fixes of the mapping around a place; none where its numbers mean nothing. */
export function ofMapping<P>(
  fixes: (judged: Judged, diagnostic: DiagnosticWith<P>, at: AstNode) => readonly Fix[],
): FixMaker<P> {
  return (at, diagnostic, context) => {
    const judged = judgedAround(at, context);
    return judged ? fixes(judged, diagnostic, at) : [];
  };
}

/** Fixes of the violation that a diagnostic tells of. */
export function ofViolation(
  rule: Violation['rule'],
  fixes: (judged: Judged, at: Break) => readonly Fix[],
): FixMaker<Pick<Violation, 'level' | 'dimension'>> {
  return (at, { data }, context) => {
    const judged = judgedAround(at, context);
    if (!judged) return [];
    const { mapping, problem } = judged;
    const { level = null, dimension = null } = data;
    const violation = mappingViolations(problem, mapping).find(
      (one) => one.rule === rule && one.level === level && one.dimension === dimension,
    );
    if (!violation) return [];
    return fixes(judged, {
      l: problem.levels.findIndex(({ name }) => name === violation.level),
      d: problem.dimensions.indexOf(violation.dimension ?? ''),
    });
  };
}

function judgedAround(at: AstNode, { lowering, services }: FixContext): Judged | undefined {
  const node = mappingAround(at);
  return node && judge(node, lowering, services.session.ModelSettings.options);
}

/** A mapping as numbers; undefined where they mean nothing. */
export function judge(node: ast.Mapping, lowering: Lowering, options: ModelOptions): Judged | undefined {
  const { value, sound } = lowering.mapping(node);
  const numbers = value && sound ? tiled(value, options) : undefined;
  return value && numbers && { node, mapping: value.mapping, ...numbers };
}
