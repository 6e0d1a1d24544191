import { ERROR_CLASSES } from '../../estimates/index.js';
import { number, significant } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { estimateOf, type LevelEstimate } from '../../lower/estimate.js';
import type { Lowering } from '../../lower/index.js';
import { energyText } from '../hover/component.js';
import { after, type Hint } from './hint.js';

/** What a level takes by its component, as far as it does not say so itself: `≈ 4.14 pJ per word, 426,000 µm²`. */
export function componentHints(node: ast.ComponentProperty, lowering: Lowering): Hint[] {
  const level = node.$container;
  const estimated = ast.isLevel(level) ? estimateOf(level, lowering) : undefined;
  if (!estimated) return [];
  const amounts = estimated.taken.flatMap((property) => amount(property, estimated, level as ast.Level, lowering));
  const { model, source, error, errorClass } = estimated.estimate;
  const tooltip = `${model}. Source: ${source}. Error: ${error} (${ERROR_CLASSES[errorClass]}).`;
  return amounts.length === 0 ? [] : after('values', node, `≈ ${amounts.join(', ')}`, tooltip);
}

/** More digits would say more than is known. */
const rounded = (value: number): number => significant(value, 3);

function amount(
  property: LevelEstimate['taken'][number],
  estimated: LevelEstimate,
  level: ast.Level,
  lowering: Lowering,
): string[] {
  const { read, leakage, area } = estimated;
  switch (property) {
    case 'energy':
      return [
        !ast.isCompute(level)
          ? `${energyText(estimated, level, lowering, rounded)} pJ per word`
          : `${number(rounded(read.out))} pJ`,
      ];
    case 'leakage':
      return leakage ? [`${number(rounded(leakage))} pJ/cycle`] : [];
    case 'area':
      return area ? [`${number(rounded(area))} µm²`] : [];
  }
}
