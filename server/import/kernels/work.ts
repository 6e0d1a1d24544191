/** What a layer computes; `spelling.ts` says how each is spelled. */
export type Kernel =
  | 'conv'
  | 'depthwise'
  | 'grouped'
  | 'transposedConv'
  | 'transposedDepthwise'
  | 'transposedGrouped'
  | 'gemm'
  | 'batchedGemm'
  | 'scores'
  | 'context';

/**
 * The sizes of a layer, by dimension.
 *
 * - Convolutions: `N` inputs at once; `M` output and `C` input channels, each of one of `G` groups, or `C` channels alone
 *   where each is a group; `D`, `P`, `Q` output pixels and `T`, `R`, `S` taps, where `P` and `R` are of the only axis of one
 *   dimension. Transposed ones have input pixels in the place of output pixels.
 * - Matrices: `M` × `K` weights times `K` × `N` inputs, `B` times.
 * - Attention: `H` heads of keys and values, each for `G` heads of queries; `N` queries. Scores: `M` keys of `K` words each.
 *   Context: values of `M` words for each of `K` keys.
 */
export type Sizes = Readonly<Record<string, number>>;

/** A kernel with its sizes. */
export interface Work {
  readonly kernel: Kernel;
  readonly sizes: Sizes;
  /** Of each axis of pixels; empty without such axes. */
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Those at the beginning of each axis, then those at the end. */
  readonly pads: readonly number[];
}

/** Multiply-accumulates: one for each point of the kernel. */
export const macsOf = ({ sizes }: Work): number => Object.values(sizes).reduce((product, size) => product * size, 1);
