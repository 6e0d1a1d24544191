import { estimate, isRefusal, needsNode } from '../../language/estimates/index.js';
import type * as ast from '../../language/generated/ast.js';
import { type EstimateRequest, estimateRequestOf } from '../../language/lower/estimate.js';
import type { Lowering } from '../../language/lower/index.js';
import { levelName } from '../../language/lower/level-name.js';
import type { AskedLevel } from './input.js';

/** A level that Accelergy is asked for, and what our model says of it. */
export interface Asked extends AskedLevel {
  /** pJ of an access to a row or of an operation, pJ a cycle and µm²; null where our model does not reach. */
  readonly model: ModelValues | null;
}

export interface ModelValues {
  readonly read: number;
  readonly write: number;
  readonly leak: number | null;
  readonly area: number | null;
}

/**
 * The levels of an architecture with a component, which Accelergy can estimate.
 *
 * @returns a sentence where it cannot be asked
 */
export function askedIn(node: ast.Architecture, lowering: Lowering): readonly Asked[] | string {
  const asked: Asked[] = [];
  for (const level of node.levels) {
    const request = estimateRequestOf(level, lowering);
    if (!request) continue;
    const { component, attributes, technology, cycle } = request;
    const name = levelName(level);
    if (!isAccelergyName(name)) return `Accelergy has no components called \`${name}\`. Rename the level.`;
    if (technology === null && needsNode(component.class))
      return `\`${name}\` has no \`technology\`, on which what it takes depends. Add \`technology: 45nm\`.`;
    asked.push({ name, component: component.class, attributes, technology, cycle, model: modelOf(request) });
  }
  if (asked.length > 0) return asked;
  return `\`${node.name}\` has no level with a \`component\`, which is what Accelergy estimates. Add one, as in \`component: sram\`.`;
}

/** Whether Accelergy can have a component of that name: dots and brackets have a meaning there. */
const isAccelergyName = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name);

function modelOf({ component, attributes, technology, cycle }: EstimateRequest): ModelValues | null {
  const outcome = estimate(component.class, attributes, technology ?? 0);
  if (isRefusal(outcome)) return null;
  const { energy, leakage, area } = outcome;
  return { ...energy, leak: leakage === null ? null : leakage * cycle, area };
}
