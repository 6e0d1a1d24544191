/**
 * What can be measured in units. A number without one is in the first unit listed here; one of data is in words, or in bits
 * where its memory has `bits`.
 */
export type Measure = 'energy' | 'area' | 'data' | 'node' | 'length' | 'time';

/** One unit that the language knows. */
export interface Unit {
  readonly measure: Measure;
  /** What a number of it is multiplied by to be in pJ, µm², bits, nm, µm or ns. */
  readonly factor: number;
  readonly meaning: string;
  /** What people write for it, in lower case. Nearness in spelling is no guide: `MB` is not `B`. */
  readonly synonyms?: readonly string[];
}

/** Every unit, by how it is written; of each measure the one with the factor 1 comes first and may be left out. */
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
};

/** The units of a measure, the one that may be left out first. None for what has no unit. */
export function unitsOf(measure: Measure | undefined): readonly string[] {
  return Object.keys(UNITS).filter((name) => UNITS[name]!.measure === measure);
}

/** The unit of a measure that a word surely means. */
export function meantUnit(word: string, measure: Measure | undefined): string | undefined {
  const lower = word.toLowerCase();
  return unitsOf(measure).find((name) => name.toLowerCase() === lower || UNITS[name]!.synonyms?.includes(lower));
}
