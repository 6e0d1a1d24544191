import assert from 'node:assert/strict';
import { alone } from '../../../client/panel/figures/alone.js';
import { FIGURES } from '../../../client/panel/figures/index.js';
import { modelCases } from '../../golden/load.js';
import { matches } from '../snapshot.js';
import { lines, markup } from './markup.js';
import { reportOf, reports } from './samples.js';

describe('A figure', () => {
  for (const [name, figure] of Object.entries(FIGURES)) {
    for (const [sample, report] of Object.entries(reports))
      it(`of ${name} is as drawn before, ${sample}`, () =>
        matches(new URL(`snapshots/${name}-${sample}.svg`, import.meta.url), lines(alone(figure(report(), 560)))));

    it(`of ${name} has no hole and stays within its width, in every golden case and on narrow pages`, () => {
      for (const golden of modelCases()) {
        for (const width of [320, 900]) {
          const { body, description, ...rest } = figure(reportOf(golden), width);
          assert.doesNotMatch(`${markup(body)}${description}${rest.title}`, /NaN|undefined|Infinity|\[object/);
          assert.equal(rest.width, width);
          for (const [, x, w] of markup(body).matchAll(/ x="([-\d.]+)"[^>]* width="([\d.]+)"/g))
            assert.ok(Number(x) >= 0 && Number(x) + Number(w) <= width + 1, `${x} ${w}`);
        }
      }
    });
  }
});
