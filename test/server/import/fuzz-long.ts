/*
 * npm run test:import                 files of other tools that are spoiled at random, 20,000 times
 * npm run test:import -- 1000 7       so many, from this seed on
 * npm run test:import -- 1 7          what a seed finds, again
 *
 * Documents that are refused once they are made are no defects, but are listed: importers should know of these before.
 */
import { prng } from '../../../server/mapper/prng.js';
import { assertSound, SEEDS, spoil } from './fuzz.js';

const [runs, first] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 1)];
/** No import of such small files takes so many seconds unless it hangs. */
const MOST_SECONDS = 30;

const found = new Map<string, number>();
for (let seed = first; seed < first + runs; seed++) {
  const random = prng(seed);
  const files = spoil(SEEDS[seed % SEEDS.length]!, random);
  const started = performance.now();
  try {
    const refused = await assertSound(files, random() < 0.7);
    for (const message of refused) console.log(`Seed ${seed}, ${files.name}: ${message}`);
    const seconds = (performance.now() - started) / 1000;
    if (seconds > MOST_SECONDS) throw new Error(`It takes ${Math.round(seconds)} s.`);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // Each kind once.
    const kind = text.split('\n').find((line) => line.trim() !== '') ?? '';
    found.set(kind, (found.get(kind) ?? 0) + 1);
    if (found.get(kind) === 1) {
      console.error(`Seed ${seed}, ${files.name}: ${text.slice(0, 3000)}`);
      if (runs === 1)
        for (const [name, content] of Object.entries(files.texts)) console.error(`--- ${name}\n${content}`);
    }
  }
  if ((seed - first + 1) % 500 === 0) console.log(`${seed - first + 1} of ${runs}, ${found.size} kinds of defects`);
}
process.exitCode = found.size > 0 ? 1 : 0;
