import type { DiagnosticCode, Params } from '../../diagnostics/index.js';
import {
  changeMesh,
  computeMissing,
  computeNotLast,
  equalOrNone,
  firstMemory,
  meshMissing,
  missingClock,
  missingProperties,
  missingValueBits,
  missingWordBits,
  notIterated,
  perWordline,
  peToPe,
  raiseSize,
  removeConstraint,
  replaced,
  smallWord,
} from './architectures.js';
import { mappingBypass, missingBits } from './bypass.js';
import { missingComponentBits, missingTechnology, noEstimate, writeEstimates } from './components.js';
import { couplingMissing, loneStride } from './couplings.js';
import {
  energyFileAction,
  energyFileArea,
  energyFileComponent,
  energyFileUnread,
  energyFileUnused,
} from './energy-files.js';
import type { FixMaker } from './fix.js';
import {
  couplingIncomplete,
  emptyAxis,
  mappingIncomplete,
  noLevels,
  oneDirection,
  oneEnergy,
  removeLevel,
} from './incomplete.js';
import { legal } from './legal.js';
import {
  orderCoupling,
  orderLength,
  removeIndex,
  removeListed,
  removeUnresolved,
  removeWhole,
  repeatedConstraint,
  repeatedLevelLoops,
  repeatedLoop,
} from './lists.js';
import { order } from './loop-order.js';
import { factor, indivisible, product } from './mappings.js';
import { importNotFound, qualify, repeatedName, suggestion, unknownProperty, unresolved } from './names.js';
import { incompatiblePair, namedCoupling } from './pairs.js';
import { misplacedOperand, useOperator } from './sharing.js';
import { dimensionTwice, termNotLinear, unindexed } from './terms.js';
import { syntax, unexpectedText } from './text.js';
import { capacity, dimension, mesh } from './tiles.js';
import {
  clockWithoutUnit,
  missingValue,
  notAnInteger,
  notPositive,
  unbounded,
  unknownUnit,
  unknownWord,
} from './values.js';
import { missingSizes } from './workloads.js';

/** What one maker offers, then the other. */
const both =
  <P>(first: FixMaker<P>, second: FixMaker<P>): FixMaker<P> =>
  (...of) => [...first(...of), ...second(...of)];

/** What each diagnostic can be remedied with, by its code. */
export const FIXES: { readonly [C in DiagnosticCode]?: FixMaker<Params<C>> } = {
  'ffarch/unresolved-name': both(unresolved, removeUnresolved),
  'ffarch/ambiguous-name': qualify,
  'ffarch/unknown-property': unknownProperty,
  'ffarch/unknown-unit': unknownUnit,
  'ffarch/unknown-word': unknownWord,
  'ffarch/value-missing': missingValue,
  'ffarch/unbounded': unbounded,
  'ffarch/not-positive': notPositive,
  'ffarch/not-an-integer': notAnInteger,
  'ffarch/unexpected-text': unexpectedText,
  'ffarch/syntax': syntax,
  'ffarch/import-not-found': importNotFound,
  'ffarch/import-without-effect': removeWhole,
  'ffarch/repeated-declaration': repeatedName,

  'ffarch/coupling-incomplete': couplingIncomplete,
  'ffarch/empty-axis': emptyAxis,
  'ffarch/repeated-operand': repeatedName,
  'ffarch/repeated-dimension': removeIndex,
  'ffarch/repeated-stride': removeIndex,
  'ffarch/stride-is-dimension': removeIndex,
  'ffarch/unused-dimension': removeIndex,
  'ffarch/unused-stride': removeIndex,
  'ffarch/stride-on-lone-term': loneStride,
  'ffarch/term-not-linear': termNotLinear,
  'ffarch/dimension-twice-in-operand': dimensionTwice,
  'ffarch/unindexed-operand': unindexed,

  'ffarch/coupling-missing': couplingMissing,
  'ffarch/repeated-coupling': removeListed,
  'ffarch/coupling-not-named': namedCoupling,
  'ffarch/first-level-not-memory': firstMemory,
  'ffarch/compute-missing': computeMissing,
  'ffarch/compute-not-last': computeNotLast,
  'ffarch/repeated-level': repeatedName,
  'ffarch/no-levels': noLevels,
  'ffarch/repeated-compute': removeLevel,
  'ffarch/bypasses-everything': removeLevel,
  'ffarch/mesh-missing': meshMissing,
  'ffarch/repeated-spatial-dimension': removeListed,
  'ffarch/pe-to-pe-needs-full': peToPe,

  'ffarch/unknown-component': suggestion,
  'ffarch/unknown-attribute': suggestion,
  'ffarch/repeated-attribute': removeWhole,
  'ffarch/missing-technology': missingTechnology,
  'ffarch/missing-component-bits': missingComponentBits,
  'ffarch/no-estimate': noEstimate,
  'ffarch/uncertain-estimate': (at, _, context) => writeEstimates(at, context),
  'ffarch/energy-file-unread': energyFileUnread,
  'ffarch/energy-file-component': energyFileComponent,
  'ffarch/energy-file-action': energyFileAction,
  'ffarch/energy-file-area': energyFileArea,
  'ffarch/energy-file-unused': energyFileUnused,
  'ffarch/energy-not-from-file': removeWhole,
  'ffarch/technology-unused': removeWhole,

  'ffarch/missing-property': missingProperties,
  'ffarch/repeated-property': removeWhole,
  'ffarch/missing-clock': missingClock,
  'ffarch/clock-without-unit': clockWithoutUnit,
  'ffarch/missing-value-bits': missingValueBits,
  'ffarch/missing-word-bits': missingWordBits,
  'ffarch/word-smaller-than-value': smallWord,
  'ffarch/missing-bits': missingBits,
  'ffarch/repeated-bits': removeListed,
  'ffarch/value-bits-unused': removeWhole,
  'ffarch/deprecated-property': replaced,
  'ffarch/misplaced-per-wordline': perWordline,
  'ffarch/one-direction': oneDirection,
  'ffarch/one-energy': oneEnergy,
  'ffarch/repeated-bypass': removeListed,
  'ffarch/always-bypassed': removeListed,
  'ffarch/outermost-may-bypass': removeWhole,
  'ffarch/operand-stored-nowhere': removeListed,
  'ffarch/repeated-constraint': repeatedConstraint,
  'ffarch/constraint-not-iterated': notIterated,
  'ffarch/outermost-upper-bound': equalOrNone,
  'ffarch/all-not-equal': equalOrNone,
  'ffarch/repeated-in-order': removeListed,
  'ffarch/size-bounded': removeConstraint,
  'ffarch/order-without-coupling': orderCoupling,
  'ffarch/order-length': orderLength,
  'ffarch/misplaced-operand': misplacedOperand,
  'ffarch/use-operator': useOperator,
  'ffarch/capacity-forced': raiseSize,
  'ffarch/fanout-forced': changeMesh,
  'ffarch/mesh-never-filled': changeMesh,

  'ffarch/missing-size': missingSizes,
  'ffarch/repeated-size': removeWhole,

  'ffarch/mapping-incomplete': mappingIncomplete,
  'ffarch/repeated-level-loops': repeatedLevelLoops,
  'ffarch/repeated-loop': repeatedLoop,
  'ffarch/mapping-product': both(product, legal),
  'ffarch/mapping-capacity': both(capacity, legal),
  'ffarch/mapping-bypass': mappingBypass,
  'ffarch/mapping-stored-nowhere': removeListed,
  'ffarch/mapping-mesh': both(mesh, legal),
  'ffarch/mapping-dimension': both(dimension, legal),
  'ffarch/mapping-factor': both(factor, legal),
  'ffarch/mapping-order': both(order, legal),
  'ffarch/constraint-indivisible': indivisible,
  'ffarch/incompatible-pair': incompatiblePair,
};
