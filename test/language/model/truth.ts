/*
 * npm run test:truth                  the model against the simulation, on 100,000 random mappings
 * npm run test:truth -- 2000 7        so many, from this seed on
 */
import fc from 'fast-check';
import { agrees, TINY } from './agreement.js';

const [cases, firstSeed] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 1)];
/** Each has a seed of its own, which reproduces what it finds. */
const BATCH = 500;

const started = performance.now();
for (let run = 0; run < cases; run += BATCH) {
  const seed = firstSeed + run / BATCH;
  const numRuns = Math.min(BATCH, cases - run);
  const { failed, counterexample, errorInstance } = fc.check(fc.property(TINY, agrees), { seed, numRuns });
  if (failed) {
    const [found] = counterexample ?? [];
    console.error(JSON.stringify(found, null, 1));
    console.error(`Seed ${seed}: ${errorInstance instanceof Error ? errorInstance.message : String(errorInstance)}`);
    process.exit(1);
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${run + numRuns} of ${cases} agree, ${seconds} s`);
}
