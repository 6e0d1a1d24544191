import type { Coupling, Workload } from '../../language/domain/index.js';
import { Refusal } from './refusal.js';

/** Whether a word alone is meant as a size. */
export const isSize = (word: string): boolean => /^\d+$/.test(word);

/**
 * The workload whose sizes are given in the coupling's order of dimensions, then the strides; those left out are 1.
 * Dimensions with a default may be left out together.
 */
export function workloadOfSizes(coupling: Coupling, words: readonly string[]): Workload | Refusal {
  const { name, dimensions, strides, defaults } = coupling;
  const needed = dimensions.filter((dimension) => !Object.hasOwn(defaults, dimension));
  const optional = (index: string, value: number) => `[${index}=${value}]`;
  const signature = [
    ...dimensions.map((dimension) =>
      needed.includes(dimension) ? dimension : optional(dimension, defaults[dimension]!),
    ),
    ...strides.map((stride) => `[${stride}]`),
  ].join(' ');
  const wrong = words.find((word) => !/^\d+$/.test(word) || Number(word) < 1 || !Number.isSafeInteger(Number(word)));
  if (wrong !== undefined) {
    return new Refusal(
      `Sizes and strides are whole numbers from 1 to 2^53 - 1; \`${wrong}\` is not one. ${name} takes ${signature}.`,
    );
  }
  const short = words.length === needed.length;
  if ((words.length < dimensions.length && !short) || words.length > dimensions.length + strides.length) {
    const count = words.length === 1 ? '1 number' : `${words.length} numbers`;
    return new Refusal(`${name} takes ${signature}; ${count} given.`);
  }
  const values = words.map(Number);
  const sized = short ? needed : dimensions;
  const given = values.slice(sized.length);
  return {
    name: [name, values.slice(0, sized.length).join('x'), ...(given.length > 0 ? [given.join('x')] : [])].join('_'),
    coupling,
    sizes: Object.fromEntries(
      dimensions.map((dimension) => [dimension, values[sized.indexOf(dimension)] ?? defaults[dimension]!]),
    ),
    strides: Object.fromEntries(strides.map((stride, i) => [stride, given[i] ?? 1])),
  };
}
