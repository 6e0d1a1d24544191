import type { Work } from '../../kernels/work.js';
import type { Step, Value } from '../shapes/value.js';

/** The work of one node, or one of several works of a node. */
export interface Part extends Work {
  readonly step: Step;
  /** The operand in the place of the weights, where it is a tensor of its own. */
  readonly w: Value | null;
  /** Runs in one run of the node. */
  readonly times: number;
  /** Words of weights and biases of the model. */
  readonly parameters: number;
  /** Words of the three operands. */
  readonly words: number;
}

/** Why a node that multiplies is none of the layers: a sentence that goes on from its name. */
export class LeftOut {
  constructor(
    readonly step: Step,
    readonly reason: string,
  ) {}
}

/** Its reason where a size is not known: which tensor, and where that comes from. */
export function unknownSize(step: Step, value: Value | null): LeftOut {
  if (!value) return new LeftOut(step, 'lacks an input');
  const { origin } = value;
  const source = origin ? `, as it follows from ${origin.operator} \`${origin.title}\`` : '';
  return new LeftOut(step, `reads \`${value.name}\`, whose size is not known${source}`);
}

/** The words of weights among some values that a node reads. */
export const storedWords = (values: readonly (Value | null | undefined)[]): number =>
  values.reduce(
    (sum, value) => sum + (value?.weight ? (value.shape ?? []).reduce<number>((n, size) => n * (size ?? 0), 1) : 0),
    0,
  );
