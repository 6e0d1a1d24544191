import {
  ATTRIBUTES,
  type AttributeName,
  type Attributes,
  type ComponentClass,
} from '../../language/estimates/index.js';

/** A primitive component of Accelergy, as often as `count` says. */
interface Part {
  readonly name: string;
  /** Of Accelergy's plug-ins. */
  readonly class: string;
  readonly attributes: Readonly<Record<string, number | string>>;
  readonly count?: number;
  /** What the area of a part is multiplied with. */
  readonly areaScale?: number;
}

/** An action of a part that an action of the whole takes. */
interface Step {
  readonly part: string;
  readonly action: string;
  /** Of the parts with that name, the first so many; all where left out. */
  readonly count?: number;
  readonly scale?: number;
}

/** A component as Accelergy has it: parts, and which of them each action takes. */
export interface Compound {
  readonly parts: readonly Part[];
  readonly actions: Readonly<Record<string, readonly Step[]>>;
}

/** Updates are writes, as there. */
const memory = (
  parts: readonly Part[],
  read: readonly Step[],
  write: readonly Step[],
  leak: readonly Step[],
): Compound => ({ parts, actions: { read, write, update: write, leak } });

const step = (part: string, action: string, more: Omit<Step, 'part' | 'action'> = {}): Step => ({
  part,
  action,
  ...more,
});

/** Attributes of a component, with their defaults. */
class Given {
  constructor(private readonly attributes: Attributes) {}

  get(name: AttributeName): number | string {
    const value = this.attributes[name] ?? (ATTRIBUTES[name] as { readonly default?: number | string }).default;
    if (value === undefined) throw new Error(`Component without ${name}.`);
    return value;
  }

  number(name: AttributeName, otherwise?: number): number {
    return Number(this.attributes[name] ?? otherwise ?? this.get(name));
  }
}

/** CACTI's plug-in takes all ports for some that read and write. */
const portsOf = (ports: string): number => (ports === '1' || ports === '1rw' ? 1 : 2);

function sram(given: Given): Part {
  const ports = portsOf(String(given.get('ports')));
  const attributes = {
    width: given.number('width'),
    depth: given.number('depth'),
    n_rw_ports: ports,
    n_rdwr_ports: ports,
    n_rd_ports: 0,
    n_wr_ports: 0,
    n_banks: given.number('banks'),
  };
  return { name: 'memory', class: 'SRAM', attributes };
}

const addressBits = (given: Given): number => Math.max(1, Math.ceil(Math.log2(given.number('depth', 1))));

const addressGenerators = (given: Given): Part => ({
  name: 'address_generators',
  class: 'intadder',
  attributes: { width: addressBits(given), n_bits: addressBits(given), precision: addressBits(given) },
  count: 2,
});

const ADDRESS = step('address_generators', 'add', { count: 1 });
const ADDRESS_LEAK = step('address_generators', 'leak');

/** Registers and a comparator for each word. */
function registers(width: number, depth: number, bits: number, areaScale?: number): Part[] {
  return [
    { name: 'storage', class: 'aladdin_register', attributes: {}, count: width * depth, areaScale },
    { name: 'comparator', class: 'aladdin_comparator', attributes: { n_bits: bits }, count: depth, areaScale },
  ];
}

function registerFile(given: Given): Compound {
  const [width, depth] = [given.number('width'), given.number('depth', 1)];
  const access = (action: string) => [step('storage', action, { count: width }), step('comparator', 'compare')];
  return memory(registers(width, depth, addressBits(given)), access('read'), access('write'), [
    step('storage', 'leak'),
    step('comparator', 'leak'),
  ]);
}

/** As large as Accelergy has them at least, with the share of that which is there. */
function smartRegisterFile(given: Given): Compound {
  const [width, depth] = [given.number('width'), given.number('depth')];
  const [row, rows] = [Math.max(32, width), Math.max(64, depth)];
  const share = (width / row) * (depth / rows);
  const scale = (width / row) * (depth / rows) ** 0.78;
  const access = (action: string) => [
    step('storage', action, { count: row, scale }),
    step('comparator', 'compare', { scale }),
    ADDRESS,
  ];
  const bits = Math.max(1, Math.ceil(Math.log2(rows)));
  return memory([...registers(row, rows, bits, share), addressGenerators(given)], access('read'), access('write'), [
    step('storage', 'leak', { scale: share }),
    step('comparator', 'leak', { scale: share }),
    ADDRESS_LEAK,
  ]);
}

const computed = (parts: readonly Part[], action: string): Compound => ({
  parts,
  actions: {
    compute: parts.map(({ name }) => step(name, action)),
    leak: parts.map(({ name }) => step(name, 'leak')),
  },
});

function adder(given: Given): Part {
  const width = given.number('adderWidth', given.number('width'));
  return { name: 'adder', class: 'aladdin_adder', attributes: { width } };
}

function multiplier(given: Given): Part {
  const width = given.number('width');
  return { name: 'multiplier', class: 'aladdin_multiplier', attributes: { width_a: width, width_b: width } };
}

/** Exponent and mantissa of the usual formats, where only the width is given. */
const MANTISSAS: Readonly<Record<number, number>> = { 16: 11, 32: 24, 64: 53 };

function floating(name: string, given: Given): Part {
  const width = given.number('width', given.number('exponent', 0) + given.number('mantissa', 0));
  const mantissa = given.number('mantissa', MANTISSAS[width] ?? Math.ceil(width * 0.75));
  const exponent = given.number('exponent', width - mantissa);
  return { name, class: name, attributes: { width, exponent, mantissa } };
}

/** What each component is made of there, with the classes that Timeloop's example designs use. */
const COMPOUNDS: Readonly<Record<ComponentClass, (given: Given) => Compound>> = {
  sram: (given) => memory([sram(given)], [step('memory', 'read')], [step('memory', 'write')], [step('memory', 'leak')]),
  smartbuffer_sram: (given) =>
    memory(
      [sram(given), addressGenerators(given)],
      [step('memory', 'read'), ADDRESS],
      [step('memory', 'write'), ADDRESS],
      [step('memory', 'leak'), ADDRESS_LEAK],
    ),
  regfile: registerFile,
  register: registerFile,
  smartbuffer_regfile: smartRegisterFile,
  dram: (given) => {
    const attributes = { type: given.get('type'), width: given.number('width') };
    const part: Part = { name: 'memory', class: 'DRAM', attributes };
    return memory([part], [step('memory', 'read')], [step('memory', 'write')], [step('memory', 'leak')]);
  },
  intmac: (given) => computed([adder(given), multiplier(given)], 'read'),
  intadder: (given) => computed([adder(given)], 'read'),
  intmultiplier: (given) => computed([multiplier(given)], 'read'),
  fpmac: (given) => computed([floating('fpadder', given), floating('fpmultiplier', given)], 'compute'),
  fpadder: (given) => computed([floating('fpadder', given)], 'compute'),
  fpmultiplier: (given) => computed([floating('fpmultiplier', given)], 'compute'),
  wire: (given) => {
    const attributes = { width: given.number('width'), length: `${given.number('length')}um` };
    const transfer = [step('wire', 'transfer')];
    return { parts: [{ name: 'wire', class: 'wire', attributes }], actions: { read: transfer, write: transfer } };
  },
};

/** A component as Accelergy is asked for it. Its attributes are those that the component knows, all that it needs among them. */
export const compoundOf = (component: ComponentClass, attributes: Attributes): Compound =>
  COMPOUNDS[component](new Given(attributes));
