import { addressGenerator, addressGenerators } from './address-generator.js';
import { type Estimate, isRefusal, type Refusal } from './estimate.js';
import { scaled, scaleOfAladdin, together } from './logic.js';
import { type SramRequest, sram } from './sram/sram.js';

/** An SRAM with an address generator for each of reads and writes, by the rule of Accelergy 0.4. */
export function smartbufferSram(request: SramRequest & { readonly cycle: number }): Estimate | Refusal {
  const { nm, depth, cycle } = request;
  const memory = sram(request);
  if (isRefusal(memory)) return memory;
  const by = scaleOfAladdin(nm);
  if (isRefusal(by)) return by;
  const address = scaled(addressGenerator(depth, cycle), by).energy;
  const both = scaled(together(addressGenerators(depth, cycle)), by);
  return {
    ...memory,
    energy: { read: memory.energy.read + address, write: memory.energy.write + address },
    leakage: (memory.leakage ?? 0) + both.leakage,
    area: (memory.area ?? 0) + both.area,
    model: `${memory.model}, with address generators`,
    source: `${memory.source}; address generators after Aladdin`,
  };
}
