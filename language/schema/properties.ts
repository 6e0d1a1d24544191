import type * as ast from '../generated/ast.js';
import type { LevelKind } from './levels.js';
import { type Measure, unitsOf } from './units.js';

/** The keywords of all properties that the grammar knows. A row that is missing below does not compile. */
export type PropertyKeyword = Exclude<ast.Property, ast.UnknownProperty>['keyword'];

/** The numbers that a property takes: whole ones of at least 1, those above 0, or those of at least 0. */
export type Range = 'whole' | 'positive' | 'not negative';

interface Numbers {
  /** `directed` is one quantity for reads and writes, or one for each. */
  readonly form: 'quantity' | 'directed';
  readonly range: Range;
  /** What it can be given in units of; none for numbers that have no unit. */
  readonly measure?: Measure;
  /** What else it can be given in, where the clock of the architecture or the bits of a word convert it. */
  readonly convertible?: readonly Measure[];
  /** What a number is in that is written without a unit. */
  readonly bare?: string;
  /** Whether it can be `unbounded`. */
  readonly unbounded?: boolean;
}

interface Word {
  readonly form: 'word';
  /** The words that it takes, each with its meaning where it does not say it itself. */
  readonly words: Readonly<Record<string, string>>;
}

interface List {
  readonly form: 'operands' | 'bits' | 'constraints' | 'dimensions' | 'component' | 'bound';
}

/** One property of one or more kinds of level. */
export type Property = (Numbers | Word | List) & {
  readonly levels: readonly LevelKind[];
  /** Whether it can also stand once for all levels of an architecture. */
  readonly architecture?: true;
  /** What kind of table of Accelergy can say it, `from "ERT.yaml"`; before the levels of an architecture nothing else can. */
  readonly table?: 'ERT' | 'ART';
  readonly meaning: string;
  /** The units of its numbers, in words; where left out they follow from `bare`. */
  readonly unit?: string;
  /**
   * What holds where the property is left out: a value in its bare unit, a word, or null for what is then unknown.
   * A property without it is needed.
   */
  readonly default?: number | string | null;
  /** What stands between the keyword and the value; a colon where left out. */
  readonly operator?: string;
  /** A value as people write it most often, to fill in where it is missing. */
  readonly typical: string;
  /** A value that shows all that can be written, for documentation; `typical` where left out. */
  readonly example?: string;
  /** What people call it elsewhere, in lower case and without underscores. */
  readonly synonyms?: readonly string[];
  /** What is written instead since it is out of date: it is read, and marked, but not offered. */
  readonly replacedBy?: Replacement;
};

/** The property that has taken the place of another, with its words for those of the other. */
export interface Replacement {
  readonly keyword: string;
  readonly words: Readonly<Record<string, string>>;
}

const SHARING = {
  full: 'one word serves or combines all instances that share it',
  none: 'every instance has its own access',
  selective: 'instances also share the overlap of their windows',
};

const WINDOWS = {
  any: 'all that were there before',
  sliding: 'those that one loop leaves in place while no other loop moves the window and no instances share its axis',
  strict: 'as `sliding`, and only without another loop of this level inside',
  none: 'none: the whole window arrives again',
};

const FLAG = { true: '', false: '' };

/**
 * Every property of a level, in the order in which the reference lists them. One with two rows means something else on
 * another kind of level.
 */
export const PROPERTIES = {
  size: [
    {
      levels: ['memory'],
      form: 'quantity',
      range: 'whole',
      measure: 'data',
      bare: 'words',
      unbounded: true,
      meaning:
        'Capacity of one instance. The tiles of all operands that the level stores fit in it, `buffering` times.',
      unit: 'words, or bits where `bits` is given; b, B, KiB, MiB and GiB with `bits` or `valueBits`; or `unbounded`',
      typical: '16Ki',
      example: '128Ki',
      synonyms: ['capacity', 'depth', 'entries'],
    },
  ],
  wordBits: [
    {
      levels: ['memory'],
      form: 'quantity',
      range: 'whole',
      unit: 'bits',
      meaning:
        'Bits of one wordline. An energy `per wordline` is shared by the words on it, `floor(wordBits / bits)` of each operand; a word that is wider takes several.',
      default: null,
      typical: '64',
      synonyms: ['width', 'linewidth', 'blockbits'],
    },
  ],
  valueBits: [
    {
      levels: ['memory'],
      form: 'quantity',
      range: 'whole',
      unit: 'bits',
      meaning: 'Bits of one word of whatever operand: turns bits and bytes into words, and wordlines into words.',
      default: null,
      typical: '16',
      synonyms: ['datawidth', 'databits', 'precision', 'bitwidth'],
    },
    {
      levels: ['link'],
      form: 'quantity',
      range: 'whole',
      unit: 'bits',
      meaning: 'Bits of one word of whatever operand: turns bits and bytes into words.',
      default: 'as wide as in the memories around',
      typical: '16',
    },
  ],
  bits: [
    {
      levels: ['memory'],
      form: 'bits',
      meaning:
        'Bits of one word of each operand that the level stores. Its size and its bandwidths then count bits instead of words.',
      unit: 'bits',
      default: 'all words are alike',
      typical: 'W 8, In 8, Out 32',
      synonyms: ['widths', 'operandbits', 'operandprecision'],
    },
    {
      levels: ['link'],
      form: 'bits',
      meaning:
        'Bits of one word of each operand that the link does not bypass. Its bandwidths then count bits instead of words.',
      unit: 'bits',
      default: 'as wide as in the memories around',
      typical: 'W 8, In 8, Out 32',
    },
  ],
  energy: [
    {
      levels: ['memory'],
      form: 'directed',
      range: 'not negative',
      measure: 'energy',
      bare: 'pJ',
      convertible: ['energy of data'],
      architecture: true,
      table: 'ERT',
      meaning:
        'Energy of an access, one for reads and writes or one each; or from a file of Accelergy, for one level or for all.',
      unit: 'pJ per word, or `per wordline` of `wordBits`; fJ and nJ are known; pJ/bit with `bits` or `valueBits`',
      typical: '2 pJ',
      example: 'read 0.69 pJ, write 0.7 pJ',
      synonyms: ['accessenergy', 'readenergy', 'writeenergy', 'energyperaccess'],
    },
    {
      levels: ['compute'],
      form: 'directed',
      range: 'not negative',
      measure: 'energy',
      bare: 'pJ',
      table: 'ERT',
      meaning: 'Energy of one MAC.',
      unit: 'pJ; fJ and nJ are known',
      typical: '0.2 pJ',
      example: '0.21 pJ',
    },
    {
      levels: ['link'],
      form: 'directed',
      range: 'not negative',
      measure: 'energy',
      bare: 'pJ',
      convertible: ['energy of data'],
      table: 'ERT',
      meaning: 'Energy of a word that passes, in either direction or one each: `read` is inwards, `write` outwards.',
      unit: 'pJ per word; fJ and nJ are known; pJ/bit where the bits of words are known',
      typical: '0.6 pJ',
      example: 'read 0.6 pJ, write 0.8 pJ',
    },
  ],
  bandwidth: [
    {
      levels: ['memory'],
      form: 'directed',
      range: 'positive',
      measure: 'data',
      bare: 'words/cycle',
      convertible: ['data rate'],
      meaning:
        'Words that one instance moves in a cycle. One number is split in half between reads (with drains) and writes (fills and updates); a `shared` one serves both as they come.',
      unit: 'words/cycle, or bits/cycle where `bits` is given; b and B per cycle with `bits` or `valueBits`; GB/s with a `clock` as well; or `unbounded`',
      unbounded: true,
      typical: '8',
      example: 'read 2, write 2',
      synonyms: ['bw', 'throughput', 'readbandwidth', 'writebandwidth'],
    },
    {
      levels: ['link'],
      form: 'directed',
      range: 'positive',
      measure: 'data',
      bare: 'words/cycle',
      convertible: ['data rate'],
      meaning:
        'Words that pass one instance in a cycle: `read` inwards, `write` outwards. One number is split in half between them; a `shared` one serves both as they come.',
      unit: 'words/cycle, or bits/cycle where words are measured in `bits`; b and B per cycle; GB/s with a `clock`; or `unbounded`',
      unbounded: true,
      default: 'unbounded',
      typical: '16',
      example: 'read 16, write 8',
    },
  ],
  bypass: [
    {
      levels: ['memory'],
      form: 'operands',
      meaning: 'Operands that this level does not store: they pass it by, between the memories around it.',
      default: 'none',
      typical: 'W',
      example: 'W, Out',
    },
    {
      levels: ['link'],
      form: 'operands',
      meaning: 'Operands that pass for free.',
      default: 'none',
      typical: 'W',
    },
  ],
  mayBypass: [
    {
      levels: ['memory'],
      form: 'operands',
      meaning:
        'Operands that a mapping may keep here or not: it says `bypass` on the level for those that it does not. The outermost memory keeps what it does not `bypass`.',
      default: 'none',
      typical: 'W',
      example: 'W, In',
      synonyms: ['optionalbypass', 'maybypass'],
    },
  ],
  multicast: [
    {
      levels: ['fanout'],
      form: 'word',
      words: SHARING,
      meaning:
        'Whether one read serves all instances that want the same word: `full`, `none`, or `selective` where instances also share the overlap of their windows. With `for` and an operand it goes for that one only.',
      default: 'full',
      typical: 'selective',
      example: 'none for W',
      synonyms: ['broadcast'],
    },
  ],
  reduction: [
    {
      levels: ['fanout'],
      form: 'word',
      words: SHARING,
      meaning:
        'Whether instances that add to the same output combine their words on the way out: `full`, `none`, or `selective` where they also combine the overlap of their windows.',
      default: 'full',
      typical: 'none',
    },
  ],
  peToPe: [
    {
      levels: ['fanout'],
      form: 'word',
      words: FLAG,
      meaning:
        'Words are forwarded from instance to instance instead of by multicast wires, which takes `mesh − 1` steps to warm up. Needs full multicast and reduction.',
      default: 'false',
      typical: 'true',
      synonyms: ['forwarding'],
    },
  ],
  use: [
    {
      levels: ['fanout'],
      form: 'bound',
      operator: '>=',
      meaning: 'The least share of the instances that a mapping uses. Mappings that use fewer are not legal.',
      unit: 'a share of the instances, above 0 and at most 1',
      default: 'any',
      typical: '0.75',
      synonyms: ['utilization', 'minutilization', 'usage'],
    },
  ],
  powerGating: [
    {
      levels: ['fanout'],
      form: 'word',
      words: FLAG,
      meaning: 'Instances that a mapping leaves idle leak nothing.',
      default: 'false',
      typical: 'true',
    },
  ],
  cycles: [
    {
      levels: ['compute'],
      form: 'quantity',
      range: 'positive',
      unit: 'cycles',
      meaning: 'Cycles of one MAC.',
      default: 1,
      typical: '1',
      synonyms: ['latency'],
    },
  ],
  factors: [
    {
      levels: ['memory', 'fanout', 'compute'],
      form: 'constraints',
      meaning:
        'Constraints on the iterations of a dimension on this level, at most one for a dimension; `all` is its whole size. A constraint larger than the workload is reduced to fit it.',
      default: 'none',
      typical: 'M = 1',
      example: 'M = 1, K <= 16',
      synonyms: ['constraints'],
    },
  ],
  order: [
    {
      levels: ['memory'],
      form: 'dimensions',
      meaning:
        'The dataflow: the order of the loops of this level, outermost first. Dimensions that are not named go anywhere. With `_` the list is positional and as long as the coupling has dimensions. Loops with one iteration do not count.',
      default: 'any order',
      typical: 'M, K, N',
      synonyms: ['permutation', 'looporder', 'dataflow'],
    },
  ],
  leakage: [
    {
      levels: ['memory', 'link', 'compute'],
      form: 'quantity',
      range: 'not negative',
      measure: 'energy',
      bare: 'pJ/cycle',
      convertible: ['power'],
      meaning: 'Energy that one instance leaks in each cycle of the whole run, busy or idle.',
      unit: 'pJ per cycle; fJ and nJ are known; mW with a `clock`',
      default: 0,
      typical: '0.01 pJ',
      synonyms: ['staticpower'],
    },
  ],
  buffering: [
    {
      levels: ['memory'],
      form: 'quantity',
      range: 'whole',
      meaning:
        'Multiple buffering: each tile takes this many times its size, so one can be filled while another is used.',
      default: 1,
      typical: '2',
      synonyms: ['doublebuffering', 'multiplebuffering'],
    },
  ],
  windows: [
    {
      levels: ['memory'],
      form: 'word',
      words: WINDOWS,
      meaning:
        'Which words of a window stay when it moves, of operands that several dimensions index together, as `In[P + R]`. The others arrive again.',
      default: 'any',
      typical: 'sliding',
      synonyms: ['halo', 'slidingwindow'],
    },
  ],
  multipleReuses: [
    {
      levels: ['memory'],
      form: 'word',
      words: FLAG,
      meaning: 'Out of date: whether a window keeps words after a loop that left it where it was. `windows` says more.',
      default: 'true',
      typical: 'false',
      replacedBy: { keyword: 'windows', words: { true: 'any', false: 'strict' } },
    },
  ],
  technology: [
    {
      levels: ['memory', 'link', 'compute'],
      architecture: true,
      form: 'quantity',
      range: 'positive',
      measure: 'node',
      bare: 'nm',
      meaning:
        'The process for which a `component` is estimated. Before the levels of an architecture it holds for all.',
      default: null,
      typical: '45nm',
      synonyms: ['node', 'process', 'tech', 'processnode'],
    },
  ],
  clock: [
    {
      levels: [],
      architecture: true,
      form: 'quantity',
      range: 'positive',
      measure: 'frequency',
      bare: 'Hz',
      meaning:
        'Cycles per second. Bandwidths can then be in GB/s and leakage in mW, results are in seconds, watts and TOPS/W as well, and a `component` is estimated for it.',
      unit: 'Hz; kHz, MHz and GHz are known',
      default: null,
      typical: '1 GHz',
      synonyms: ['frequency', 'freq', 'clk', 'clockrate', 'clockfrequency'],
    },
  ],
  component: [
    {
      levels: ['memory'],
      form: 'component',
      meaning:
        'What the memory is made of: its `energy`, `leakage` and `area` follow, where they are left out, from an estimate (estimates.md).',
      default: 'what the level says itself',
      typical: 'sram { ports: 1 }',
      synonyms: ['class', 'componentclass', 'subclass'],
    },
    {
      levels: ['compute'],
      form: 'component',
      meaning:
        'What computes: its `energy`, `leakage` and `area` follow, where they are left out, from an estimate (estimates.md).',
      default: 'what the level says itself',
      typical: 'intmac { width: 8 }',
    },
    {
      levels: ['link'],
      form: 'component',
      meaning:
        'What the link is made of: its `energy` follows, where it is left out, from an estimate (estimates.md). A word takes a wire for each of its bits unless `width` says otherwise.',
      default: 'what the level says itself',
      typical: 'wire { length: 100 um }',
    },
  ],
  area: [
    {
      levels: ['memory', 'fanout', 'link', 'compute'],
      form: 'quantity',
      range: 'not negative',
      measure: 'area',
      bare: 'µm²',
      architecture: true,
      table: 'ART',
      meaning:
        'Area of one instance; or from a file of Accelergy, for one level or for all. The area of an architecture is known once every level has one.',
      unit: 'µm² (`um2`) unless `mm2` is written',
      default: null,
      typical: '1200 um2',
    },
  ],
} as const satisfies Readonly<Record<PropertyKeyword, readonly Property[]>>;

const KEYWORDS = Object.keys(PROPERTIES) as readonly PropertyKeyword[];

function rowFor(kind: LevelKind, keyword: PropertyKeyword): Property | undefined {
  const rows: readonly Property[] = PROPERTIES[keyword];
  return rows.find(({ levels }) => levels.includes(kind));
}

function keywordsOf(kind: LevelKind): readonly PropertyKeyword[] {
  return KEYWORDS.filter((keyword) => rowFor(kind, keyword) !== undefined);
}

/** The keywords of what can stand once for all levels of an architecture. */
export const ARCHITECTURE_PROPERTIES: readonly PropertyKeyword[] = KEYWORDS.filter((keyword) => forAll(keyword));

function forAll(keyword: PropertyKeyword): Property | undefined {
  const rows: readonly Property[] = PROPERTIES[keyword];
  return rows.find(({ architecture }) => architecture);
}

/** The keywords of what a table of Accelergy can say. */
const FROM_TABLES: readonly string[] = KEYWORDS.filter((keyword) => PROPERTIES[keyword].some((row) => 'table' in row));

/** Whether a table of Accelergy can say a property, `from "ERT.yaml"`. */
export const isFromTable = (keyword: string | undefined): boolean =>
  keyword !== undefined && FROM_TABLES.includes(keyword);

/** The keywords of the properties that each kind of level has, in the order of the reference. */
export const LEVEL_PROPERTIES: Readonly<Record<LevelKind, readonly PropertyKeyword[]>> = {
  memory: keywordsOf('memory'),
  fanout: keywordsOf('fanout'),
  link: keywordsOf('link'),
  compute: keywordsOf('compute'),
};

/** What has properties: a kind of level, or an architecture for all its levels. */
export type PropertyOwner = LevelKind | 'architecture';

/** What a keyword means on a kind of level or an architecture; undefined for one that it does not have. */
export function propertyOf(owner: PropertyOwner, keyword: string): Property | undefined {
  if (!isProperty(keyword)) return undefined;
  return owner === 'architecture' ? forAll(keyword) : rowFor(owner, keyword);
}

/** The keywords of the properties that a kind of level or an architecture has, in the order of the reference. */
export const propertiesOf = (owner: PropertyOwner): readonly PropertyKeyword[] =>
  owner === 'architecture' ? ARCHITECTURE_PROPERTIES : LEVEL_PROPERTIES[owner];

/** Whether a word is the keyword of a property. */
export function isProperty(keyword: string): keyword is PropertyKeyword {
  return Object.hasOwn(PROPERTIES, keyword);
}

/** The kinds of level that have a property; an architecture where only that has it. */
export function ownersOf(keyword: string): readonly PropertyOwner[] {
  if (!isProperty(keyword)) return [];
  const kinds = PROPERTIES[keyword].flatMap(({ levels }): readonly LevelKind[] => levels);
  return kinds.length === 0 ? ['architecture'] : kinds;
}

/** Whether a property can be `unbounded`. */
export function isUnbounded(property: Property | undefined): boolean {
  return property !== undefined && 'unbounded' in property && property.unbounded === true;
}

/** What can be `unbounded`, in words. */
export const UNBOUNDED = KEYWORDS.filter((keyword) => PROPERTIES[keyword].some(isUnbounded)).map((name) => `a ${name}`);

/** Whether a level must have a property. */
export function isNeeded(property: Property): boolean {
  return property.default === undefined;
}

/** The words of a property, with what they mean; undefined where it takes none. */
export function wordsOf(property: Property | undefined): Readonly<Record<string, string>> | undefined {
  return property?.form === 'word' ? property.words : undefined;
}

/** What numbers of a property can be measured in. */
export function measureOf(property: Property | undefined): Measure | undefined {
  return property && 'measure' in property ? property.measure : undefined;
}

/** Every unit that numbers of a property can have. */
export function unitsFor(property: Property | undefined): readonly string[] {
  const others = property && 'convertible' in property ? property.convertible : undefined;
  return [measureOf(property), ...(others ?? [])].flatMap(unitsOf);
}

/** What a number of a property is in where no unit is written. */
export function bareUnitOf(property: Property | undefined): string | undefined {
  return property && 'bare' in property ? property.bare : undefined;
}

/** The unit that may be written where none is: a number in bits is not one in words. */
export function writableUnitOf(property: Property | undefined): string | undefined {
  const measure = measureOf(property);
  return measure === 'data' ? undefined : unitsOf(measure)[0];
}

/** What a property is in, in words. */
export function unitText(property: Property): string | undefined {
  return property.unit ?? bareUnitOf(property);
}

/** What holds where a property is left out, in words; undefined for one that is needed. */
export function defaultText(property: Property): string | undefined {
  const { default: otherwise } = property;
  if (otherwise === undefined) return undefined;
  if (otherwise === null) return 'unknown';
  if (typeof otherwise === 'string') return otherwise;
  const unit = writableUnitOf(property);
  return unit === undefined ? String(otherwise) : `${otherwise} ${unit}`;
}

/** The unit and the default of a property, in sentences; empty where it has neither. */
export function factsText(property: Property): string {
  const [unit, otherwise] = [unitText(property), defaultText(property)];
  return [unit && `In ${unit}.`, otherwise && `Default: ${otherwise}.`].filter(Boolean).join(' ');
}

/** A value that shows all that can be written. */
export function exampleOf({ example, typical }: Property): string {
  return example ?? typical;
}

/** A line that shows a property: `energy: read 0.69 pJ, write 0.7 pJ`, `use >= 0.75`. */
export function exampleLine(keyword: string, property: Property): string {
  return `${keyword}${signOf(property)} ${exampleOf(property)}`;
}

/** What stands directly after a keyword, before its value. */
export function signOf({ operator }: Property): string {
  return operator === undefined ? ':' : ` ${operator}`;
}

/** What a property is likely meant that is called by a name of other languages. */
export function meantProperty(keyword: string): string {
  const plain = keyword.replace(/_/g, '').toLowerCase();
  const hasSynonym = ({ synonyms = [] }: Property) => synonyms.includes(plain);
  return KEYWORDS.find((known) => (PROPERTIES[known] as readonly Property[]).some(hasSynonym)) ?? keyword;
}
