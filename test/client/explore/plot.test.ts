import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { explorationPage } from '../../../client/explore/page.js';
import { plot } from '../../../client/explore/plot.js';
import type { Exploration } from '../../../server/protocol.js';

const folder = new URL('./snapshots/', import.meta.url);

/** Compares with a file that a person can open; UPDATE_SNAPSHOTS=1 writes it. */
function matches(name: string, text: string): void {
  const file = new URL(name, folder);
  if (process.env.UPDATE_SNAPSHOTS || !existsSync(file)) {
    assert.ok(process.env.UPDATE_SNAPSHOTS, `${file.pathname} is missing; UPDATE_SNAPSHOTS=1 writes it`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  assert.equal(text, readFileSync(file, 'utf8'));
}

const wide: Exploration = {
  source: 'random',
  seed: 1,
  distribution: {
    count: 1000,
    optimum_pJ_cycles: 1e14,
    proven: true,
    best_pJ_cycles: 1.2e14,
    quantiles: [
      { share: 0, edp_pJ_cycles: 1.2e14 },
      { share: 0.5, edp_pJ_cycles: 5e15 },
      { share: 1, edp_pJ_cycles: 1e17 },
    ],
    within: [
      { percent: 1, share: 0 },
      { percent: 10, share: 0.125 },
    ],
  },
  bins: Array.from({ length: 8 }, (_, i) => ({
    from: 1e14 * 10 ** ((3 * i) / 8),
    to: 1e14 * 10 ** ((3 * (i + 1)) / 8),
    count: [3, 0, 40, 500, 300, 150, 6, 1][i],
  })),
};

const narrow: Exploration = {
  ...wide,
  source: 'starts',
  distribution: { ...wide.distribution, proven: false },
  bins: [
    { from: 1e14, to: 1.1e14, count: 2 },
    { from: 1.1e14, to: 1.21e14, count: 1 },
  ],
};

describe('the plot of an exploration', () => {
  it('is a histogram on a logarithmic axis with the optimum marked', () => matches('wide.svg', plot(wide).markup));
  it('marks the ends where no power of ten lies in between', () => matches('narrow.svg', plot(narrow).markup));
  it('stands on a page with its quantiles', () =>
    matches('page.html', explorationPage('MB6 on A&B', [wide, narrow]).markup));
});
