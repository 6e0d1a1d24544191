import { exact } from '../figures.js';
import { quoted } from '../wording.js';
import type { Rows } from './diagnostic.js';

export interface Named {
  readonly name: string;
}

/** The factors of a term, which are numbers, one dimension and one stride at most where it is linear. */
export interface Factors {
  readonly dimensions: readonly string[];
  readonly strides: readonly string[];
  /** As they are written. */
  readonly numbers: readonly string[];
}

function notLinear({ dimensions, strides, numbers }: Factors): string {
  if (dimensions.length === 0 && strides.length === 0)
    return `\`${numbers.join('*')}\` indexes nothing on its own. Multiply a dimension by it, as in \`2*P\`, or remove it: where a window begins changes no count.`;
  if (dimensions.length === 0)
    return `\`${strides[0]}\` is a stride and indexes nothing on its own. Multiply a dimension by it, as in \`Pstride*P\`.`;
  if (dimensions.length === 1) return 'A term has at most one stride. Declare their product as one.';
  const names = dimensions.map((name) => `\`${name}\``).join(' and ');
  return `${names} are dimensions and cannot be multiplied. Declare the coefficient in \`strides\`, as in \`Pstride*P\`, or write a number.`;
}

/** Where a special case differs from what it is said to be. */
export interface SpecialCaseDiffers {
  readonly coupling: string;
  readonly dimension: string;
  readonly general: string;
  readonly of: string;
  readonly operand: string;
  readonly here: boolean;
  readonly sum?: true;
}

export const COUPLINGS = {
  'ffarch/coupling-incomplete': {
    severity: 'error',
    missing: true,
    explanation:
      'A coupling declares its dimensions and one computation `Out[…] += W[…] * In[…]`, where the place of an operand is its role.',
    message: ({ name, lacks }: { name: string; lacks: 'dimensions' | 'computation' }) =>
      lacks === 'dimensions'
        ? `Coupling \`${name}\` has no dimensions. Add a line like \`dims M, K, N\`.`
        : `Coupling \`${name}\` does not say what it computes. Add a line like \`Out[M][N] += W[M][K] * In[K][N]\`.`,
  },
  'ffarch/repeated-dimension': {
    severity: 'error',
    explanation: 'Each dimension of a coupling is one loop and has a name of its own.',
    message: ({ name }: Named) => `Dimension \`${name}\` is declared twice. Remove or rename one of them.`,
  },
  'ffarch/repeated-stride': {
    severity: 'error',
    explanation: 'Each stride of a coupling is a coefficient of its own.',
    message: ({ name }: Named) => `Stride \`${name}\` is declared twice. Remove or rename one of them.`,
  },
  'ffarch/stride-is-dimension': {
    severity: 'error',
    explanation:
      'A dimension is iterated over, a stride is a constant that each workload sets; one name cannot be both.',
    message: ({ name }: Named) => `\`${name}\` is a dimension and cannot also be a stride. Rename one of them.`,
  },
  'ffarch/too-many-dimensions': {
    severity: 'error',
    explanation: 'Sets of dimensions are kept as bits of an integer, of which there are 30.',
    message: ({ count, most }: { count: number; most: number }) =>
      `There are ${exact(count)} dimensions; at most ${exact(most)} can be mapped. Merge some or leave some out.`,
  },
  'ffarch/unused-dimension': {
    severity: 'warning',
    unnecessary: true,
    explanation:
      'A dimension that indexes no operand repeats the same computation. It costs cycles and energy, and changes no result.',
    message: ({ name }: Named) =>
      `Dimension \`${name}\` indexes no operand, so each of its iterations computes the same. Remove it, or index an operand with it.`,
  },
  'ffarch/unused-stride': {
    severity: 'warning',
    unnecessary: true,
    explanation: 'A stride that is in no term has no effect.',
    message: ({ name }: Named) => `Stride \`${name}\` is used by no operand. Remove it, or write \`${name}*P\`.`,
  },
  'ffarch/stride-on-lone-term': {
    severity: 'warning',
    explanation:
      'Where two dimensions share an axis, a stride says how far apart the steps of one are, as in `In[Pstride*P + R]`. On a term alone in its brackets it would only leave gaps in memory that nobody reads.',
    message: ({ stride, dimension }: { stride: string; dimension: string }) =>
      `\`${stride}\` spreads \`${dimension}\` out without another dimension to fill the gaps, so it changes nothing. Write \`[${dimension}]\`.`,
  },
  'ffarch/term-not-linear': {
    severity: 'error',
    explanation:
      'An axis is a sum of dimensions, each multiplied by numbers and by one stride at most. The model cannot count products of dimensions as windows.',
    message: notLinear,
  },
  'ffarch/empty-axis': {
    severity: 'error',
    explanation: 'Brackets hold the dimension or the sum that indexes this axis.',
    message: () => 'These brackets are empty. Name the dimension that indexes here.',
  },
  'ffarch/special-case-of-nothing': {
    severity: 'error',
    explanation:
      'A name after a dimension and a colon is that of a dimension of another coupling, which stands after `as`.',
    message: ({ coupling, dimension }: { coupling: string; dimension: string }) =>
      `\`${coupling}\` is not a special case, so \`${dimension}\` has no other name. Write \`coupling ${coupling} as conv\`, or declare it in \`dims\`.`,
  },
  'ffarch/special-case-cycle': {
    severity: 'error',
    explanation: 'A coupling is a special case of a more general one, which cannot be one of it.',
    message: ({ coupling, general }: { coupling: string; general: string }) =>
      `\`${coupling}\` is a special case of \`${general}\`, which comes back to it or to itself. Remove \`as ${general}\` from one of them.`,
  },
  'ffarch/special-case-unnamed': {
    severity: 'error',
    explanation:
      'A special case is the other coupling with size 1 in the dimensions that it does not name, so each of its own dimensions is one of that.',
    message: ({ dimension, general }: { dimension: string; general: string }) =>
      `Nothing says what \`${dimension}\` is in \`${general}\`. Write it with its name there, as in \`K: C\`.`,
  },
  'ffarch/special-case-repeated': {
    severity: 'error',
    explanation: 'A dimension of the other coupling has one size, so it cannot stand for two.',
    message: ({ dimensions, general }: { dimensions: readonly string[]; general: string }) =>
      `${quoted(dimensions)} are both \`${general}\`. Give each a dimension of its own.`,
  },
  'ffarch/special-case-differs': {
    severity: 'error',
    explanation:
      'A special case computes what the other coupling does with size 1 in some dimensions, so each of its dimensions indexes the operands that its counterpart indexes, in the same sums.',
    /** `here` tells whether it indexes the operand in the special case; `sum`, whether only what it is added to differs. */
    message: (of: SpecialCaseDiffers) => {
      const [counterpart, operand] = [`\`${of.general}\` in \`${of.of}\``, `\`${of.operand}\``];
      const fact = of.sum
        ? `\`${of.dimension}\` is added to others in ${operand} than ${counterpart} is`
        : `\`${of.dimension}\` ${of.here ? 'indexes' : 'does not index'} ${operand}, and ${counterpart} ${of.here ? 'does not' : 'does'}`;
      return `${fact}, so \`${of.coupling}\` is not a special case. Name another dimension, or remove \`as ${of.of}\`.`;
    },
  },
  'ffarch/repeated-operand': {
    severity: 'error',
    explanation: 'Bypasses and reports name operands, so each needs a name of its own.',
    message: ({ name }: Named) => `Two operands are called \`${name}\`. Rename one of them.`,
  },
  'ffarch/dimension-twice-in-operand': {
    severity: 'error',
    explanation:
      'A dimension that indexes two axes of an operand reads a diagonal, which the tiles of the model cannot describe.',
    message: ({ dimension, operand }: { dimension: string; operand: string }) =>
      `\`${dimension}\` indexes \`${operand}\` twice, but a dimension occurs in an operand at most once. Declare another dimension.`,
  },
  'ffarch/unindexed-operand': {
    severity: 'warning',
    explanation: 'An operand without dimensions is a single word for the whole workload.',
    message: ({ name }: Named) =>
      `No dimension indexes \`${name}\`, so it is a single word. Add brackets, as in \`${name}[M][N]\`, if it is not.`,
  },
} as const satisfies Rows;
