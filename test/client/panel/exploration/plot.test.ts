import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { explorationPage } from '../../../../client/panel/exploration/page.js';
import { cumulative } from '../../../../client/panel/exploration/plot/cumulative.js';
import { logTicks } from '../../../../client/panel/exploration/plot/frame.js';
import { histogram } from '../../../../client/panel/exploration/plot/histogram.js';
import { EXPLORATION } from '../../../../client/panel/exploration/view.js';
import type { Html } from '../../../../client/panel/html.js';
import type { Exploration } from '../../../../server/protocol/index.js';
import { matches } from '../../snapshot.js';
import { lines, markup } from '../markup.js';
import { basis } from '../samples.js';

const snapshot = (name: string): URL => new URL(`snapshots/${name}`, import.meta.url);
const themed = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const style = themed('../../../../client/panel/exploration/exploration.css');

/** A plot by itself, with the colours of a theme. */
function svg(plot: Html): string {
  const theme = themed('../result/snapshots/theme.css');
  return `${lines(plot)
    .trimEnd()
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace('</svg>', `<style>${theme}${style}</style>\n</svg>`)}\n`;
}

const quantile = (share: number, edp_pJ_cycles: number) => ({ share, edp_pJ_cycles });

const wide: Exploration = {
  source: 'random',
  seed: 1,
  distribution: {
    count: 1003,
    optimum_pJ_cycles: 1e14,
    gap: 0,
    proven: true,
    best_pJ_cycles: 1.2e14,
    quantiles: [quantile(0, 1.2e14), quantile(0.5, 5e15), quantile(1, 1e17)],
    within: [
      { percent: 1, share: 0 },
      { percent: 10, share: 0.125 },
    ],
  },
  bins: Array.from({ length: 8 }, (_, i) => ({
    from: 1e14 * 10 ** ((3 * i) / 8),
    to: 1e14 * 10 ** ((3 * (i + 1)) / 8),
    count: [3, 0, 40, 500, 300, 150, 9, 1][i],
  })),
  curve: [
    quantile(1 / 1003, 1.2e14),
    quantile(0.003, 2e14),
    quantile(0.04, 1e15),
    quantile(0.5, 5e15),
    quantile(1, 1e17),
  ],
};

const starts: Exploration = {
  ...wide,
  source: 'starts',
  distribution: {
    ...wide.distribution,
    count: 20,
    best_pJ_cycles: 1e14,
    quantiles: [quantile(0, 1e14), quantile(0.5, 1.1e14), quantile(1, 3e15)],
  },
  bins: wide.bins.map((bin, i) => ({ ...bin, count: [17, 0, 2, 1, 0, 0, 0, 0][i] })),
  curve: [quantile(0.05, 1e14), quantile(0.5, 1.1e14), quantile(0.85, 2e14), quantile(1, 3e15)],
};

const narrow: Exploration = {
  ...starts,
  distribution: { ...starts.distribution, count: 3, optimum_pJ_cycles: 1.3e14, proven: false, gap: 3.14 },
  bins: [
    { from: 1.3e14, to: 1.4e14, count: 2 },
    { from: 1.4e14, to: 1.5e14, count: 1 },
  ],
  curve: [quantile(1 / 3, 1.3e14), quantile(1, 1.5e14)],
};

describe('the plots of an exploration', () => {
  it('show how EDP is distributed, with the optimum marked', () => matches(snapshot('wide.svg'), svg(histogram(wide))));

  it('mark the ends where no round number lies in between', () =>
    matches(snapshot('narrow.svg'), svg(histogram(narrow))));

  it('show how rare mappings near the optimum are', () =>
    matches(snapshot('cumulative.svg'), svg(cumulative([wide, starts]))));

  it('stand on a page with their quantiles', () =>
    matches(
      snapshot('page.html'),
      lines(explorationPage('MB6 on A&B', { mappings: 5_597_030, explorations: [wide, narrow], basis: basis() })),
    ));

  it('are brought back from what VS Code kept, unless that is something else', () => {
    const shown = {
      what: 'MB6 on A&B',
      uri: 'file:///a.ffarch',
      explored: { mappings: null, explorations: [wide, narrow], basis: basis() },
    };
    assert.ok(EXPLORATION.is(JSON.parse(JSON.stringify(shown))));
    const others = [undefined, null, {}, { what: 'x' }, { ...shown, explored: { mappings: 1, explorations: [] } }];
    for (const state of others) assert.equal(EXPLORATION.is(state), false);
  });

  it('have no holes where all mappings cost the same', () => {
    const distribution = { ...wide.distribution, count: 1, within: [] };
    const bins = [{ from: 1e14, to: 1e14 * (1 + 1e-9), count: 1 }];
    const alike = { ...wide, distribution, bins, curve: [quantile(1, 1e14)] };
    const page = markup(explorationPage('one', { mappings: 1, explorations: [alike], basis: basis() }));
    assert.doesNotMatch(page, /NaN|undefined|Infinity/);
  });
});

describe('a logarithmic axis', () => {
  it('has powers of ten, else their doubles and fives, else its ends', () => {
    assert.deepEqual(logTicks(0.0001, 1), [0.0001, 0.001, 0.01, 0.1, 1]);
    assert.deepEqual(logTicks(70, 3000), [100, 200, 500, 1000, 2000]);
    assert.deepEqual(logTicks(1.3, 1.5), [1.3, 1.5]);
    assert.ok(logTicks(1, 1e20).length <= 8);
  });
});
