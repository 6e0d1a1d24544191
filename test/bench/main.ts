/*
 * npm run bench                      everything, some minutes
 * npm run bench -- --only proofs     one part: evaluation, published, compare, proofs, spaces, networks, yardstick, threads
 * npm run bench -- --runs 3          how often each is timed; medians are shown
 * npm run bench -- --annealing-seconds 30 --every 1   the full comparison with annealing, about two hours
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { compare } from './compare.js';
import { evaluation } from './evaluation.js';
import { networks } from './networks.js';
import { proofs } from './proofs.js';
import { published } from './published.js';
import { spaces } from './spaces.js';
import { printTable, show, type Verdict } from './table.js';
import { threads } from './threads.js';
import { yardstick } from './yardstick.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    runs: { type: 'string', default: '3' },
    'annealing-seconds': { type: 'string', default: '4' },
    every: { type: 'string', default: '7' },
  },
});
const runs = Number(values.runs);
const parts: Readonly<Record<string, () => Verdict[] | Promise<Verdict[]>>> = {
  evaluation,
  published: () => published(runs),
  compare: () => compare(runs),
  proofs: () => proofs(runs),
  spaces: () => spaces(runs),
  threads: () => threads(runs),
  networks,
  yardstick: () => yardstick(Number(values['annealing-seconds']), Number(values.every)),
};
const unknown = values.only?.find((part) => !(part in parts));
if (unknown !== undefined) {
  console.error(`There is no part ${unknown}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
const verdicts: Verdict[] = [];
for (const [name, run] of Object.entries(parts)) {
  if (values.only === undefined || values.only.includes(name)) verdicts.push(...(await run()));
}
// maxRSS is in KiB; it holds all that this process has done, its threads included.
const memory = process.resourceUsage().maxRSS / 1024;
verdicts.push({
  what: 'memory, peak of this process',
  target: '≤ 1,024 MiB',
  measured: `${show(Math.round(memory))} MiB`,
  met: memory <= 1024,
});
printTable(
  'Targets',
  ['what', 'target', 'measured', ''],
  verdicts.map(({ what, target, measured, met }) => [what, target, measured, met ? 'met' : 'MISSED']),
);
