import { printName } from '../../../language/print/print.js';
import { type Contraction, type Index, type Known, kernelOf } from './contraction.js';
import { type Spelling, spellingOf } from './spelling.js';

/** How a contraction is written, and what its coupling calls the dimensions. */
export interface Written {
  readonly spelling: Spelling;
  readonly names: ReadonlyMap<string, string>;
}

/**
 * A contraction as a kernel that is known, else with a coupling of its own.
 *
 * @param name what the coupling of its own is called
 * @returns as the rest of a sentence, why there is no such coupling
 */
export function writtenAs(contraction: Contraction, name: string): Written | string {
  const known: Known | undefined = kernelOf(contraction);
  if (known) return { spelling: spellingOf(known.work), names: known.names };
  const operands = { out: contraction.out, w: contraction.w, in: contraction.in };
  for (const [operand, indices] of Object.entries(operands)) {
    const all = indices.flatMap((index) => index.map(({ dimension }) => dimension));
    const twice = all.find((dimension, at) => all.indexOf(dimension) !== at);
    if (twice !== undefined) return `\`${twice}\` indexes its ${OPERANDS[operand]} twice, which is a diagonal`;
    if (all.length === 0) return `nothing indexes its ${OPERANDS[operand]}`;
  }
  const used = new Set(Object.values(operands).flatMap((indices) => indices.flat().map(({ dimension }) => dimension)));
  const sizes = [...contraction.sizes].filter(([dimension]) => used.has(dimension));
  return {
    spelling: {
      coupling: name,
      sizes,
      strides: [],
      indices: {
        Out: namesIn(contraction.out),
        W: namesIn(contraction.w),
        In: namesIn(contraction.in),
      },
      declaration: {
        name,
        meaning: '',
        dims: sizes.map(([dimension]) => dimension),
        strides: [],
        computation: `${operand('Out', contraction.out)} += ${operand('W', contraction.w)} * ${operand('In', contraction.in)}`,
      },
    },
    names: new Map(sizes.map(([dimension]) => [dimension, dimension])),
  };
}

const namesIn = (indices: readonly Index[]): string[] =>
  indices.flatMap((index) => index.map(({ dimension }) => dimension));

const OPERANDS: Readonly<Record<string, string>> = { out: 'output', w: 'weights', in: 'inputs' };

const operand = (name: string, indices: readonly Index[]): string =>
  `${name}${indices.map((index) => `[${printIndex(index)}]`).join('')}`;

/** A number on a term alone in its brackets would say nothing. */
const printIndex = (index: Index): string =>
  index
    .map(({ dimension, coefficient }) =>
      coefficient === 1 || index.length === 1 ? printName(dimension) : `${coefficient}*${printName(dimension)}`,
    )
    .join(' + ');

/** Words of an operand: the product of the lengths of its axes, each as far as its windows reach. */
export const wordsOf = (indices: readonly Index[], sizes: ReadonlyMap<string, number>): number =>
  indices.reduce(
    (words, index) =>
      words *
      (index.length === 1
        ? (sizes.get(index[0]?.dimension ?? '') ?? 1)
        : index.reduce(
            (reach, { dimension, coefficient }) => reach + coefficient * ((sizes.get(dimension) ?? 1) - 1),
            1,
          )),
    1,
  );
