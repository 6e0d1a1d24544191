import { FORMAT_NAMES } from '../../../server/import/formats.js';
import { prng } from '../../../server/mapper/prng.js';
import { assertSound, SEEDS, spoil } from './fuzz.js';

/** Of each format; `npm run test:import` does more. */
const RUNS = 40;

describe('Spoiled files of other tools', function () {
  this.timeout(60_000);
  for (const format of FORMAT_NAMES)
    it(`end in a line that says why, or a document without errors: ${format}`, async () => {
      const seeds = SEEDS.filter((seed) => seed.format === format);
      for (let run = 0; run < RUNS; run++) {
        const random = prng(13 + run);
        const files = spoil(seeds[run % seeds.length]!, random);
        await assertSound(files, random() < 0.7).catch((error) => {
          throw new Error(`Run ${run}: ${JSON.stringify(files.texts)}`, { cause: error });
        });
      }
    });
});
