import { exact } from '../figures.js';
import { DRAM_DOMAIN, DRAM_TYPES, dram } from './dram.js';
import type { Estimate, Refusal } from './estimate.js';
import { LOGIC_DOMAIN, LOGIC_SOURCES, type LogicSource, logic, type Operation } from './logic.js';
import { REGISTERS_DOMAIN, registers, smartbufferRegisters } from './registers.js';
import { smartbufferSram } from './smartbuffer.js';
import { PORTS, type Port } from './sram/request.js';
import { SRAM_DOMAIN, sram } from './sram/sram.js';
import { WIRE_DOMAIN, wire } from './wire.js';

/** What a component's attribute may be: a whole number of at least 1, a number above 0, or one of a few words. */
interface AttributeRow {
  readonly meaning: string;
  readonly range: 'whole' | 'positive' | readonly string[];
  /** The unit of its number, which may be left out. */
  readonly unit?: string;
  /** Undefined for what follows from the level or must be given. */
  readonly default?: number | string;
  /** A value that shows how it is written. */
  readonly typical: string;
}

/** All attributes of components, in the order of the reference. */
export const ATTRIBUTES = {
  width: { meaning: 'Bits of a row or of an operand.', range: 'whole', typical: '64' },
  depth: { meaning: 'Rows.', range: 'whole', typical: '1024' },
  ports: {
    meaning: 'One port for reads and writes, two of them, or one for each.',
    range: [...PORTS, '1', '2'],
    default: '1rw',
    typical: '1',
  },
  banks: { meaning: 'Banks, rounded up to a power of two.', range: 'whole', default: 1, typical: '4' },
  type: {
    meaning: 'What kind of DRAM it is.',
    range: Object.keys(DRAM_TYPES),
    default: 'LPDDR4',
    typical: 'LPDDR4',
  },
  exponent: {
    meaning: 'Bits of the exponent of a floating-point number, with `mantissa` instead of `width`.',
    range: 'whole',
    typical: '8',
  },
  mantissa: {
    meaning: 'Bits of the mantissa of a floating-point number, with its sign.',
    range: 'whole',
    typical: '24',
  },
  adderWidth: { meaning: "Bits of a MAC's adder; `width` where left out.", range: 'whole', typical: '16' },
  cycle: {
    meaning: 'Time of one cycle, which the `clock` of the architecture gives where it is left out.',
    range: 'positive',
    unit: 'ns',
    default: 1,
    typical: '1 ns',
  },
  logic: {
    meaning:
      'Whose figures: `aladdin`, which is what Accelergy prints, or `horowitz`, which is about a quarter of it for wide multipliers.',
    range: LOGIC_SOURCES,
    default: 'aladdin',
    typical: 'horowitz',
  },
  length: { meaning: 'Length of the wires.', range: 'positive', unit: 'um', typical: '100 um' },
} as const satisfies Readonly<Record<string, AttributeRow>>;
export type AttributeName = keyof typeof ATTRIBUTES;

/** Whether an attribute takes a word, as `type: LPDDR4`; `ports: 2rw` is a number with its unit. */
export const isWordAttribute = (name: string): boolean => name === 'type' || name === 'logic';

/** The attributes that are given: numbers in their units, words as they are written. */
export type Attributes = Readonly<Partial<Record<AttributeName, number | string>>>;

/** One class of components. */
export interface ComponentRow {
  readonly meaning: string;
  /** Where it can be: what a level stores in, computes with, or sends words along. */
  readonly part: 'memory' | 'compute' | 'link';
  readonly attributes: readonly AttributeName[];
  /** What must be given or follow from the level. */
  readonly needed: readonly AttributeName[];
  /** What its model covers. */
  readonly domain: string;
  readonly estimate: (attributes: Complete, nm: number) => Estimate | Refusal;
}

/** Attributes with their defaults, of which each class reads its own. */
interface Complete {
  number(name: AttributeName): number;
  word(name: AttributeName): string;
  optional(name: AttributeName): number | undefined;
}

const sramRequest = (of: Complete, nm: number) => ({
  nm,
  width: of.number('width'),
  depth: of.number('depth'),
  ports: portsOf(of.word('ports')),
  banks: of.number('banks'),
});

const registersRequest = (of: Complete, nm: number) => ({
  nm,
  width: of.number('width'),
  depth: of.optional('depth') ?? 1,
  cycle: of.number('cycle'),
});

/** `1` and `2` are ports that read and write. */
const portsOf = (word: string): Port => (word === '1' ? '1rw' : word === '2' ? '2rw' : (word as Port));

const REGISTERS = {
  part: 'memory',
  attributes: ['width', 'depth', 'cycle'],
  needed: ['width'],
  domain: REGISTERS_DOMAIN,
} as const;

const LOGIC = { part: 'compute', needed: ['width'], domain: LOGIC_DOMAIN } as const;
const FLOATING = ['width', 'exponent', 'mantissa'] as const;
const HOW = ['cycle', 'logic'] as const;

function estimateLogic(operation: Operation) {
  return (of: Complete, nm: number) =>
    logic(operation, {
      nm,
      width: of.number('width'),
      adderWidth: of.optional('adderWidth'),
      cycle: of.number('cycle'),
      source: of.word('logic') as LogicSource,
    });
}

/** Every class of components, in the order of the reference. */
export const COMPONENTS = {
  sram: {
    meaning: 'a static memory',
    part: 'memory',
    attributes: ['width', 'depth', 'ports', 'banks'],
    needed: ['width', 'depth'],
    domain: SRAM_DOMAIN,
    estimate: (of, nm) => sram(sramRequest(of, nm)),
  },
  smartbuffer_sram: {
    meaning: 'a static memory with address generators',
    part: 'memory',
    attributes: ['width', 'depth', 'ports', 'banks', 'cycle'],
    needed: ['width', 'depth'],
    domain: SRAM_DOMAIN,
    estimate: (of, nm) => smartbufferSram({ ...sramRequest(of, nm), cycle: of.number('cycle') }),
  },
  regfile: {
    ...REGISTERS,
    meaning: 'registers with a comparator for each word',
    estimate: (of, nm) => registers(registersRequest(of, nm)),
  },
  register: {
    ...REGISTERS,
    meaning: 'a register, or a few',
    estimate: (of, nm) => registers(registersRequest(of, nm)),
  },
  smartbuffer_regfile: {
    ...REGISTERS,
    meaning: 'registers with address generators',
    needed: ['width', 'depth'],
    estimate: (of, nm) => smartbufferRegisters(registersRequest(of, nm)),
  },
  dram: {
    meaning: 'memory off the chip, with its interface',
    part: 'memory',
    attributes: ['type', 'width'],
    needed: ['width'],
    domain: DRAM_DOMAIN,
    estimate: (of) => dram(of.word('type'), of.number('width')),
  },
  intmac: {
    ...LOGIC,
    meaning: 'multiplies and adds integers',
    attributes: ['width', 'adderWidth', ...HOW],
    estimate: estimateLogic('intmac'),
  },
  intadder: { ...LOGIC, meaning: 'adds integers', attributes: ['width', ...HOW], estimate: estimateLogic('intadder') },
  intmultiplier: {
    ...LOGIC,
    meaning: 'multiplies integers',
    attributes: ['width', ...HOW],
    estimate: estimateLogic('intmultiplier'),
  },
  fpmac: {
    ...LOGIC,
    meaning: 'multiplies and adds floating-point numbers',
    attributes: [...FLOATING, 'adderWidth', ...HOW],
    estimate: estimateLogic('fpmac'),
  },
  fpadder: {
    ...LOGIC,
    meaning: 'adds floating-point numbers',
    attributes: [...FLOATING, ...HOW],
    estimate: estimateLogic('fpadder'),
  },
  fpmultiplier: {
    ...LOGIC,
    meaning: 'multiplies floating-point numbers',
    attributes: [...FLOATING, ...HOW],
    estimate: estimateLogic('fpmultiplier'),
  },
  wire: {
    meaning: 'wires of a bus',
    part: 'link',
    attributes: ['width', 'length'],
    needed: ['width', 'length'],
    domain: WIRE_DOMAIN,
    estimate: (of, nm) => wire(of.number('width'), of.number('length'), nm),
  },
} as const satisfies Readonly<Record<string, ComponentRow>> & Readonly<Record<Operation, ComponentRow>>;
export type ComponentClass = keyof typeof COMPONENTS;

export const COMPONENT_CLASSES = Object.keys(COMPONENTS) as readonly ComponentClass[];

/** The classes that a kind of level can be made of. */
export const componentsOf = (part: string): readonly ComponentClass[] =>
  COMPONENT_CLASSES.filter((one) => COMPONENTS[one].part === part);

export const isComponentClass = (word: string): word is ComponentClass => Object.hasOwn(COMPONENTS, word);

/** Classes that need no node: their figures are of a device. */
export const needsNode = (component: ComponentClass): boolean => component !== 'dram';

/**
 * What a component takes at a node in nm. It is refused where an attribute is missing or outside of its range, or where the
 * model does not reach.
 */
export function estimate(component: ComponentClass, attributes: Attributes, nm: number): Estimate | Refusal {
  const row: ComponentRow = COMPONENTS[component];
  const given = withFloatingWidth(attributes);
  const missing = row.needed.find((name) => given[name] === undefined);
  if (missing !== undefined) return { refused: `\`${component}\` needs \`${missing}\`.`, missing };
  if (needsNode(component) && !(nm > 0)) return { refused: `A technology of ${exact(nm)} nm does not exist.` };
  for (const name of row.attributes) {
    const refused = refusalOf(name, given[name]);
    if (refused !== undefined) return { refused };
  }
  const of = (name: AttributeName) => given[name] ?? (ATTRIBUTES[name] as AttributeRow).default;
  return row.estimate(
    {
      number: (name) => Number(of(name)),
      word: (name) => String(of(name)),
      optional: (name) => (of(name) === undefined ? undefined : Number(of(name))),
    },
    nm,
  );
}

/** A floating-point number is as wide as its exponent and its mantissa. */
function withFloatingWidth(attributes: Attributes): Attributes {
  const { width, exponent, mantissa } = attributes;
  return width === undefined && exponent !== undefined && mantissa !== undefined
    ? { ...attributes, width: Number(exponent) + Number(mantissa) }
    : attributes;
}

/** What is wrong with the value of an attribute; words that a model does not know are refused by the model. */
export function refusalOf(name: AttributeName, value: number | string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { range }: AttributeRow = ATTRIBUTES[name];
  if (range === 'positive')
    return Number(value) > 0 && Number.isFinite(value) ? undefined : `\`${name}\` is a number above 0, not ${value}.`;
  if (range === 'whole') {
    return Number.isSafeInteger(value) && Number(value) >= 1
      ? undefined
      : `\`${name}\` is a whole number of at least 1, not ${value}.`;
  }
  if (name === 'type' || range.includes(String(value))) return undefined;
  return `\`${name}\` is one of ${range.join(', ')}, not ${value}.`;
}
