import type { DimensionName, Network } from '../domain/index.js';

/** The most columns of a line whose blocks can be broken, comments after it aside: the library's widest lines fit. */
export const WIDTH = 120;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A name as `.ffarch` spells it: quoted where it is not an identifier, or the placeholder `_`. One that is still missing is `…`. */
export function printName(name: string | undefined): string {
  if (name === undefined) return '…';
  if (IDENTIFIER.test(name) && name !== '_') return name;
  const text = name.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${text}"`;
}

/** A name inside another: `BertLarge.KQV`, or `VGG16."L3+"`. */
export function printPath(path: readonly string[]): string {
  return path.map(printName).join('.');
}

/** A dimension as an architecture names it: `C`, or `depthwise.C` of one coupling alone. */
export const printDimension = ({ coupling, dimension }: DimensionName): string =>
  printPath(coupling === null ? [dimension] : [coupling, dimension]);

/** More layers than this are counted instead of named. */
const MOST_LAYERS = 16;

/** The names of a network's layers, or how many there are, also with their repeats. */
export function printLayerNames({ layers }: Pick<Network, 'layers'>, separator: string): string {
  if (layers.length <= MOST_LAYERS) return layers.map(({ name }) => printName(name)).join(separator);
  return `${layers.length} of different sizes, ${layers.reduce((sum, { repeat }) => sum + repeat, 0)} in all`;
}

/** What a mapping says of a level: its loops, outermost first, and the operands that it does not keep, by their names. */
export interface PrintableLevel {
  readonly level: string;
  readonly loops: readonly (readonly [dimension: string, iterations: number])[];
  readonly bypass?: readonly string[];
}

/** What a `mapping` declaration says. */
export interface PrintableMapping {
  readonly name: string;
  /** A workload's name, or the network's and the layer's. */
  readonly workload: readonly string[];
  readonly architecture: string;
  readonly mapping: readonly PrintableLevel[];
}

/** A `mapping` declaration, without a line break at its end. Levels of which it says nothing are left out. */
export function printMapping({ name, workload, architecture, mapping }: PrintableMapping): string {
  return `mapping ${printName(name)} of ${printPath(workload)} on ${printName(architecture)} ${printLoops(mapping)}`;
}

/** The braces of a `mapping` declaration and what is between them. */
export function printLoops(mapping: readonly PrintableLevel[]): string {
  const levels = mapping
    .map(({ level, loops, bypass = [] }) => ({
      label: `${[printName(level), ...(bypass.length > 0 ? ['bypass', printList(bypass)] : [])].join(' ')}:`,
      loops: loops
        .filter(([, iterations]) => iterations > 1)
        .map(([dimension, iterations]) => `${printName(dimension)} ${iterations}`)
        .join(', '),
      says: bypass.length > 0,
    }))
    .filter(({ loops, says }) => loops !== '' || says);
  const width = Math.max(0, ...levels.map(({ label }) => label.length));
  return block(levels.map(({ label, loops }) => `${label.padEnd(width)} ${loops}`.trimEnd()));
}

const printList = (names: readonly string[]): string => names.map(printName).join(', ');

/** What a `workload` declaration says. */
export interface PrintableWorkload {
  readonly name: string;
  readonly coupling: string;
  readonly sizes: Readonly<Record<string, number>>;
  /** Strides of 1, the default, are left out. */
  readonly strides: Readonly<Record<string, number>>;
}

/** A `workload` declaration, without a line break at its end. */
export function printWorkload({ name, coupling, sizes, strides }: PrintableWorkload): string {
  const line = (values: [string, number][]) => values.map(([key, value]) => `${printName(key)}: ${value}`).join(', ');
  const named = Object.entries(strides).filter(([, value]) => value !== 1);
  const lines = [line(Object.entries(sizes)), line(named)].filter((text) => text !== '');
  return `workload ${printName(name)} : ${printName(coupling)} ${block(lines)}`;
}

function block(lines: readonly string[]): string {
  return ['{', ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

/** `base` as an identifier, with the lowest number after it that makes it free. */
export function freeName(base: string, taken: ReadonlySet<string>): string {
  const identifier = base.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=[0-9])/, '_');
  for (let i = 1; ; i++) {
    const name = i === 1 ? identifier : `${identifier}_${i}`;
    if (!taken.has(name) && name !== '_') return name;
  }
}
