import type { DraftArchitecture } from '../draft.js';
import type { Constraints } from './breaks.js';
import type { Names } from './constraints.js';
import type { Placed } from './levels.js';
import { couplingOf, operandsOf, relevant, type Shape } from './problem.js';
import type { Stage } from './stage.js';

/** An architecture with what it was made of. */
export interface Built {
  readonly architecture: DraftArchitecture;
  readonly shape: Shape;
  readonly stages: readonly Stage[];
  readonly placed: readonly Placed[];
  readonly constraints: Constraints;
  /** The same hardware with other constraints. */
  readonly build: (name: string, constraints: Constraints) => Built;
}

/** The names of a shape. */
export const namesIn = (shape: Shape): Names => ({
  dimensions: shape.dimensions,
  operands: new Map(operandsOf(shape).map((operand) => [operand.name, relevant(operand)])),
});

/** What makes shapes the same: their text. */
export const shapeKey = (shape: Shape): string => {
  const { dims, strides, computation } = couplingOf(shape, '');
  return JSON.stringify([dims, strides, computation]);
};
