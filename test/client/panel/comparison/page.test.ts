import assert from 'node:assert/strict';
import { choicesOf } from '../../../../client/panel/choices.js';
import { comparisonPage } from '../../../../client/panel/comparison/page.js';
import { COMPARISON, type ComparisonShown } from '../../../../client/panel/comparison/view.js';
import { comparisonFigure } from '../../../../client/panel/figures/comparison.js';
import type { MapReport } from '../../../../server/protocol/index.js';
import { matches } from '../../snapshot.js';
import { lines, markup } from '../markup.js';
import { basis, published, publishedNetwork } from '../samples.js';

const uri = 'file:///examples/net.ffarch';

function shownOn(architecture: string): ComparisonShown['networks'][number] {
  const report = published(architecture, 'MaestroBlas', 'MB3').report as MapReport;
  const layer = {
    name: 'MB3',
    workload: { uri, name: 'MB3' },
    repeat: 1,
    outcome: { kind: 'mapped' as const, report, stopped: 'proven' as const },
  };
  const network = { name: 'Net', architecture, layers: [layer], leftOut: [], totals: null, basis: basis() };
  return { network, uri, architecture: { uri, name: architecture } };
}

describe('The page of a network on several architectures', () => {
  const layers = ['MB3', 'MB4', 'MB1'];

  it('has bars to the first of them, their numbers, and the totals', () =>
    matches(
      new URL('snapshots/compared.html', import.meta.url),
      lines(
        comparisonPage(
          ['Gemmini', 'Eyeriss', 'TPUv1'].map((architecture) => publishedNetwork(architecture, 'MaestroBlas', layers)),
          640,
        ),
      ),
    ));

  it('says where an architecture has no mapping of a layer, and no totals', () => {
    const partial = { ...publishedNetwork('Eyeriss', 'MaestroBlas', ['MB3']), totals: null };
    const page = lines(comparisonPage([publishedNetwork('Gemmini', 'MaestroBlas', layers), partial], 640));
    assert.match(page, /Not all layers were mapped\./);
    assert.match(page, /MB4 on Eyeriss: no mapping/);
    assert.doesNotMatch(page, /NaN|undefined|Infinity/);
  });

  it('offers nothing to copy or save, and no empty picture, where no layer has a mapping', () => {
    const none = ['Gemmini', 'Eyeriss'].map((on) => ({ ...publishedNetwork(on, 'MaestroBlas', []), totals: null }));
    const page = markup(comparisonPage(none, 640));
    assert.match(page, /No layer has a mapping on any of them/);
    assert.doesNotMatch(page, /data-action="(copy|save-report|save-figure)"|<svg/);
    const gemmini = publishedNetwork('Gemmini', 'MaestroBlas', layers);
    assert.match(markup(comparisonPage([gemmini, none[1]!], 640)), /data-action="copy"/);
  });

  it('has an axis whose numbers are apart, whatever lies between the architectures', () => {
    const fast = publishedNetwork('Gemmini', 'MaestroBlas', layers);
    for (const times of [1e-9, 0.04, 0.5, 1, 1.2, 3, 8, 17, 29, 40, 1e5, 1e12]) {
      const slow = {
        ...fast,
        architecture: 'Slow',
        layers: fast.layers.map((layer) => ({ ...layer, edp_pJ_cycles: layer.edp_pJ_cycles * times })),
      };
      const figure = markup(comparisonFigure([fast, slow], 640, { figure: 'edp', base: 0 }).body);
      const axis = [...figure.matchAll(/<text class="muted end" x="41" y="([-\d.]+)">([^<]*)</g)];
      const at = axis.map(([, y]) => Number(y)).sort((a, b) => a - b);
      assert.ok(axis.length > 1, `${times}: ${axis.length} numbers`);
      for (const [i, y] of at.slice(1).entries()) assert.ok(y - at[i] >= 11, `${times}: ${at}`);
      for (const [, , text] of axis) assert.match(text, /^([\d.,]+|10[⁻¹²³⁴⁵⁶⁷⁸⁹⁰]*[¹²³⁴⁵⁶⁷⁸⁹⁰])$/, `${times}`);
    }
  });

  it('is brought back from what VS Code kept, unless that is something else', () => {
    const shown: ComparisonShown = { networks: ['Gemmini', 'Eyeriss'].map(shownOn), uri };
    assert.equal(COMPARISON.title(shown), 'Net × Gemmini, Eyeriss');
    assert.ok(COMPARISON.is(JSON.parse(JSON.stringify(shown))));
    for (const state of [undefined, null, {}, { ...shown, networks: [] }, { ...shown, networks: [{}] }])
      assert.equal(COMPARISON.is(state), false);
  });

  it('shows and saves the figure, to the architecture, that are chosen, and the first where that is gone', () => {
    const shown: ComparisonShown = { networks: ['Gemmini', 'Eyeriss'].map(shownOn), uri };
    const saved = (choices: object) => COMPARISON.figure!(shown, 0, choicesOf(choices))!.title;
    assert.equal(saved({}), 'Net: EDP relative to Gemmini');
    assert.equal(saved({ compared: 'latency', base: '1' }), 'Net: latency relative to Eyeriss');
    assert.equal(saved({ compared: 'wart', base: '2' }), 'Net: EDP relative to Gemmini');
    const page = markup(COMPARISON.page(shown, 640, choicesOf({ compared: 'latency', base: '1' })));
    assert.match(page, /<h2 id="bars">To Eyeriss<\/h2>/);
    const pressed = [...page.matchAll(/aria-pressed="true"[^>]*>([^<]*)</g)].map(([, text]) => text);
    assert.deepEqual(pressed, ['latency', 'to Eyeriss']);
  });

  it('no longer holds when any of the networks does not', () =>
    assert.equal(COMPARISON.bases({ networks: ['Gemmini', 'Eyeriss'].map(shownOn), uri }).length, 2));
});
