/**
 * What can be measured in units. A number without one is in the first unit listed here; one of data is in words, or in bits
 * where its memory has `bits`.
 */
export type Measure =
  | 'energy'
  | 'area'
  | 'data'
  | 'node'
  | 'length'
  | 'time'
  | 'frequency'
  | 'power'
  | 'data rate'
  | 'energy of data';

/** One unit that the language knows. */
export interface Unit {
  readonly measure: Measure;
  /** What a number of it is multiplied by to be in pJ, µm², bits, nm, µm, ns, Hz, mW, GB/s or pJ/bit. */
  readonly factor: number;
  readonly meaning: string;
  /** What people write for it, in lower case. Nearness in spelling is no guide: `MB` is not `B`. */
  readonly synonyms?: readonly string[];
}

/**
 * Every unit, by how it is written; of each measure the one with the factor 1 comes first, and may be left out where no other
 * measure fits. Prefixes without an `i` are powers of 1,000 in rates, as in data sheets.
 */
export const UNITS: Readonly<Record<string, Unit>> = {
  pJ: { measure: 'energy', factor: 1, meaning: 'picojoules, the default' },
  fJ: { measure: 'energy', factor: 1e-3, meaning: 'femtojoules' },
  nJ: { measure: 'energy', factor: 1e3, meaning: 'nanojoules' },
  um2: { measure: 'area', factor: 1, meaning: 'µm², the default', synonyms: ['um'] },
  mm2: { measure: 'area', factor: 1e6, meaning: 'mm²', synonyms: ['mm'] },
  nm: { measure: 'node', factor: 1, meaning: 'nanometres, of a process' },
  um: { measure: 'length', factor: 1, meaning: 'µm, the default of lengths' },
  mm: { measure: 'length', factor: 1e3, meaning: 'millimetres' },
  ns: { measure: 'time', factor: 1, meaning: 'nanoseconds, the default of times' },
  ps: { measure: 'time', factor: 1e-3, meaning: 'picoseconds' },
  b: { measure: 'data', factor: 1, meaning: 'bits', synonyms: ['bit', 'bits'] },
  B: { measure: 'data', factor: 8, meaning: 'bytes', synonyms: ['byte', 'bytes'] },
  KiB: { measure: 'data', factor: 8 * 2 ** 10, meaning: '1,024 bytes', synonyms: ['kb'] },
  MiB: { measure: 'data', factor: 8 * 2 ** 20, meaning: '1,048,576 bytes', synonyms: ['mb'] },
  GiB: { measure: 'data', factor: 8 * 2 ** 30, meaning: '1,073,741,824 bytes', synonyms: ['gb'] },
  Hz: { measure: 'frequency', factor: 1, meaning: 'cycles per second, the default of clocks' },
  kHz: { measure: 'frequency', factor: 1e3, meaning: 'thousands of cycles per second', synonyms: ['k'] },
  MHz: { measure: 'frequency', factor: 1e6, meaning: 'millions of cycles per second', synonyms: ['m'] },
  GHz: { measure: 'frequency', factor: 1e9, meaning: 'cycles per nanosecond', synonyms: ['g'] },
  mW: { measure: 'power', factor: 1, meaning: 'milliwatts; takes a `clock`' },
  nW: { measure: 'power', factor: 1e-6, meaning: 'nanowatts; takes a `clock`' },
  uW: { measure: 'power', factor: 1e-3, meaning: 'microwatts; takes a `clock`' },
  W: { measure: 'power', factor: 1e3, meaning: 'watts; takes a `clock`' },
  'GB/s': { measure: 'data rate', factor: 1, meaning: '10⁹ bytes per second; takes a `clock`' },
  'MB/s': { measure: 'data rate', factor: 1e-3, meaning: '10⁶ bytes per second; takes a `clock`' },
  'TB/s': { measure: 'data rate', factor: 1e3, meaning: '10¹² bytes per second; takes a `clock`' },
  'MiB/s': { measure: 'data rate', factor: 2 ** 20 / 1e9, meaning: '2²⁰ bytes per second; takes a `clock`' },
  'GiB/s': { measure: 'data rate', factor: 2 ** 30 / 1e9, meaning: '2³⁰ bytes per second; takes a `clock`' },
  'Mb/s': { measure: 'data rate', factor: 1.25e-4, meaning: '10⁶ bits per second; takes a `clock`' },
  'Gb/s': { measure: 'data rate', factor: 0.125, meaning: '10⁹ bits per second; takes a `clock`' },
  'pJ/bit': { measure: 'energy of data', factor: 1, meaning: 'picojoules for each bit of a word' },
  'fJ/bit': { measure: 'energy of data', factor: 1e-3, meaning: 'femtojoules for each bit of a word' },
  'nJ/bit': { measure: 'energy of data', factor: 1e3, meaning: 'nanojoules for each bit of a word' },
};

/** The least and the greatest powers of ten between which a quantity makes sense, in the unit of its measure with the factor 1. */
export type Magnitudes = readonly [least: number, greatest: number];

/** What any chip has or takes lies within these, with room on both sides: what does not has a wrong exponent or unit. */
export const MAGNITUDES: Readonly<Record<Measure, Magnitudes>> = {
  energy: [-12, 12],
  area: [-6, 12],
  data: [-9, 12],
  node: [-1, 6],
  length: [-3, 9],
  time: [-6, 9],
  frequency: [0, 12],
  power: [-15, 9],
  'data rate': [-9, 9],
  'energy of data': [-12, 12],
};

/** Of numbers without a unit. */
export const BARE_MAGNITUDES: Magnitudes = [-9, 12];

/** Within which every quantity has to be, so that what it is multiplied by counts to stays finite. */
export const FINITE_MAGNITUDES: Magnitudes = [-30, 30];

/** The units of a measure, the one that may be left out first. None for what has no unit. */
export function unitsOf(measure: Measure | undefined): readonly string[] {
  return Object.keys(UNITS).filter((name) => UNITS[name]!.measure === measure);
}

/** How a unit is written, with what it is per. */
export function unitName({ unit, per }: { readonly unit?: string; readonly per?: string }): string | undefined {
  return per === undefined ? unit : `${unit ?? ''}/${per}`;
}

/** Which of some units a word surely means. */
export function meantUnit(word: string, units: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  return units.find((name) => name.toLowerCase() === lower || UNITS[name]!.synonyms?.includes(lower));
}
