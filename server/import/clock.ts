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
  // One of `1 / 1e-9` is 1 GHz, but for the noise of its last digit.
  const rounded = Number(hertz.toPrecision(12));
  const [unit, factor] = UNITS.find(([, each]) => rounded >= each) ?? ['Hz', 1];
  return [{ name: 'clock', value: `${Number((rounded / factor).toPrecision(12))} ${unit}`, from }];
}
