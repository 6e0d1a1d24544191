import type { Sizes, Work } from './work.js';

/** A dimension of an index with what it is multiplied by. */
export interface Term {
  readonly dimension: string;
  readonly coefficient: number;
}

/** What indexes one axis of an operand: a sum of dimensions. */
export type Index = readonly Term[];

/** A product of two operands that is summed up: `Out[m][n] += W[m][k] * In[k][n]`. */
export interface Contraction {
  /** The size of every dimension, in the order of the file. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly out: readonly Index[];
  readonly w: readonly Index[];
  readonly in: readonly Index[];
}

/** Which operands a dimension indexes. */
type Class = 'weights' | 'inputs' | 'reduced' | 'all';

/** The class of a dimension by the operands that it indexes: output, weights, inputs. */
const CLASSES: Readonly<Record<string, Class>> = {
  'true,true,false': 'weights',
  'true,false,true': 'inputs',
  'false,true,true': 'reduced',
  'true,true,true': 'all',
};

/** A kernel, and what the dimensions of a contraction are called in it. */
export interface Known {
  readonly work: Work;
  readonly names: ReadonlyMap<string, string>;
}

/**
 * A contraction as one of the kernels that are known, or undefined where it is none of them. Dimensions that index the same
 * operands become one, as their product says all that counts.
 */
export function kernelOf(contraction: Contraction): Known | undefined {
  const axes = axesOf(contraction);
  if (!axes) return undefined;
  const moving = new Set(axes.flatMap(({ pixel, tap }) => [pixel, tap]));
  const products: Record<Class, number> = { weights: 1, inputs: 1, reduced: 1, all: 1 };
  const classes = new Map<string, Class>();
  for (const [dimension, size] of contraction.sizes) {
    if (moving.has(dimension)) continue;
    const kind = classOf(contraction, dimension);
    if (kind === undefined && size !== 1) return undefined;
    if (kind === undefined) continue;
    classes.set(dimension, kind);
    products[kind] *= size;
  }
  const { weights: M, inputs: N, reduced: C, all: G } = products;
  if (axes.length === 0) {
    const gemm = { M, K: C, N };
    const [kernel, sizes] = G === 1 ? (['gemm', gemm] as const) : (['batchedGemm', { B: G, ...gemm }] as const);
    return known({ kernel, sizes, strides: [], dilations: [], pads: [] }, classes, { reduced: 'K', all: 'B' });
  }
  if (axes.length > 3) return undefined;
  const sizeOf = (dimension: string | undefined) =>
    dimension === undefined ? 1 : (contraction.sizes.get(dimension) ?? 1);
  const names = [
    ['D', 'T'],
    ['P', 'R'],
    ['Q', 'S'],
  ].slice(axes.length === 3 ? 0 : 1);
  const pixels = names.flatMap(([pixel = '', tap = ''], at): [string, number][] => [
    [pixel, sizeOf(axes[at]?.pixel)],
    [tap, sizeOf(axes[at]?.tap)],
  ]);
  const batch: Sizes = N > 1 ? { N } : {};
  const [kernel, channels] =
    G === 1
      ? (['conv', { M, C }] as const)
      : M === 1 && C === 1
        ? (['depthwise', { C: G }] as const)
        : (['grouped', { G, M, C }] as const);
  const moved = names.flatMap(([pixel = '', tap = ''], at): [string | undefined, string][] => [
    [axes[at]?.pixel, pixel],
    [axes[at]?.tap, tap],
  ]);
  const work: Work = {
    kernel,
    sizes: { ...batch, ...channels, ...Object.fromEntries(pixels) },
    strides: names.map((_, at) => axes[at]?.stride ?? 1),
    dilations: names.map((_, at) => axes[at]?.dilation ?? 1),
    pads: [],
  };
  return known(work, classes, kernel === 'depthwise' ? { all: 'C' } : { all: 'G' }, moved);
}

/** The names of the dimensions in a kernel by their classes; those that move have their own. */
function known(
  work: Work,
  classes: ReadonlyMap<string, Class>,
  own: Partial<Record<Class, string>>,
  moved: readonly (readonly [string | undefined, string])[] = [],
): Known {
  const named: Record<Class, string> = { weights: 'M', inputs: 'N', reduced: 'C', all: 'G', ...own };
  const names = new Map([...classes].map(([dimension, kind]): [string, string] => [dimension, named[kind]]));
  for (const [dimension, name] of moved) if (dimension !== undefined) names.set(dimension, name);
  // Dimensions of size 1 may be of a class that the kernel lacks.
  return { work, names: new Map([...names].filter(([, name]) => work.sizes[name] !== undefined)) };
}

/** How often the kernel multiplies. */
export const multiplicationsOf = ({ sizes }: Contraction): number =>
  [...sizes.values()].reduce((product, size) => product * size, 1);

interface Axis {
  readonly pixel: string | undefined;
  readonly tap: string | undefined;
  readonly stride: number;
  readonly dilation: number;
}

/** The windows that move over the inputs; undefined where other operands have some, or one is of an unknown form. */
function axesOf({ out, w, in: inputs, sizes }: Contraction): Axis[] | undefined {
  const plain = (index: Index) => index.length === 0 || (index.length === 1 && index[0]?.coefficient === 1);
  if (![...out, ...w].every(plain)) return undefined;
  const axes: Axis[] = [];
  for (const index of inputs.filter((each) => !plain(each))) {
    const [first, second, ...others] = index.filter(
      ({ dimension }) => sizes.get(dimension) !== 1 || index.length === 2,
    );
    if (!first || others.length > 0) return undefined;
    const isPixel = ({ dimension }: Term) => indexes(out, dimension) && !indexes(w, dimension);
    const isTap = ({ dimension }: Term) => indexes(w, dimension) && !indexes(out, dimension);
    const terms = second ? [first, second] : [first];
    const pixel = terms.find(isPixel);
    const tap = terms.find(isTap);
    if (terms.some((term) => term !== pixel && term !== tap)) return undefined;
    axes.push({
      pixel: pixel?.dimension,
      tap: tap?.dimension,
      stride: pixel?.coefficient ?? 1,
      dilation: tap?.coefficient ?? 1,
    });
  }
  const used = axes.flatMap(({ pixel, tap }) => [pixel, tap]).filter((name) => name !== undefined);
  const elsewhere = (name: string) =>
    inputs.filter((index) => index.some(({ dimension }) => dimension === name)).length > 1;
  return new Set(used).size === used.length && !used.some(elsewhere) ? axes : undefined;
}

const indexes = (operand: readonly Index[], name: string): boolean =>
  operand.some((index) => index.some(({ dimension }) => dimension === name));

const classOf = ({ out, w, in: inputs }: Contraction, dimension: string): Class | undefined =>
  CLASSES[[out, w, inputs].map((operand) => indexes(operand, dimension)).join()];
