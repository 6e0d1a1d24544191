/*
 * npm run test:export                 every layer of the library on every architecture that accepts it, to Timeloop and back
 * npm run test:export -- 3            at most so many seconds of search for each; the best mapping so far is taken then
 * npm run test:export -- 3 EyerissNet on architectures of this name
 */
import { architectures, asTimeloop, best, layers, roundTrip } from './round-trip.js';

const [seconds, only] = [process.argv[2] === undefined ? null : Number(process.argv[2]), process.argv[3]];

let [pairs, proofs, failures] = [0, 0, 0];
for (const architecture of architectures) {
  if (only !== undefined && architecture.name !== only) continue;
  for (const workload of layers) {
    const view = asTimeloop(architecture, workload.coupling);
    if (!view) continue;
    pairs++;
    try {
      const { found, proven } = best(view, workload, seconds);
      if (proven) proofs++;
      await roundTrip(found);
    } catch (error) {
      failures++;
      console.error(
        `${workload.name}, ${workload.coupling.name}, on ${architecture.name}: ${(error as Error).message}`,
      );
    }
  }
  console.log(`${architecture.name}: ${pairs} pairs so far, ${proofs} of them proven optimal, ${failures} differ`);
}
process.exitCode = failures > 0 ? 1 : 0;
