import { ATTRIBUTES, type AttributeName, type Attributes, COMPONENTS, type ComponentClass } from './components.js';
import { DRAM_TYPES } from './dram.js';

/** What Accelergy and its plug-ins call the classes, in lower case. */
const CLASSES: Readonly<Record<string, ComponentClass>> = {
  sram: 'sram',
  cacti_sram: 'sram',
  cache: 'sram',
  smartbuffer: 'smartbuffer_sram',
  smartbuffer_sram: 'smartbuffer_sram',
  storage: 'smartbuffer_sram',
  smartbuffer_rf: 'smartbuffer_regfile',
  smartbuffer_regfile: 'smartbuffer_regfile',
  regfile: 'regfile',
  rf: 'regfile',
  reg_storage: 'regfile',
  aladdin_regfile: 'regfile',
  register: 'register',
  reg: 'register',
  flip_flop: 'register',
  aladdin_register: 'register',
  dram: 'dram',
  cacti_dram: 'dram',
  intmac: 'intmac',
  mac: 'intmac',
  intadder: 'intadder',
  adder: 'intadder',
  aladdin_adder: 'intadder',
  intmultiplier: 'intmultiplier',
  multiplier: 'intmultiplier',
  aladdin_multiplier: 'intmultiplier',
  fpmac: 'fpmac',
  fpadder: 'fpadder',
  fpmultiplier: 'fpmultiplier',
  wire: 'wire',
};

/** What the attributes are called there, by ours; those with the most of their own meaning first. */
const NAMES: Readonly<Partial<Record<AttributeName, readonly string[]>>> = {
  width: ['width', 'memory_width', 'multiplier_width', 'datawidth', 'data_width', 'word_bits'],
  depth: ['depth', 'memory_depth', 'entries'],
  banks: ['n_banks', 'nbanks'],
  type: ['type', 'dram_type'],
  exponent: ['exponent', 'exponent_width'],
  mantissa: ['mantissa', 'mantissa_width'],
  adderWidth: ['adder_width'],
  length: ['length', 'wire_length'],
};

const CYCLE_NAMES = ['cycle_time', 'latency', 'cycle_ns'];
const PORT_NAMES = ['n_rd_ports', 'n_wr_ports', 'n_rdwr_ports', 'n_ports'];

/** All attributes of Accelergy's components that say something here. */
export const ACCELERGY_ATTRIBUTES: readonly string[] = [
  ...Object.values(NAMES).flat(),
  ...CYCLE_NAMES,
  ...PORT_NAMES,
  'technology',
  'global_cycle_seconds',
];

/** What is called so by Accelergy; undefined for what no model covers. */
export const meantComponent = (name: string): ComponentClass | undefined =>
  CLASSES[name.toLowerCase().replace(/-/g, '_')];

/** A component as this language has it. */
export interface Translated {
  readonly component: ComponentClass;
  readonly attributes: Attributes;
  /** nm; null where it is not given. */
  readonly technology: number | null;
  /** What is given there and says nothing to Accelergy. */
  readonly dropped: readonly string[];
}

/**
 * A component as Accelergy has it. Attributes that say nothing here are left out, as are those that have no plain value.
 *
 * @param attributes by their names there: numbers, or text with a unit as `45nm` and `5ns`
 * @param version of its components: the smart buffers of 0.4 have one port and one bank, whatever they say
 * @returns undefined for a class that no model covers
 */
export function fromAccelergy(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  version: '0.3' | '0.4' = '0.4',
): Translated | undefined {
  const component = meantComponent(name);
  if (component === undefined) return undefined;
  const ignored: readonly string[] = version === '0.4' && component === 'smartbuffer_sram' ? ['ports', 'banks'] : [];
  const plain = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key.replace(/-/g, '_'), value]));
  const values: Partial<Record<AttributeName, number | string>> = {};
  for (const attribute of COMPONENTS[component].attributes) {
    const value = given(attribute, plain);
    if (value !== undefined && value !== (ATTRIBUTES[attribute] as { readonly default?: unknown }).default) {
      values[attribute] = value;
    }
  }
  const said = Object.entries(values);
  return {
    component,
    attributes: Object.fromEntries(said.filter(([name]) => !ignored.includes(name))),
    technology: numberOf(plain.technology, ['nm']) ?? null,
    dropped: ignored.filter((name) => name in values),
  };
}

function given(attribute: AttributeName, plain: Readonly<Record<string, unknown>>): number | string | undefined {
  switch (attribute) {
    case 'ports':
      return portsOf(plain);
    case 'cycle':
      return cycleOf(plain);
    case 'type':
      return typeOf(plain.type ?? plain.dram_type);
    default:
      return first(NAMES[attribute]?.map((name) => numberOf(plain[name], ['um', 'bits'])) ?? []);
  }
}

/** Reads and writes go over the same ports there: one of each is two that do both. */
function portsOf(plain: Readonly<Record<string, unknown>>): string | undefined {
  const counts = PORT_NAMES.map((name) => numberOf(plain[name], []) ?? 0);
  const ports = counts.reduce((sum, count) => sum + count, 0);
  return ports <= 1 ? undefined : ports === 2 ? '2rw' : `${ports}rw`;
}

function cycleOf(plain: Readonly<Record<string, unknown>>): number | undefined {
  const seconds = numberOf(plain.global_cycle_seconds, ['s']);
  return seconds === undefined ? first(CYCLE_NAMES.map((name) => numberOf(plain[name], ['ns']))) : seconds * 1e9;
}

/** The names of DRAM are written in many ways. */
function typeOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return Object.keys(DRAM_TYPES).find((type) => type.toLowerCase() === value.toLowerCase()) ?? value;
}

/** A number, or text that is one with one of the units after it. */
function numberOf(value: unknown, units: readonly string[]): number | undefined {
  const [, number, unit = ''] = /^\s*([\d.]+(?:e[-+]?\d+)?)\s*([a-z]*)\s*$/i.exec(String(value)) ?? [];
  if (number === undefined || !(unit === '' || units.includes(unit))) return undefined;
  const found = Number(number);
  return found > 0 && Number.isFinite(found) ? found : undefined;
}

const first = <T>(values: readonly (T | undefined)[]): T | undefined => values.find((value) => value !== undefined);
