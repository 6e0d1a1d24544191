import type { Sizes, Work } from '../kernels/work.js';
import type { Expression, LayerSyntax, MaestroSyntax } from './syntax.js';
import type { Token } from './tokens.js';
import { evaluate, type Names, type NoValue } from './values.js';

/** A layer of a model. */
export interface MaestroLayer {
  readonly syntax: LayerSyntax;
  readonly work: Work;
  /** The sizes as the file gives them, by MAESTRO's names. */
  readonly given: ReadonlyMap<string, number>;
}

/** A layer that has no counterpart: where the reason stands, and what it is, as the rest of a sentence. */
export interface LayerLeftOut {
  readonly syntax: LayerSyntax;
  readonly at: Token;
  readonly reason: string;
}

/** A layer that only looks at words or passes them on, with what it takes. */
export interface OtherLayer {
  readonly operations: number;
  readonly words: number;
}

/** What the names of a layer's expressions stand for. */
export const namesOf = (
  { constants }: Pick<MaestroSyntax, 'constants'>,
  given: ReadonlyMap<string, number>,
): Names => ({
  constants,
  sizeOf: (dimension) => given.get(dimension),
});

/** The layer that MAESTRO computes for a description. */
export function layerOf(syntax: LayerSyntax, file: MaestroSyntax): MaestroLayer | OtherLayer | LayerLeftOut {
  const out = (reason: string, at: Token = syntax.name): LayerLeftOut => ({ syntax, at, reason });
  const given = new Map<string, number>();
  const read = (at: Token, value: Expression): number | LayerLeftOut => {
    const result: number | NoValue = evaluate(value, namesOf(file, given));
    if (typeof result !== 'number') return out(result.reason, result.at ?? at);
    return Number.isSafeInteger(result) && result >= 1
      ? result
      : out(`\`${at.text}\` is ${result}, and not a positive whole number`, at);
  };
  for (const [name, { at, value }] of syntax.blocks.get('Dimensions')?.values ?? []) {
    const size = read(at, value);
    if (typeof size !== 'number') return size;
    given.set(name, size);
  }
  const pairs: Record<'Stride' | 'Dilation', number[]> = { Stride: [], Dilation: [] };
  for (const block of ['Stride', 'Dilation'] as const)
    for (const axis of ['Y', 'X']) {
      const entry = syntax.blocks.get(block)?.values.get(axis);
      const step = entry ? read(entry.at, entry.value) : 1;
      if (typeof step !== 'number') return step;
      pairs[block].push(step);
    }
  const other = otherOf(syntax.type?.text ?? '', given, pairs.Stride);
  if (other) return other;
  const work = workOf(syntax.type?.text ?? 'CONV', given, pairs.Stride, pairs.Dilation);
  return typeof work === 'string' ? out(work, syntax.type) : { syntax, work, given };
}

/** The dimensions of layers of any type. */
export const DIMENSIONS: readonly string[] = ['N', 'K', 'C', 'R', 'S', 'Y', 'X', "Y'", "X'", 'G', 'M', 'B'];

/** What a layer may say, and what each of it may have. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  Dimensions: DIMENSIONS,
  Stride: ['Y', 'X'],
  Dilation: ['Y', 'X'],
};

/** What is said of a layer that nothing is known of, with what else is known there. */
export function unknownIn({ blocks, others }: LayerSyntax): (readonly [at: Token, known: readonly string[]])[] {
  const words = ['Type', 'Dataflow', ...Object.keys(BLOCKS)];
  return [
    ...others.map((at) => [at, words] as const),
    ...[...blocks].flatMap(([block, { at, values }]) => {
      const known = BLOCKS[block];
      if (!known) return [[at, words] as const];
      return [...values].flatMap(([name, entry]) => (known.includes(name) ? [] : [[entry.at, known] as const]));
    }),
  ];
}

/** What poolings and residual connections take: an operation for each tap, or for each word that is added. */
function otherOf(type: string, given: ReadonlyMap<string, number>, strides: readonly number[]): OtherLayer | undefined {
  if (type !== 'POOL' && type !== 'RESIDUAL_IDENTITY') return undefined;
  const size = (name: string) => given.get(name) ?? 1;
  const channels = size('N') * (given.get('C') ?? size('K'));
  const pixels = (axis: string, tap: string, at: number) =>
    Math.max(1, Math.floor((size(axis) - size(tap)) / (strides[at] ?? 1)) + 1);
  const outputs = channels * pixels('Y', 'R', 0) * pixels('X', 'S', 1);
  const inputs = channels * size('Y') * size('X');
  return type === 'POOL'
    ? { operations: outputs * size('R') * size('S'), words: inputs + outputs }
    : { operations: inputs, words: 3 * inputs };
}

/** The kernel of a type, or why it is not mapped. */
function workOf(
  type: string,
  given: ReadonlyMap<string, number>,
  strides: readonly number[],
  dilations: readonly number[],
): Work | string {
  const size = (name: string) => given.get(name) ?? 1;
  const missing = (names: readonly string[]) => {
    const absent = names.filter((name) => !given.has(name));
    return absent.length > 0 ? `it gives no size for ${absent.join(', ')}` : undefined;
  };
  const product = (sizes: Sizes): Work => ({
    kernel: sizes.B === undefined ? 'gemm' : 'batchedGemm',
    sizes,
    strides: [],
    dilations: [],
    pads: [],
  });
  if (type === 'GEMM' || type === 'BMM') {
    const matrices = { M: size('M'), K: size('K'), N: size('N') };
    return missing(['M', 'N', 'K']) ?? product(type === 'BMM' ? { B: size('B'), ...matrices } : matrices);
  }
  const kind = KINDS[type];
  if (!kind) return `MAESTRO's type \`${type}\` does not multiply weights and inputs`;
  const absent = missing(type === 'FC' ? ['K', 'C'] : ['C', 'R', 'S', ...kind.needs]);
  if (absent) return absent;
  const [R, S] = [size('R'), size('S')];
  const pixels = ['Y', 'X'].map((axis, at) => {
    const written = given.get(`${axis}'`);
    if (written !== undefined) return written;
    const taps = ((at === 0 ? R : S) - 1) * (dilations[at] ?? 1) + 1;
    return kind.transposed ? size(axis) : Math.floor((size(axis) - taps) / (strides[at] ?? 1)) + 1;
  });
  const [P = 1, Q = 1] = pixels;
  if (P < 1 || Q < 1)
    return `its filters of ${R} × ${S} are larger than its inputs of ${size('Y')} × ${size('X')}, so nothing is computed`;
  const kernel = kind.kernel(size);
  const channels: Sizes = {
    conv: { M: size('K'), C: size('C') },
    depthwise: { C: size('C') },
    grouped: { G: type === 'DSCONV' ? size('C') : size('G'), M: size('K'), C: type === 'DSCONV' ? 1 : size('C') },
    transposedConv: { M: size('K'), C: size('C') },
  }[kernel];
  return {
    kernel,
    sizes: { ...(size('N') > 1 ? { N: size('N') } : {}), ...channels, P, Q, R, S },
    strides,
    dilations,
    pads: [],
  };
}

interface Kind {
  readonly needs: readonly string[];
  readonly transposed?: boolean;
  kernel(size: (name: string) => number): 'conv' | 'depthwise' | 'grouped' | 'transposedConv';
}

/** The types of layers that multiply, by MAESTRO's names. */
const KINDS: Partial<Readonly<Record<string, Kind>>> = {
  CONV: { needs: ['K'], kernel: (size) => (size('G') > 1 ? 'grouped' : 'conv') },
  FC: { needs: ['K'], kernel: () => 'conv' },
  NGCONV: { needs: ['K', 'G'], kernel: () => 'grouped' },
  /** Each channel has `K` filters to itself. */
  DSCONV: { needs: [], kernel: (size) => (size('K') > 1 ? 'grouped' : 'depthwise') },
  /** Pixels are those of the input, each of which is spread over a window of outputs. */
  TRCONV: { needs: ['K'], transposed: true, kernel: () => 'transposedConv' },
};
