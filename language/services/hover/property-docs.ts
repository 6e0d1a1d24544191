/** What a property says, for hovers and completion. */
export interface PropertyDoc {
  readonly meaning: string;
  /** The unit of its numbers, where it has numbers. */
  readonly unit?: string;
  /** What holds where the property is left out; without it the property is needed. */
  readonly default?: string;
  readonly example: string;
}

type Kind = 'memory' | 'fanout' | 'compute';

const area: PropertyDoc = {
  meaning: 'Area of one instance. The area of an architecture is known once every level has one.',
  unit: 'µm² (`um2`) unless `mm2` is written',
  default: 'unknown',
  example: 'area: 1200 um2',
};

const leakage: PropertyDoc = {
  meaning: 'Energy that one instance leaks in each cycle of the whole run, busy or idle.',
  unit: 'pJ per cycle; fJ and nJ are known',
  default: '0 pJ',
  example: 'leakage: 0.01 pJ',
};

const factors: PropertyDoc = {
  meaning:
    'Constraints on the iterations of a dimension on this level, at most one for a dimension. A constraint larger than the workload is reduced to fit it.',
  default: 'none',
  example: 'factors: M = 1, K <= 16',
};

/** The properties of each kind of level, by keyword. */
export const PROPERTY_DOCS: Readonly<Record<Kind, Readonly<Record<string, PropertyDoc>>>> = {
  memory: {
    size: {
      meaning:
        'Capacity of one instance. The tiles of all operands that the level stores fit in it, `buffering` times.',
      unit: 'words; B, KiB and MiB once `valueBits` is given; or `unbounded`',
      example: 'size: 128Ki',
    },
    energy: {
      meaning: 'Energy of an access, one for reads and writes or one each.',
      unit: 'pJ per word, or `per wordline` of `wordBits`; fJ and nJ are known',
      example: 'energy: read 0.69 pJ, write 0.7 pJ',
    },
    bandwidth: {
      meaning:
        'Words that one instance moves in a cycle. One number is split in half between reads (with drains) and writes (fills and updates).',
      unit: 'words/cycle',
      example: 'bandwidth: read 2, write 2',
    },
    bypass: {
      meaning: 'Operands that this level does not store: they pass it by, between the memories around it.',
      default: 'none',
      example: 'bypass: W, Out',
    },
    factors,
    order: {
      meaning:
        'The dataflow: the order of the loops of this level, outermost first. Dimensions that are not named go anywhere. With `_` the list is positional and as long as the coupling has dimensions. Loops with one iteration do not count.',
      default: 'any order',
      example: 'order: M, K, N',
    },
    leakage,
    buffering: {
      meaning:
        'Multiple buffering: each tile takes this many times its size, so that one can be filled while another is used.',
      default: '1',
      example: 'buffering: 2',
    },
    multipleReuses: {
      meaning:
        'Whether a sliding window may be reused after a loop that left the tile where it is, or only where no loop of this level came between.',
      default: 'true',
      example: 'multipleReuses: false',
    },
    wordBits: {
      meaning:
        'Bits of one wordline. An energy `per wordline` is shared by the `floor(wordBits / valueBits)` words on it.',
      unit: 'bits',
      default: 'unknown',
      example: 'wordBits: 64',
    },
    valueBits: {
      meaning: 'Bits of one word: turns bytes into words, and wordlines into words.',
      unit: 'bits',
      default: 'unknown',
      example: 'valueBits: 16',
    },
    area,
  },
  fanout: {
    multicast: {
      meaning:
        'Whether one read serves all instances that want the same word: `full`, `none`, or `selective` where instances also share the overlap of their windows.',
      default: 'full',
      example: 'multicast: selective',
    },
    reduction: {
      meaning:
        'Whether instances that add to the same output combine their words on the way out: `full`, `none`, or `selective` where they also combine the overlap of their windows.',
      default: 'full',
      example: 'reduction: none',
    },
    peToPe: {
      meaning:
        'Words are forwarded from instance to instance instead of by multicast wires, which takes `mesh − 1` steps to warm up. Needs full multicast and reduction.',
      default: 'false',
      example: 'peToPe: true',
    },
    powerGating: {
      meaning: 'Instances that a mapping leaves idle leak nothing.',
      default: 'false',
      example: 'powerGating: true',
    },
    factors,
    area,
  },
  compute: {
    energy: { meaning: 'Energy of one MAC.', unit: 'pJ; fJ and nJ are known', example: 'energy: 0.21 pJ' },
    cycles: { meaning: 'Cycles of one MAC.', unit: 'cycles', default: '1', example: 'cycles: 1' },
    leakage,
    factors,
    area,
  },
};

const SHARING = {
  full: 'one word serves or combines all instances that share it',
  none: 'every instance has its own access',
  selective: 'instances also share the overlap of their windows',
};
const FLAG = { true: '', false: '' };
/** The words that a property takes, with what they mean where they do not say it themselves. */
export const WORD_DOCS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  multicast: SHARING,
  reduction: SHARING,
  peToPe: FLAG,
  powerGating: FLAG,
  multipleReuses: FLAG,
};

/** What the units of quantities mean. */
export const UNIT_DOCS: Readonly<Record<string, string>> = {
  pJ: 'picojoules, the default',
  fJ: 'femtojoules',
  nJ: 'nanojoules',
  um2: 'µm², the default',
  mm2: 'mm²',
  B: 'bytes, by `valueBits`',
  KiB: '1,024 bytes, by `valueBits`',
  MiB: '1,048,576 bytes, by `valueBits`',
  GiB: '1,073,741,824 bytes, by `valueBits`',
};
