import { type Attributes, type ComponentClass, estimate, isRefusal } from '../../language/estimates/index.js';
import type { DraftLevel, DraftProperty } from './draft.js';
import type { Report } from './report.js';
import type { Place } from './source-file.js';

/** The node that hardware is estimated for whose files name none. */
export const TECHNOLOGY: DraftProperty = { name: 'technology', value: '45nm', from: null, note: 'assumed' };

/** The node of an architecture of which something is estimated. */
export const technologyOf = (levels: readonly DraftLevel[]): DraftProperty[] =>
  levels.some(({ properties }) => properties.some(({ name }) => name === 'component')) ? [TECHNOLOGY] : [];

/** What a level is made of, from which its energies are estimated; the report and the text say so. */
export function componentOf(component: string, level: string, place: Place, report: Report): DraftProperty {
  const [model = component] = component.split(' ');
  report.add('ffarch/import-estimated', { what: 'energy', level, source: `the model of \`${model}\`` }, place);
  return { name: 'component', value: component, from: null, note: 'estimated' };
}

const NODE = Number.parseFloat(TECHNOLOGY.value);

/** Beyond so many rows a memory is taken for an SRAM, up to them for registers. */
const MOST_REGISTERS = 128;

/** What a memory is estimated by. */
export interface MemoryExtent {
  /** Of a row. */
  readonly bits: number;
  /** Bits of all rows. */
  readonly size: number;
  readonly isOutermost: boolean;
}

/**
 * A memory whose energies no file gives, as a component: DRAM by its name, or as the outermost one beyond what an SRAM may
 * have; registers of few rows; else SRAM. Where no model covers it, that is reported.
 */
export function estimatedMemory(
  level: string,
  { bits, size, isOutermost }: MemoryExtent,
  place: Place,
  report: Report,
): DraftProperty[] {
  const depth = Math.max(1, Math.floor(size / bits));
  const fits = (component: ComponentClass) => !isRefusal(estimate(component, { width: bits, depth }, NODE));
  const component =
    DRAM_NAME.test(level) || (isOutermost && !fits('sram')) ? 'dram' : depth > MOST_REGISTERS ? 'sram' : 'regfile';
  const attributes = component === 'dram' ? { width: bits } : { width: bits, depth };
  const property = covered(component, attributes, component, level, place, report);
  return property ? [property, { name: 'wordBits', value: String(bits), from: null }] : [];
}

const DRAM_NAME = /dram|hbm|ddr|off.?chip/i;

/** A unit that multiplies and accumulates whose energy no file gives, by the bits of its operands and of its sums. */
export function estimatedMac(
  level: string,
  width: number,
  adderWidth: number,
  place: Place,
  report: Report,
): DraftProperty[] {
  const adder = adderWidth === width ? '' : `; adderWidth: ${adderWidth}`;
  const property = covered('intmac', { width, adderWidth }, `intmac { width: ${width}${adder} }`, level, place, report);
  return property ? [property] : [];
}

/**
 * A component that a model covers; else what it refuses is reported.
 *
 * @param attributes those that follow from its level included
 * @param text how it is written
 */
export function covered(
  component: ComponentClass,
  attributes: Attributes,
  text: string,
  level: string,
  place: Place,
  report: Report,
): DraftProperty | undefined {
  const outcome = estimate(component, attributes, NODE);
  if (!isRefusal(outcome)) return componentOf(text, level, place, report);
  report.add('ffarch/import-not-estimated', { level, why: outcome.refused }, place);
  return undefined;
}
