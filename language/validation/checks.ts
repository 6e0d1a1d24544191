import type { AstNode, ValidationCheck, ValidationChecks } from 'langium';
import { MAX_LEVELS } from '../domain/index.js';
import type * as ast from '../generated/ast.js';
import type { FfarchServices } from '../module.js';
import { checkCouplings, checkNamedCoupling } from './architecture-couplings.js';
import { checkForcedCapacity } from './capacity.js';
import { checkBounded, checkIterated, checkOutermost, checkRepeatedConstraints } from './constraints.js';
import type { Context } from './context.js';
import { checkIndices, checkLoneStrides, checkOperands, checkUnused } from './couplings.js';
import { checkDeclarations } from './declarations.js';
import { checkMeshes } from './fanouts.js';
import { checkImports } from './imports.js';
import { checkDeprecated, checkLevelNames, checkNest, checkPeToPe, checkSpatialDimensions } from './levels.js';
import { checkLowering } from './lowering.js';
import { checkMappingBypass } from './mapping-bypass.js';
import { checkLoops, checkRules } from './mappings.js';
import { checkOrder } from './orders.js';
import { checkPair } from './pairs.js';
import { type Report, reportTo } from './report.js';
import { checkBits, checkBypass, checkRepeatedOperands, checkStorage } from './storage.js';
import { checkCounts } from './workloads.js';

type Check<N extends AstNode> = (node: N, report: Report, context: Context) => void;

/** All checks of the language beyond syntax and names, by what they look at. */
export function registerChecks(services: FfarchServices): void {
  const checks = <N extends AstNode>(...list: readonly Check<N>[]): ValidationCheck<N>[] =>
    list.map((check) => (node, accept) => {
      const { lowering } = services.lowering.LoweringProvider;
      check(node, reportTo(accept), { services, lowering, options: services.session.ModelSettings.options });
    });
  const map: ValidationChecks<ast.FfarchAstType> = {
    SourceFile: checks(checkLowering, checkDeclarations, checkImports),
    Coupling: checks(checkIndices, checkOperands, checkLoneStrides, checkUnused),
    Architecture: checks<ast.Architecture>(
      checkNest,
      checkLevelNames,
      checkCouplings,
      checkStorage,
      checkOutermost,
      checkIterated,
      checkBounded,
      checkForcedCapacity,
      checkMeshes,
    ).map(withinLimit),
    Fanout: checks(checkPeToPe, checkSpatialDimensions),
    Compute: checks(checkSpatialDimensions),
    Property: checks(checkDeprecated),
    OperandsProperty: checks(checkRepeatedOperands, checkBypass),
    BitsProperty: checks(checkBits),
    FactorsProperty: checks(checkRepeatedConstraints),
    FactorConstraint: checks(checkNamedCoupling),
    OrderProperty: checks(checkOrder, checkNamedCoupling),
    OrderEntry: checks(checkNamedCoupling),
    UnrolledDimension: checks(checkNamedCoupling),
    Workload: checks(checkCounts),
    InlineLayer: checks(checkCounts),
    Mapping: checks(checkLoops, checkMappingBypass, checkPair, checkRules),
    LevelLoops: checks(checkRepeatedOperands),
  };
  services.validation.ValidationRegistry.register(map);
}

/** Lowering says of an architecture that it has too many levels, and then nothing else is said of them together. */
function withinLimit(check: ValidationCheck<ast.Architecture>): ValidationCheck<ast.Architecture> {
  return (node, ...rest) => (node.levels.length > MAX_LEVELS ? undefined : check(node, ...rest));
}
