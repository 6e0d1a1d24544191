import assert from 'node:assert/strict';
import { bar, logShare } from '../../../../client/panel/bar.js';
import { html } from '../../../../client/panel/html.js';
import { lasting } from '../../../../client/panel/lasting.js';
import type { Shown } from '../../../../client/panel/protocol.js';
import { RESULT } from '../../../../client/panel/result/view.js';
import { staleness } from '../../../../client/panel/stale.js';
import { FIGURES, percent, plural, withUnit } from '../../../../language/figures.js';
import { levelEnergies, passedOf } from '../../../../language/report/index.js';
import { STOP_REASONS } from '../../../../server/mapper/request.js';
import { modelCases } from '../../../golden/load.js';
import { matches } from '../../snapshot.js';
import { lines, markup } from '../markup.js';
import { basis, illegal, linked, published, ragged, reportOf, shownOf } from '../samples.js';

/** The same as a `mapping` declaration. */
const declared = ({ report, ...shown }: Shown): Shown => ({ ...shown, report: { ...report, mappingName: 'mine' } });

const WIDTH = 640;
const pageOf = (shown: Shown): string => markup(RESULT.page(shown, WIDTH));

/** Compares the page of a result with its snapshot. */
function holds(name: string, shown: Shown): void {
  const page = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>${name}</title>
<link rel="stylesheet" href="theme.css">
<link rel="stylesheet" href="../../../../../client/panel/panel.css">
<main>
${lines(RESULT.page(shown, WIDTH))}</main>
</html>
`;
  matches(new URL(`snapshots/${name}.html`, import.meta.url), page);
}

describe("The panel's page", () => {
  it('shows a mapping that the search found', () => holds('found', published('Eyeriss', 'MaestroBlas', 'MB6')));

  it('shows how far from the best possible a cancelled search may be', () =>
    holds('open', {
      ...published('TPUv1', 'MaestroBlas', 'MB6', { objective: 'latency', bound: 31768, gap: 3.14 }),
      stopped: 'cancelled',
    }));

  it('shows a proof', () =>
    holds('proven', {
      ...published('Simba', 'MaestroBlas', 'MB6', {
        objective: 'edp',
        strategy: 'factorflow',
        proven: true,
        gap: 0,
        threads: 2,
      }),
      stopped: 'proven',
    }));

  it('shows a mapping that breaks rules, next to its violations', () =>
    holds('illegal', { ...declared(illegal()), repairable: true }));

  it('strikes out the totals of a mapping that breaks rules, and says so to a screen reader, too', () => {
    const { violations } = illegal().report;
    const page = pageOf(illegal());
    assert.match(page, new RegExp(`Totals.*of a mapping that breaks ${violations.length} rules: not comparable`));
    const figures = page.match(/<dd>(?=<s>|<span class="value">).*?<\/dd>/g) ?? [];
    assert.equal(figures.length, Object.keys(FIGURES).length);
    for (const figure of figures) assert.match(figure, /^<dd><s>.*<\/s> <span class="unseen">not comparable<\/span>/);
    assert.doesNotMatch(pageOf(published('Eyeriss', 'MaestroBlas', 'MB6')), /<s>|not comparable/);
  });

  it('leads from each broken rule of a declaration to its loop, and makes it legal where that can be done', () => {
    const { violations } = illegal().report;
    const page = pageOf({ ...declared(illegal()), repairable: true });
    const leads = [...page.matchAll(/data-action="violation" data-index="(\d+)"[^>]*>([^<]*)</g)];
    assert.deepEqual(
      leads.map(([, index, message]) => [Number(index), message]),
      violations.map(({ message }, i) => [i, message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')]),
    );
    assert.match(page, /data-action="make-legal"/);
    const beyond = pageOf({ ...declared(illegal()), repairable: false });
    assert.doesNotMatch(beyond, /data-action="make-legal"/);
    assert.match(beyond, /No legal mapping was found near this one/);
    assert.doesNotMatch(pageOf(illegal()), /data-action="(violation|make-legal)"/);
  });

  it('shows lowered constraints, padding and the options of the model', () => {
    const shown = shownOf({
      ...ragged().report,
      mappingName: 'rowStationary',
      padded: { P: { from: 7, to: 8 } },
      reducedConstraints: [{ level: 'SARows', dimension: 'M', from: 16, to: 8 }],
      options: { bias: true, freeDrains: true, timeloopBounds: true },
      area_um2: 12.5e6,
    });
    holds('evaluated', shown);
  });

  it('says over numbers that no longer hold what has changed since, and offers to map again', () => {
    const shown = { ...published('Eyeriss', 'MaestroBlas', 'MB6'), basis: basis() };
    assert.equal(staleness(RESULT, shown, []), null);
    const said = markup(staleness(RESULT, shown, ['Eyeriss: GlobalBuffer: size 131,072 → 65,536', '<MB6>: M 8 → 16']));
    assert.deepEqual(
      [...said.matchAll(/<li>(.*?)<\/li>/g)].map(([, change]) => change),
      ['Eyeriss: GlobalBuffer: size 131,072 → 65,536', '&lt;MB6>: M 8 → 16'],
    );
    assert.match(said, /<button type="button" data-action="again">Map again<\/button>/);
  });

  it('offers no search for a mapping of the document that cannot be evaluated any more', () => {
    const said = markup(staleness(RESULT, illegal(), ['There is no mapping byHand here.']));
    assert.match(said, /<li>There is no mapping byHand here\.<\/li>/);
    assert.doesNotMatch(said, /<button/);
  });

  it('names what a mapping does not keep and how many instances work on average, and bandwidths without a limit', () => {
    const { report } = published('Eyeriss', 'MaestroBlas', 'MB6');
    const page = pageOf(
      shownOf({
        ...report,
        mapping: report.mapping.map((line) => ({
          ...line,
          ...(line.level === 'GlobalBuffer' && { bypass: ['In'] }),
        })),
        levels: report.levels.map((level) => {
          if (level.type === 'fanout') return { ...level, average: 7.25 };
          if (level.name !== 'DRAM' || level.type !== 'memory') return level;
          return { ...level, bandwidth: { ...level.bandwidth, available: { read: null, write: null } } };
        }),
      }),
    );
    assert.match(page, />Global<wbr\/?>Buffer<\/button> <span class="note">bypass In<\/span>/);
    assert.match(page, /8 of 14 instances, 7\.25 on average/);
    assert.equal(page.match(/<td class="number">unbounded<svg/g)?.length, 2);
    assert.doesNotMatch(page, / of ∞/);
  });

  it('shows every golden case without a hole', () => {
    for (const golden of modelCases()) {
      assert.doesNotMatch(pageOf(shownOf(reportOf(golden))), /NaN|undefined|Infinity|\[object/, golden.arch.name);
    }
  });

  it('says that a link stalls', () => {
    const shown = linked();
    const stalled = passedOf(shown.report).filter(({ stall_cycles }) => stall_cycles > 0);
    assert.ok(stalled.some(({ type }) => type === 'link'));
    const said = pageOf(shown).match(/<p>Bandwidth stalls (.*?)\.<\/p>/)?.[1];
    assert.equal(
      said,
      stalled.map(({ name, stall_cycles: cycles }) => `${name} for ${plural(cycles, 'cycle')}`).join(', '),
    );
  });

  it('has the same energies in the table as in the figure, with what leaks, in every golden case', () => {
    let leaking = 0;
    for (const golden of modelCases()) {
      const report = reportOf(golden);
      const page = pageOf(shownOf(report));
      const table = page.match(/<table class="energy">[\s\S]*?<\/table>/)![0];
      const rows = levelEnergies(report).map(({ level, energy_pJ, share }) => [
        level,
        withUnit(FIGURES.energy, energy_pJ),
        percent(share),
      ]);
      const read = [
        ...table.matchAll(
          /<tr data-level="([^"]*)".*?<td class="number" title="([^"]*)".*?<td class="share">.*?<\/svg>(.*?)<\/td>/gs,
        ),
      ];
      assert.deepEqual(
        read.map(([, ...row]) => row.map((text) => text.replace('&lt;', '<'))),
        rows,
      );
      const figure = page.match(/aria-label="Energy by level.*?<\/svg>/s)![0];
      for (const [, energy, share] of rows)
        assert.ok(
          figure.includes(`${share!.replace('<', '&lt;')}</tspan><title>${energy}</title>`),
          `${energy} ${share}`,
        );
      if (/Leakage, µJ/.test(table)) leaking++;
    }
    assert.ok(leaking > 0);
  });

  it('escapes every name', () => {
    const hostile = '<img src=x onerror="alert(1)">&\'';
    const text = JSON.stringify(published('Eyeriss', 'MaestroBlas', 'MB6'));
    for (const name of ['Eyeriss', 'MaestroBlas.MB6', 'GlobalBuffer', 'Out']) {
      const page = pageOf(JSON.parse(text.replaceAll(JSON.stringify(name), JSON.stringify(hostile))));
      assert.doesNotMatch(page, /<img/, name);
      assert.match(page, /&lt;img src=x onerror=&quot;alert\(1\)&quot;>&amp;'/, name);
    }
  });

  it('has nothing that its content policy forbids', () => {
    const page = pageOf(published('Eyeriss', 'MaestroBlas', 'MB6'));
    assert.doesNotMatch(page, /\sstyle=|\son[a-z]+=|<script|<link|https?:/);
  });

  it('gives every table a caption and scoped headings, and every section its heading', () => {
    const page = pageOf(illegal());
    const tables = page.match(/<table[\s\S]*?<\/table>/g) ?? [];
    assert.equal(tables.length, 4);
    for (const table of tables) {
      assert.match(table, /<caption>\S/);
      assert.doesNotMatch(table, /<th(?![^>]* scope=)[ >]/);
    }
    for (const [, id] of page.matchAll(/aria-labelledby="([^"]*)"/g)) assert.match(page, new RegExp(`<h2 id="${id}">`));
  });

  it('offers to go on with a search that was cancelled or out of time', () => {
    const shown = published('Eyeriss', 'MaestroBlas', 'MB6');
    const offered = STOP_REASONS.filter((stopped) => /data-action="continue"/.test(pageOf({ ...shown, stopped })));
    assert.deepEqual(offered, ['time', 'cancelled']);
    assert.doesNotMatch(pageOf(shown), /data-action="continue"/);
  });

  it('offers to insert what is not in the document yet', () => {
    const shown = published('Eyeriss', 'MaestroBlas', 'MB6');
    assert.match(pageOf(shown), /data-action="insert"/);
    assert.doesNotMatch(pageOf(shownOf({ ...shown.report, mappingName: 'mine' })), /data-action="insert"/);
  });
});

describe('A template', () => {
  it('escapes text, keeps markup, joins lists and leaves out null', () => {
    assert.equal(
      markup(html`<p>${'<&>"'}${html`<b>${1}</b>`}${['a', html`<i></i>`]}${null}</p>`),
      '<p>&lt;&amp;>&quot;<b>1</b>a<i></i></p>',
    );
  });
});

describe('A lasting part', () => {
  it('is the same element until one of its arguments is another', () => {
    const part = lasting((of: { readonly name: string }, width: number) => html`<p>${of.name} ${width}</p>`);
    const [one, other] = [{ name: 'a' }, { name: 'a' }];
    const drawn = part(one, 1);
    assert.equal(part(one, 1), drawn);
    assert.notEqual(part(other, 1), drawn);
    assert.equal(markup(part(other, 2)!), '<p>a 2</p>');
  });
});

describe('A bar', () => {
  it('stays within its cell', () => {
    assert.match(markup(bar(1.5, 'over')), /class="over" width="100%"/);
    assert.match(markup(bar(-1)), /width="0%"/);
    assert.match(markup(bar(0.12345)), /width="12.35%"/);
  });

  it('is empty for nothing, visible for one word, and full for the most', () => {
    assert.equal(logShare(0, 1024), 0);
    assert.equal(logShare(1, 1024), 1 / 11);
    assert.equal(logShare(1024, 1024), 1);
    assert.equal(logShare(0, 0), 0);
  });
});

describe('What VS Code kept of a page', () => {
  it('is shown again', () => assert.ok(RESULT.is(JSON.parse(JSON.stringify(illegal())))));

  it('is dropped when it is something else', () => {
    for (const state of [undefined, null, 3, 'x', {}, [], { report: {} }, { ...illegal(), report: { levels: [] } }]) {
      assert.equal(RESULT.is(state), false);
    }
  });
});
