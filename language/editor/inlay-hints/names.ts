import { AstUtils } from 'langium';
import { architectureFor, type Level } from '../../domain/index.js';
import { constraintText } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../../module.js';
import { isNamingDimension, textOf } from '../../references/dimensions.js';
import { couplingAtHand } from '../readings.js';
import { after, type Hint } from './hint.js';

/** What lists names of dimensions. */
type List = ast.Fanout | ast.Compute | ast.FactorsProperty | ast.OrderProperty;

export const isList = (node: unknown): node is List =>
  ast.isFanout(node) || ast.isCompute(node) || ast.isFactorsProperty(node) || ast.isOrderProperty(node);

/**
 * What a list of names means for the workload at hand, where that is not what is written: `in gemm: M, K` after
 * `over M, C, depthwise.C`.
 */
export function nameHints(list: List, services: FfarchServices): Hint[] {
  const node = AstUtils.getContainerOfType(list, ast.isArchitecture);
  const architecture = node && services.lowering.LoweringProvider.lowering.architecture(node).value;
  const level = AstUtils.getContainerOfType(list, ast.isLevel);
  const entries = entriesOf(list);
  const isFirst = !ast.isProperty(list) || level?.properties.find(({ keyword }) => keyword === list.keyword) === list;
  if (!node || !architecture || !level || entries.length === 0 || !isFirst) return [];
  const coupling = couplingAtHand(node, architecture, services);
  const view = coupling && architectureFor(architecture, coupling).levels[level.$containerIndex ?? 0];
  if (!view) return [];
  const meant = meantBy(list, view);
  const written = entries.map((entry) => (isNamingDimension(entry) && entry.dimension ? textOf(entry) : '_'));
  if (meant.map(({ name }) => name).join() === written.join()) return [];
  const texts = meant.length > 0 ? meant.map(({ text }) => text).join(', ') : 'nothing';
  return after('names', entries.at(-1), `in ${coupling.name}: ${texts}`);
}

function entriesOf(list: List) {
  if (ast.isFactorsProperty(list)) return list.constraints;
  return ast.isOrderProperty(list) ? list.entries : list.dimensions;
}

/** What a level says in one coupling in a list of this kind: the name, and the text with what is said of it. */
function meantBy(list: List, level: Level): { name: string; text: string }[] {
  if (ast.isFactorsProperty(list)) {
    return level.factors.map((factor) => ({ name: factor.dimension, text: constraintText(factor) }));
  }
  const names = ast.isOrderProperty(list)
    ? level.type === 'memory'
      ? level.order
      : []
    : 'dimensions' in level
      ? level.dimensions
      : [];
  return names.map((name) => ({ name: name ?? '_', text: name ?? '_' }));
}
