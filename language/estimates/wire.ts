import { exact, inUnit, number } from '../figures.js';
import type { Estimate } from './estimate.js';

/** pJ per bit and µm: half of the wire's charge at 1.627 fF/µm and 1 V, with an activity of 0.2. */
const ENERGY = 3.254e-4;
/** The nodes in nm that the figure is of. */
const [FROM, TO] = [40, 45];

export const WIRE_DOMAIN = `${FROM} to ${TO} nm at 1 V, one bit in five changes`;

/** Wires of a bus: of `width` bits and `length` µm, at a node in nm. */
export function wire(width: number, length: number, nm: number): Estimate {
  const energy = ENERGY * width * length;
  const isKnown = nm >= FROM && nm <= TO;
  return {
    energy: { read: energy, write: energy },
    leakage: 0,
    area: 0,
    model: `wire of ${number(length)} µm, ${inUnit(number(width), 'bits')}`,
    source: 'accelergy-aladdin-plug-in @ 5e2e126: 1.627 fF/µm, 1 V, activity 0.2',
    errorClass: isKnown ? 'table' : 'extrapolated',
    error: 'unknown',
    domain: WIRE_DOMAIN,
    warnings: isKnown ? [] : [`Wires are known at ${FROM} to ${TO} nm: the same is taken at ${exact(nm)} nm.`],
  };
}
