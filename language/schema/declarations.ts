/** The keywords that begin what a file holds. */
export type DeclarationKeyword = 'import' | 'const' | 'coupling' | 'architecture' | 'workload' | 'network' | 'mapping';

/** One kind of declaration. */
export interface DeclarationRow {
  /** What it declares, for completion and the reference. */
  readonly meaning: string;
  readonly example: string;
  /** What people call it elsewhere, in lower case. */
  readonly synonyms: readonly string[];
}

/** Every kind of declaration, in the order in which a file usually has them. */
export const DECLARATIONS: Readonly<Record<DeclarationKeyword, DeclarationRow>> = {
  import: {
    meaning: 'what another file declares',
    example: 'import "shared.ffarch"',
    synonyms: ['include'],
  },
  const: {
    meaning: 'a number with a name',
    example: 'const rows = 16',
    synonyms: ['let', 'var', 'define'],
  },
  coupling: {
    meaning: 'a kernel: its dimensions and operands',
    example: 'coupling gemm { dims M, K, N; Out[M][N] += W[M][K] * In[K][N] }',
    synonyms: ['kernel', 'einsum', 'operation'],
  },
  architecture: {
    meaning: 'levels from the outermost memory to compute',
    example:
      'architecture Small : gemm { memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 } compute MAC { energy: 0.2 pJ } }',
    synonyms: ['accelerator', 'hardware'],
  },
  workload: {
    meaning: 'sizes for the dimensions of a coupling',
    example: 'workload MB6 : gemm { M: 512, K: 256, N: 256 }',
    synonyms: ['layer', 'problem'],
  },
  network: {
    meaning: 'layers that are mapped together',
    example: 'network Encoder { KQV : gemm { M: 3072, K: 1024, N: 512 } x 24 }',
    synonyms: ['model'],
  },
  mapping: {
    meaning: 'the loops of each level',
    example: 'mapping tiled of MB6 on Small { DRAM: M 512, K 256, N 256 }',
    synonyms: ['schedule'],
  },
};
