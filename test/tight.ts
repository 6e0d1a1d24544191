/**
 * An architecture whose constraints force a tile of 24 words into its register: 4·4 of W, 4 of In and 4 of Out.
 *
 * @param size of the register, in words
 */
export const tight = (size: number | ''): string => `architecture Small : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory Register {
    size: ${size}
    energy: 0.7 pJ; bandwidth: 6
    factors: M = 4, K = 4
  }
  compute MAC { energy: 0.2 pJ; cycles: 1 }
}
`;
