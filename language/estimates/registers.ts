import { exact, inUnit, number } from '../figures.js';
import { addressBits, addressGenerator, addressGenerators } from './address-generator.js';
import { type Estimate, isRefusal, type Refusal } from './estimate.js';
import { ALADDIN_SOURCE, type Circuit, circuit, judged, scaled, scaleOfAladdin, together } from './logic.js';
import { ALADDIN } from './logic-tables.js';
import { SCALING_SOURCE } from './scaling.js';

export interface RegistersRequest {
  readonly nm: number;
  /** Bits of a word. */
  readonly width: number;
  /** Words. */
  readonly depth: number;
  /** Time of one cycle in ns. */
  readonly cycle: number;
}

/** Beyond so many words a register file is rarely built: each has a comparator. */
const MOST_WORDS = 128;

export const REGISTERS_DOMAIN = `up to ${MOST_WORDS} words, 3 to 130 nm; every word has a comparator, so an access grows with the depth`;

/** Registers with a comparator for each word, as accelergy-aladdin-plug-in counted them before 053ad60. */
export function registers(request: RegistersRequest): Estimate | Refusal {
  const { width, depth, cycle } = request;
  const bit = circuit(ALADDIN.registerBit, cycle, width);
  const comparators = circuit(ALADDIN.comparator, cycle, (addressBits(depth) / 32) * depth);
  const file: Circuit = {
    // One word is read, but all bits leak.
    energy: bit.energy + comparators.energy,
    leakage: bit.leakage * depth + comparators.leakage,
    area: bit.area * depth + comparators.area,
  };
  return asEstimate(file, file.energy, 'registers', request);
}

/** A smart buffer of registers by its rule of Accelergy 0.4, an address generator for each of reads and writes included. */
export function smartbufferRegisters(request: RegistersRequest): Estimate | Refusal {
  const { width, depth, cycle } = request;
  const [row, rows] = [Math.max(32, width), Math.max(64, depth)];
  const share = (width / row) * (depth / rows) ** 0.78;
  const bit = circuit(ALADDIN.registerBit, 1, row);
  const comparators = circuit(ALADDIN.comparator, 1, rows);
  const { energy: address } = addressGenerator(depth, cycle);
  const read = (bit.energy + comparators.energy) * share + address;
  const write = comparators.energy * share + address;
  const { leakage, area } = together([
    circuit(ALADDIN.registerBit, cycle, width * depth),
    circuit(ALADDIN.comparator, cycle, (addressBits(depth) / 32) * depth),
    ...addressGenerators(depth, cycle),
  ]);
  return asEstimate({ energy: read, leakage, area }, write, 'smart buffer of registers', request);
}

function asEstimate(
  at40: Circuit,
  write: number,
  name: string,
  { nm, width, depth, cycle }: RegistersRequest,
): Estimate | Refusal {
  const by = scaleOfAladdin(nm);
  if (isRefusal(by)) return by;
  const { energy, leakage, area } = scaled(at40, by);
  const { errorClass, warnings } = judged(by);
  const isDeep = depth > MOST_WORDS;
  return {
    energy: { read: energy, write: write * by.energy },
    leakage,
    area,
    model: `${name}, ${number(depth)} of ${inUnit(number(width), 'bits')}, ${exact(nm)} nm, ${exact(cycle)} ns`,
    source: by.energy === 1 ? ALADDIN_SOURCE : `${ALADDIN_SOURCE}, scaled after ${SCALING_SOURCE}`,
    errorClass,
    error: 'unknown: equal to published ERTs of Accelergy',
    domain: REGISTERS_DOMAIN,
    warnings: isDeep
      ? [
          ...warnings,
          `Registers of ${exact(depth)} words have a comparator for each: over ${MOST_WORDS} words use \`sram\`.`,
        ]
      : warnings,
  };
}
