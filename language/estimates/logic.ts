import { exact, inUnit, number } from '../figures.js';
import { type Estimate, isRefusal, type Refusal } from './estimate.js';
import { ALADDIN, HOROWITZ, type LogicRow } from './logic-tables.js';
import { SCALING_SOURCE, type Scale, scale } from './scaling.js';

/** Whose figures logic has: those that Accelergy prints, or published ones, a quarter as high for wide multipliers. */
export const LOGIC_SOURCES = ['aladdin', 'horowitz'] as const;
export type LogicSource = (typeof LOGIC_SOURCES)[number];

export type Operation = 'intadder' | 'intmultiplier' | 'intmac' | 'fpadder' | 'fpmultiplier' | 'fpmac';

export interface LogicRequest {
  readonly nm: number;
  /** Bits of an integer, or of exponent and mantissa together. */
  readonly width: number;
  /** Bits of the adder of a MAC, where they are others. */
  readonly adderWidth?: number;
  /** Time of one cycle in ns. */
  readonly cycle: number;
  readonly source: LogicSource;
}

/** What a piece of logic takes: pJ of an operation, mW and µm². */
export interface Circuit {
  readonly energy: number;
  readonly leakage: number;
  readonly area: number;
}

/** Aladdin's figures are of 40 nm; like Accelergy we take them for 45 nm as they are. */
const ALADDIN_NODES = { from: 40, to: 45 };
const HOROWITZ_NODE = 45;

export const LOGIC_DOMAIN = 'any width, 3 to 130 nm; adders grow with their bits and multipliers with their square';
export const ALADDIN_SOURCE = 'Aladdin (Shao et al., ISCA 2014), as Accelergy prints it';
const HOROWITZ_SOURCE = 'Horowitz, ISSCC 2014';

/** An operation of integers or floating-point numbers; a MAC is a multiplier and an adder. */
export function logic(operation: Operation, request: LogicRequest): Estimate | Refusal {
  return request.source === 'aladdin' ? aladdin(operation, request) : horowitz(operation, request);
}

/** What `aladdin` figures at 40 nm become at a node. */
export function scaleOfAladdin(nm: number): Scale | Refusal {
  const isSame = nm >= ALADDIN_NODES.from && nm <= ALADDIN_NODES.to;
  return scale(ALADDIN_NODES.from, isSame ? ALADDIN_NODES.from : nm);
}

/** Leakage follows energy: no source has it by node. */
export const scaled = ({ energy, leakage, area }: Circuit, by: Scale): Circuit => ({
  energy: energy * by.energy,
  leakage: leakage * by.energy,
  area: area * by.area,
});

export const together = (circuits: readonly Circuit[]): Circuit => ({
  energy: circuits.reduce((sum, { energy }) => sum + energy, 0),
  leakage: circuits.reduce((sum, { leakage }) => sum + leakage, 0),
  area: circuits.reduce((sum, { area }) => sum + area, 0),
});

/** A row of one of Aladdin's tables, for a multiple of what it is of. */
export function circuit(table: readonly LogicRow[], cycle: number, times: number): Circuit {
  const [, energy, leakage, area] = rowOf(table, cycle);
  return { energy: energy * times, leakage: leakage * times, area: area * times };
}

/** The row of a cycle time that is rounded up to half a nanosecond or a whole one up to 6, else that of 10. */
function rowOf(table: readonly LogicRow[], cycle: number): LogicRow {
  const rounded = cycle <= 0.75 ? 0.5 : cycle <= 6 ? Math.ceil(cycle) : 10;
  const row = table.find(([time]) => time >= rounded);
  if (!row) throw new Error(`No row of the table is for a cycle of ${cycle} ns.`);
  return row;
}

export const intAdder = (width: number, cycle: number): Circuit => circuit(ALADDIN.intAdder, cycle, width / 32);

function aladdin(operation: Operation, request: LogicRequest): Estimate | Refusal {
  const { nm, width, adderWidth = width, cycle } = request;
  const by = scaleOfAladdin(nm);
  if (isRefusal(by)) return by;
  const { energy, leakage, area } = scaled(together(partsOf(operation, width, adderWidth, cycle)), by);
  const isWide = operation.endsWith('multiplier') || operation.endsWith('mac');
  return {
    energy: { read: energy, write: energy },
    leakage,
    area,
    model: `${describe(operation, request)}, ${exact(cycle)} ns`,
    source: by.energy === 1 ? ALADDIN_SOURCE : `${ALADDIN_SOURCE}, scaled after ${SCALING_SOURCE}`,
    ...judged(by),
    error: isWide
      ? 'unknown: `logic: horowitz` is about a quarter of it for wide multipliers'
      : 'unknown: sources differ by a factor of 2',
    domain: LOGIC_DOMAIN,
  };
}

function partsOf(operation: Operation, width: number, adderWidth: number, cycle: number): Circuit[] {
  const adder = (bits: number) =>
    circuit(ALADDIN[bits <= 32 ? 'fp32Adder' : 'fp64Adder'], cycle, bits / (bits <= 32 ? 32 : 64));
  const multiplier = () =>
    circuit(ALADDIN[width <= 32 ? 'fp32Multiplier' : 'fp64Multiplier'], cycle, (width / (width <= 32 ? 32 : 64)) ** 2);
  const intMultiplier = () => circuit(ALADDIN.intMultiplier, cycle, (width / 32) ** 2);
  switch (operation) {
    case 'intadder':
      return [intAdder(width, cycle)];
    case 'intmultiplier':
      return [intMultiplier()];
    case 'intmac':
      return [intMultiplier(), intAdder(adderWidth, cycle)];
    case 'fpadder':
      return [adder(width)];
    case 'fpmultiplier':
      return [multiplier()];
    case 'fpmac':
      return [multiplier(), adder(adderWidth)];
  }
}

function horowitz(operation: Operation, request: LogicRequest): Estimate | Refusal {
  const { nm, width, adderWidth = width } = request;
  const by = scale(HOROWITZ_NODE, nm);
  if (isRefusal(by)) return by;
  const kind = operation.startsWith('fp') ? 'fp' : 'int';
  const adders = HOROWITZ[`${kind}Adder`];
  const multipliers = HOROWITZ[`${kind}Multiplier`];
  const adds = !operation.endsWith('multiplier');
  const multiplies = !operation.endsWith('adder');
  const adderBits = multiplies ? adderWidth : width;
  const energy = by.energy * ((adds ? linear(adders, adderBits) : 0) + (multiplies ? power(multipliers, width) : 0));
  const { errorClass, warnings } = judged(by);
  return {
    energy: { read: energy, write: energy },
    leakage: null,
    area: null,
    model: describe(operation, request),
    source: by.energy === 1 ? HOROWITZ_SOURCE : `${HOROWITZ_SOURCE}, scaled after ${SCALING_SOURCE}`,
    errorClass,
    error:
      'unknown: `logic: aladdin`, which is what Accelergy prints, is about four times as high for wide multipliers',
    domain: `published for ${adders.map(([bits]) => bits).join(' and ')} bits at ${HOROWITZ_NODE} nm; no leakage and no area`,
    warnings: [
      ...warnings,
      ...(multiplies ? outside(multipliers, width) : []),
      ...(adds ? outside(adders, adderBits) : []),
    ],
  };
}

type Published = readonly [low: readonly [number, number], high: readonly [number, number]];

function outside([low, high]: Published, width: number): string[] {
  if (width >= low[0] && width <= high[0]) return [];
  return [
    `Horowitz has figures of ${low[0]} to ${high[0]} bits: those of ${inUnit(exact(width), 'bits')} are extrapolated.`,
  ];
}

/** Along a straight line through two published widths, or below the narrower one in proportion to it. */
function linear([[w0, e0], [w1, e1]]: Published, width: number): number {
  return width < w0 ? (e0 * width) / w0 : e0 + ((width - w0) / (w1 - w0)) * (e1 - e0);
}

/** Along the power of the width that meets two published widths: 1.98 for integers, 1.75 for floating point. */
function power([[w0, e0], [w1, e1]]: Published, width: number): number {
  return e0 * (width / w0) ** (Math.log(e1 / e0) / Math.log(w1 / w0));
}

/** How far a figure of a table can be trusted at another node. */
export function judged({ energy, extrapolated }: Scale): Pick<Estimate, 'errorClass' | 'warnings'> {
  return {
    errorClass: extrapolated ? 'extrapolated' : energy === 1 ? 'table' : 'scaled',
    warnings: extrapolated ? [`${SCALING_SOURCE} end at 7 nm: what is finer is extrapolated.`] : [],
  };
}

function describe(operation: Operation, { nm, width, adderWidth }: LogicRequest): string {
  const adder = operation.endsWith('mac') && adderWidth !== undefined && adderWidth !== width;
  return `${operation} of ${inUnit(number(width), 'bits')}${adder ? `, adder of ${number(adderWidth)}` : ''}, ${exact(nm)} nm`;
}
