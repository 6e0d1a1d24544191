import { exact, inUnit, number } from '../figures.js';
import { either } from '../wording.js';
import type { Estimate, Refusal } from './estimate.js';

interface DramType {
  /** pJ per bit. */
  readonly energy: number;
  readonly covers: string;
  readonly source: string;
  /** Whether only others tell the figure. */
  readonly secondary?: true;
}

const ACCELERGY = 'accelergy-cacti-plug-in @ 291018b';

/** pJ per bit by type. There is no DDR4: no figure was found that covers device and interface. */
export const DRAM_TYPES = {
  LPDDR4: { energy: 8, covers: 'device and interface', source: `${ACCELERGY}, "public data"` },
  LPDDR: { energy: 40, covers: 'device and interface', source: `${ACCELERGY}, after Malladi et al., ISCA 2012` },
  DDR3: {
    energy: 70,
    covers: 'device and interface, server DIMM',
    source: `${ACCELERGY}, after Malladi et al., ISCA 2012`,
  },
  GDDR5: { energy: 14, covers: 'device and interface', source: ACCELERGY },
  HBM2: { energy: 3.9, covers: 'stack and interface', source: `${ACCELERGY}, after O'Connor et al., MICRO 2017` },
  HMC: { energy: 4.2, covers: 'stack', source: `${ACCELERGY}, doi 10.1145/3093336.3037702` },
  HBM3: {
    energy: 4.05,
    covers: 'what is not stated',
    source: 'hwcomponents-cacti @ de2520f, after a vendor blog',
    secondary: true,
  },
  LPDDR5: { energy: 7.03, covers: 'what is not stated', source: 'accelforge @ 1c1929c', secondary: true },
  GDDR6: { energy: 7.5, covers: 'the device', source: 'a vendor page; other tables say 15', secondary: true },
} as const satisfies Readonly<Record<string, DramType>>;

export const DRAM_DOMAIN = 'energy of an access per bit, whatever the node; leakage and area are taken as 0';

/** @param width bits of an access */
export function dram(type: string, width: number): Estimate | Refusal {
  if (!Object.hasOwn(DRAM_TYPES, type)) {
    return { refused: `There is no figure of ${type}, only of ${either(Object.keys(DRAM_TYPES))}.` };
  }
  const { energy, covers, source, secondary }: DramType = DRAM_TYPES[type as keyof typeof DRAM_TYPES];
  return {
    energy: { read: energy * width, write: energy * width },
    leakage: 0,
    area: 0,
    model: `${type}, ${inUnit(number(width), 'bits')} of ${exact(energy)} pJ (${covers})`,
    source,
    errorClass: secondary ? 'secondary' : 'table',
    error: 'unknown',
    domain: DRAM_DOMAIN,
    warnings: secondary ? [`${exact(energy)} pJ per bit of ${type} is from a secondary source: ${source}.`] : [],
  };
}
