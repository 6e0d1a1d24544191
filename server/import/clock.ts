import type { DraftProperty } from './draft.js';
import type { Place } from './source-file.js';

/** Units of a frequency, the largest first. */
const UNITS = [
  ['GHz', 1e9],
  ['MHz', 1e6],
  ['kHz', 1e3],
] as const;

/** The clock of an architecture, by its cycles per second; nothing where these make no clock. */
export function clockProperty(hertz: number, from: Place | null): DraftProperty[] {
  if (!Number.isFinite(hertz) || hertz <= 0) return [];
  const [unit, factor] = UNITS.find(([, each]) => hertz >= each) ?? ['Hz', 1];
  return [{ name: 'clock', value: `${Number((hertz / factor).toPrecision(12))} ${unit}`, from }];
}
