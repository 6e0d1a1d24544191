import { compareBy, SETS, tableOf } from './comparisons.js';
import { median } from './statistics.js';
import { printTable, show, type Verdict } from './table.js';

/** Mappings that others made beside the ones that are proven to be best: the tables of docs/compare.md, and how long proofs take. */
export async function compare(runs: number): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const set of Object.values(SETS)) {
    const theirs = await set.theirs();
    if (theirs === null) {
      console.log(`\n${set.title}: not compared, since the published files are not beside this repository.`);
      continue;
    }
    const compared = theirs.map((one) => {
      const all = Array.from({ length: runs }, () => compareBy(set.objective, one));
      return { ...all[0], seconds: median(all.map(({ best }) => best.search.seconds)) };
    });
    const { headings, rows } = tableOf(set, compared);
    const seconds = [...compared.map(({ seconds }) => show(seconds)), '–'];
    printTable(
      `${set.title}; proofs in seconds, medians of ${runs}`,
      [...headings, 'proof'],
      rows.map((row, i) => [...row, seconds[i]]),
    );
    const better = compared.filter(({ theirs, best }) =>
      set.objective === 'wart' ? best.wart < theirs.wart : best.edp_pJ_cycles > theirs.edp_pJ_cycles,
    );
    verdicts.push({
      what: `${set.title}: better than what is proven to be best`,
      target: 'none',
      measured: show(better.length),
      met: better.length === 0,
    });
  }
  return verdicts;
}
