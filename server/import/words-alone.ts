import type { DraftProperty } from './draft.js';
import { accessesOf, accessProperties, computeEnergy, type EnergySources, reportNoEnergy } from './ert.js';
import { covered } from './estimated.js';
import type { Report } from './report.js';
import type { Place } from './source-file.js';

/** Bits of a word, and of a row of a memory, of tools that say neither. */
const WORD_BITS = 8;
const ROW_BITS = 64;

/** A memory of a tool that knows its words alone. */
export interface PlainMemory {
  readonly name: string;
  readonly component: 'dram' | 'sram' | 'register';
  readonly words: number;
  readonly place: Place;
}

/** The energies of a memory and the bits that they are for: as the tables say, else as they are estimated where that is allowed. */
export function plainMemory(memory: PlainMemory, sources: EnergySources, report: Report): DraftProperty[] {
  const { name, component, words, place } = memory;
  const tabled = accessesOf(sources.ert, name);
  const isRow = component === 'sram' || (component === 'dram' && tabled !== undefined);
  const rows = isRow ? { width: ROW_BITS, depth: Math.ceil((words * WORD_BITS) / ROW_BITS) } : { width: WORD_BITS };
  const energies = (): DraftProperty[] => {
    if (tabled) return accessProperties(tabled, isRow ? ' per wordline' : '');
    if (sources.estimate) return listed(covered(component, rows, component, name, place, report));
    reportNoEnergy(sources.ert, { level: name, action: 'any action' }, place, report);
    return [];
  };
  return [
    ...energies(),
    ...(isRow ? [{ name: 'wordBits', value: String(ROW_BITS), from: null }] : []),
    { name: 'valueBits', value: String(WORD_BITS), from: null },
  ];
}

/** The energy of a unit that multiplies and adds words. */
export function plainMac(name: string, place: Place, sources: EnergySources, report: Report): DraftProperty[] {
  const tabled = computeEnergy(sources.ert.get(name));
  if (tabled) return [{ name: 'energy', value: `${tabled.value} pJ`, from: tabled.from }];
  const component = `intmac { width: ${WORD_BITS} }`;
  if (sources.estimate) return listed(covered('intmac', { width: WORD_BITS }, component, name, place, report));
  reportNoEnergy(sources.ert, { level: name, action: 'a multiply-accumulate' }, place, report);
  return [];
}

const listed = (property: DraftProperty | undefined): DraftProperty[] => (property ? [property] : []);
