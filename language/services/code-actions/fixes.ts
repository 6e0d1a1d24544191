import {
  changeMesh,
  computeMissing,
  computeNotLast,
  couplingMissing,
  firstMemory,
  loneStride,
  meshMissing,
  missingBits,
  missingProperties,
  notIterated,
  outermostBound,
  perWordline,
  peToPe,
  raiseSize,
  repeatedLevel,
  smallWord,
} from './architectures.js';
import type { FixMaker } from './fix.js';
import {
  orderLength,
  removeIndex,
  removeListed,
  removeWhole,
  repeatedConstraint,
  repeatedLevelLoops,
  repeatedLoop,
} from './lists.js';
import { capacity, dimension, factor, indivisible, mesh, order, product } from './mappings.js';
import { qualify, suggestion, unresolved } from './names.js';
import { missingSizes } from './workloads.js';

/** What each diagnostic can be remedied with, by its code. */
export const FIXES: Readonly<Partial<Record<string, FixMaker>>> = {
  'ffarch/unresolved-name': unresolved,
  'ffarch/ambiguous-name': qualify,
  'ffarch/unknown-property': suggestion,
  'ffarch/unknown-unit': suggestion,
  'ffarch/unknown-word': suggestion,
  'ffarch/import-without-effect': removeWhole,

  'ffarch/repeated-dimension': removeIndex,
  'ffarch/repeated-stride': removeIndex,
  'ffarch/stride-is-dimension': removeIndex,
  'ffarch/unused-dimension': removeIndex,
  'ffarch/unused-stride': removeIndex,
  'ffarch/stride-on-lone-term': loneStride,

  'ffarch/coupling-missing': couplingMissing,
  'ffarch/repeated-coupling': removeListed,
  'ffarch/first-level-not-memory': firstMemory,
  'ffarch/compute-missing': computeMissing,
  'ffarch/compute-not-last': computeNotLast,
  'ffarch/repeated-level': repeatedLevel,
  'ffarch/mesh-missing': meshMissing,
  'ffarch/repeated-spatial-dimension': removeListed,
  'ffarch/pe-to-pe-needs-full': peToPe,

  'ffarch/missing-property': missingProperties,
  'ffarch/repeated-property': removeWhole,
  'ffarch/missing-value-bits': missingBits,
  'ffarch/missing-word-bits': missingBits,
  'ffarch/word-smaller-than-value': smallWord,
  'ffarch/misplaced-per-wordline': perWordline,
  'ffarch/repeated-bypass': removeListed,
  'ffarch/operand-stored-nowhere': removeListed,
  'ffarch/repeated-constraint': repeatedConstraint,
  'ffarch/constraint-not-iterated': notIterated,
  'ffarch/outermost-upper-bound': outermostBound,
  'ffarch/repeated-in-order': removeListed,
  'ffarch/order-length': orderLength,
  'ffarch/capacity-forced': raiseSize,
  'ffarch/fanout-forced': changeMesh,
  'ffarch/mesh-never-filled': changeMesh,

  'ffarch/missing-size': missingSizes,
  'ffarch/repeated-size': removeWhole,

  'ffarch/repeated-level-loops': repeatedLevelLoops,
  'ffarch/repeated-loop': repeatedLoop,
  'ffarch/mapping-product': product,
  'ffarch/mapping-capacity': capacity,
  'ffarch/mapping-mesh': mesh,
  'ffarch/mapping-dimension': dimension,
  'ffarch/mapping-factor': factor,
  'ffarch/mapping-order': order,
  'ffarch/constraint-indivisible': indivisible,
};
