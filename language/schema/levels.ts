/** The kinds of level, as they are written. */
export type LevelKind = 'memory' | 'fanout' | 'link' | 'compute';

/** One kind of level. */
export interface LevelKindRow {
  /** What it does, for completion and the reference. */
  readonly meaning: string;
  /** What it is called with its article, in messages. */
  readonly called: string;
  readonly example: string;
  /** What people call it elsewhere, in lower case. */
  readonly synonyms: readonly string[];
}

/** Every kind of level, outermost first as they occur. */
export const LEVEL_KINDS: Readonly<Record<LevelKind, LevelKindRow>> = {
  memory: {
    meaning: 'stores the operands',
    called: 'a memory',
    example: 'memory Buffer { size: 16Ki; energy: 2 pJ; bandwidth: 8 }',
    synonyms: ['buffer', 'cache', 'register', 'registers', 'sram', 'dram', 'scratchpad', 'storage'],
  },
  fanout: {
    meaning: 'instances of all that follows',
    called: 'a fanout',
    example: 'fanout PEs[16] over M',
    synonyms: ['spatial', 'array'],
  },
  link: {
    meaning: 'what words pass between levels: a bus, hops of a network, a converter',
    called: 'a link',
    example: 'link NoC { energy: 0.6 pJ; bandwidth: 16 }',
    synonyms: ['bus', 'noc', 'network', 'hop', 'wire', 'wires', 'adc', 'dac', 'converter', 'interconnect'],
  },
  compute: {
    meaning: 'the MACs, innermost',
    called: 'a compute level',
    example: 'compute MAC { energy: 0.2 pJ }',
    synonyms: ['mac', 'alu'],
  },
};
