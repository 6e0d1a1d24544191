import {
  ATTRIBUTES,
  type AttributeName,
  type Attributes,
  type ComponentClass,
  componentsOf,
  estimate,
  fromAccelergy,
  isRefusal,
} from '../../language/estimates/index.js';
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

/** The node of one architecture: that of the first component that needs one stands for all, and others say their own. */
export class SharedTechnology {
  private shared: DraftProperty | null = null;

  /** What holds for all levels. */
  get properties(): readonly DraftProperty[] {
    return this.shared ? [this.shared] : [];
  }

  /** What a level has to say itself of the node of its component. */
  own(technology: DraftProperty): DraftProperty[] {
    this.shared ??= technology;
    return technology.value === this.shared.value ? [] : [technology];
  }
}

/**
 * What a class of Accelergy is here, for a level of a kind; a sentence that says why that is nothing.
 *
 * @param given attributes by the names of Accelergy
 * @param named as the file names the class, where that is another spelling
 */
export function modelOf(
  of: string,
  given: Readonly<Record<string, unknown>>,
  kind: 'memory' | 'compute',
  { version, named = of }: { readonly version?: '0.3' | '0.4'; readonly named?: string },
): NonNullable<ReturnType<typeof fromAccelergy>> | string {
  const meant = fromAccelergy(of, given, version);
  if (!meant) return `No model covers the class \`${named}\`.`;
  if (!componentsOf(kind).includes(meant.component))
    return `It is a ${kind} level, which is not made of \`${meant.component}\`.`;
  return meant;
}

/** A component as documents have it: `regfile { width: 16 bit; depth: 24 }` */
export function componentText(component: ComponentClass, attributes: Attributes): string {
  const said = Object.entries(attributes).map(([name, value]) => {
    const row = ATTRIBUTES[name as AttributeName];
    return `${name}: ${value}${'unit' in row ? ` ${row.unit}` : ''}`;
  });
  return said.length === 0 ? component : `${component} { ${said.join('; ')} }`;
}

/** The node of {@link TECHNOLOGY}, in nm. */
export const NODE = Number.parseFloat(TECHNOLOGY.value);

/** Beyond so many rows a memory whose class no file says is taken for an SRAM, up to them for registers. */
export const MOST_REGISTERS = 128;

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
