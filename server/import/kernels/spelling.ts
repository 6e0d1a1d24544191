import type { Kernel, Work } from './work.js';

/** How a layer is written: the name of its coupling, and its sizes and strides there by name. */
export interface Spelling {
  readonly coupling: string;
  readonly sizes: readonly (readonly [name: string, size: number])[];
  readonly strides: readonly (readonly [name: string, value: number])[];
  /** The dimensions that index each operand, those of moving windows too. */
  readonly indices: Readonly<Record<'Out' | 'W' | 'In', readonly string[]>>;
  /** The declaration of the coupling; null where the standard library has it. */
  readonly declaration: Declaration | null;
}

/** A coupling that is to be declared. */
export interface Declaration {
  readonly name: string;
  /** What it computes. */
  readonly meaning: string;
  readonly dims: readonly string[];
  readonly strides: readonly string[];
  /** `Out[M][N] += W[M][K] * In[K][N]` */
  readonly computation: string;
}

/** The dimensions of a kernel but for the axes of pixels, and those that index each operand. */
interface Form {
  /** In the order in which they are declared; those of pixels stand between `before` and `after`. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly out: readonly string[];
  readonly w: readonly string[];
  readonly in: readonly string[];
  /** What has pixels: the output of a convolution, the input of a transposed one. */
  readonly pixels?: 'out' | 'in';
  /** What the coupling computes, as the comment above its declaration. */
  readonly meaning: string;
}

const FORMS: Readonly<Record<Kernel, Form>> = {
  conv: { before: ['M'], after: ['C'], out: ['M'], w: ['M', 'C'], in: ['C'], pixels: 'out', meaning: 'Convolution' },
  depthwise: {
    before: ['C'],
    after: [],
    out: ['C'],
    w: ['C'],
    in: ['C'],
    pixels: 'out',
    meaning: 'Depthwise convolution, in which each channel has a filter of its own',
  },
  grouped: {
    before: ['G', 'M'],
    after: ['C'],
    out: ['G', 'M'],
    w: ['G', 'M', 'C'],
    in: ['G', 'C'],
    pixels: 'out',
    meaning: 'Convolution in G groups, each from C to M channels',
  },
  transposedConv: {
    before: ['M'],
    after: ['C'],
    out: ['M'],
    w: ['M', 'C'],
    in: ['C'],
    pixels: 'in',
    meaning: 'Transposed convolution',
  },
  transposedDepthwise: {
    before: ['C'],
    after: [],
    out: ['C'],
    w: ['C'],
    in: ['C'],
    pixels: 'in',
    meaning: 'Transposed convolution, in which each channel has a filter of its own',
  },
  transposedGrouped: {
    before: ['G', 'M'],
    after: ['C'],
    out: ['G', 'M'],
    w: ['G', 'M', 'C'],
    in: ['G', 'C'],
    pixels: 'in',
    meaning: 'Transposed convolution in G groups, each from C to M channels',
  },
  gemm: {
    before: ['M', 'K', 'N'],
    after: [],
    out: ['M', 'N'],
    w: ['M', 'K'],
    in: ['K', 'N'],
    meaning: 'Matrix multiplication',
  },
  batchedGemm: {
    before: ['B', 'M', 'K', 'N'],
    after: [],
    out: ['B', 'M', 'N'],
    w: ['B', 'M', 'K'],
    in: ['B', 'K', 'N'],
    meaning: 'B matrix multiplications with weights of their own',
  },
  scores: {
    before: ['H', 'G', 'M', 'K', 'N'],
    after: [],
    out: ['H', 'G', 'M', 'N'],
    w: ['H', 'M', 'K'],
    in: ['H', 'G', 'K', 'N'],
    meaning: 'Scores of attention: N queries of K words against M keys in H heads, each for G heads of queries',
  },
  context: {
    before: ['H', 'G', 'M', 'K', 'N'],
    after: [],
    out: ['H', 'G', 'M', 'N'],
    w: ['H', 'M', 'K'],
    in: ['H', 'G', 'K', 'N'],
    meaning:
      'Context of attention: N rows of K scores times K values of M words in H heads, each for G heads of queries',
  },
};

/** Every kernel, and what it is. */
export const KERNEL_MEANINGS: Readonly<Record<Kernel, string>> = Object.fromEntries(
  Object.entries(FORMS).map(([kernel, { meaning }]) => [kernel, meaning]),
) as Record<Kernel, string>;

/** The axes of pixels: their position and tap, and the stride and dilation that stand before these. */
const AXES = [
  { pixel: 'D', tap: 'T', stride: 'Dstride', dilation: 'Tdilation' },
  { pixel: 'P', tap: 'R', stride: 'Pstride', dilation: 'Rdilation' },
  { pixel: 'Q', tap: 'S', stride: 'Qstride', dilation: 'Sdilation' },
] as const;

type PixelAxis = (typeof AXES)[number];

/** What decides which coupling of a kernel is meant. */
interface Uses {
  /** Strides or dilations other than 1. */
  readonly strided: boolean;
  /** More than one input at once. */
  readonly batch: boolean;
}

/** The library's coupling of a kernel, over planes of pixels where it has some; null where the library has none. */
const LIBRARY: Readonly<Record<Kernel, (uses: Uses) => string | null>> = {
  conv: ({ strided, batch }) => (batch ? 'batchedConv' : strided ? 'stridedConv' : 'conv'),
  depthwise: () => 'depthwise',
  grouped: () => 'grouped',
  transposedConv: ({ batch }) => (batch ? null : 'transposedConv'),
  transposedDepthwise: () => null,
  transposedGrouped: () => null,
  gemm: () => 'gemm',
  batchedGemm: () => 'batchedGemm',
  scores: () => 'scores',
  context: () => 'context',
};

/** How a layer is written. Convolutions of one dimension are those of planes that are one pixel wide. */
export function spellingOf({ kernel, sizes, strides, dilations }: Omit<Work, 'pads'>): Spelling {
  const form = FORMS[kernel];
  const batch = form.pixels !== undefined && sizes.N! > 1;
  const axes = form.pixels ? AXES.slice(sizes.D === undefined ? 1 : 0) : [];
  const order = [
    ...(batch ? ['N'] : []),
    ...form.before,
    ...axes.map(({ pixel }) => pixel),
    ...form.after,
    ...axes.map(({ tap }) => tap),
  ];
  const coefficients = axes.flatMap((axis): [string, number][] => {
    // A single axis is the first of the plane.
    const at = axes.indexOf(axis);
    return [
      [axis.stride, strides[at] ?? 1],
      [axis.dilation, dilations[at] ?? 1],
    ];
  });
  const used = coefficients.filter(([, value]) => value !== 1);
  const library = axes.length < AXES.length ? LIBRARY[kernel]({ strided: used.length > 0, batch }) : null;
  const coupling = library ?? `${kernel}${axes.length === AXES.length ? '3d' : ''}${batch ? 'Batch' : ''}`;
  return {
    coupling,
    sizes: order.map((name) => [name, sizes[name] ?? 1]),
    strides: used,
    indices: indicesOf(form, axes, batch),
    declaration: library ? null : declarationOf(coupling, form, order, axes, batch),
  };
}

function indicesOf(form: Form, axes: readonly PixelAxis[], batch: boolean): Spelling['indices'] {
  const some = batch ? ['N'] : [];
  const pixels = axes.map(({ pixel }) => pixel);
  const taps = axes.map(({ tap }) => tap);
  const moving = (operand: 'out' | 'in') => (operand === form.pixels ? pixels : [...pixels, ...taps]);
  return {
    Out: [...some, ...form.out, ...moving('out')],
    W: [...form.w, ...taps],
    In: [...some, ...form.in, ...moving('in')],
  };
}

function declarationOf(
  name: string,
  form: Form,
  order: readonly string[],
  axes: readonly PixelAxis[],
  batch: boolean,
): Declaration {
  const some = batch ? ['N'] : [];
  const window = axes.map(({ pixel, tap, stride, dilation }) => `${stride}*${pixel} + ${dilation}*${tap}`);
  const pixels = axes.map(({ pixel }) => pixel);
  const moving = (operand: 'out' | 'in') => (operand === form.pixels ? pixels : window);
  const indexed = (operand: string, indices: readonly string[]) =>
    `${operand}${indices.map((index) => `[${index}]`).join('')}`;
  const out = indexed('Out', [...some, ...form.out, ...moving('out')]);
  const w = indexed('W', [...form.w, ...axes.map(({ tap }) => tap)]);
  const input = indexed('In', [...some, ...form.in, ...moving('in')]);
  return {
    name,
    meaning: `${form.meaning}${batch ? ', N inputs at once' : ''}`,
    dims: order,
    strides: [...axes.map(({ stride }) => stride), ...axes.map(({ dilation }) => dilation)],
    computation: `${out} += ${w} * ${input}`,
  };
}
