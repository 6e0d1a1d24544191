import assert from 'node:assert/strict';
import { choicesOf, DEFAULT_CHOICES } from '../../../../client/panel/choices.js';
import type { Shown } from '../../../../client/panel/protocol.js';
import { RESULT } from '../../../../client/panel/result/view.js';
import { afterEdit, alone, beside } from '../../../../client/webview/beside.js';
import { number } from '../../../../language/figures.js';
import { changeText, memoriesOf, moved, operandRows } from '../../../../language/report/index.js';
import { markup } from '../markup.js';
import { illegal, published, shownOf } from '../samples.js';

const WIDTH = 640;
const eyeriss = published('Eyeriss', 'MaestroBlas', 'MB6');
const simba = published('Simba', 'MaestroBlas', 'MB6');
const pageOf = (shown: Shown, choices = DEFAULT_CHOICES): string => markup(RESULT.page(shown, WIDTH, choices));
const changes = (page: string): string[] =>
  [...page.matchAll(/<span class="change \w+">([^<]*)</g)].map(([, text]) => text!);

/** The same with one loop of DRAM gone to the buffer, and half the energy. */
const other = shownOf({
  ...eyeriss.report,
  energy_pJ: eyeriss.report.energy_pJ * 2,
  mapping: eyeriss.report.mapping.map((line) =>
    line.level === 'DRAM'
      ? { ...line, loops: [] }
      : line.level === 'GlobalBuffer'
        ? { ...line, loops: [['M', 4], ...line.loops] }
        : line,
  ),
});

describe('A result beside another', () => {
  it('has changes in the totals alone where that is the one before', () => {
    const page = pageOf({ ...eyeriss, compared: { as: 'before', report: other.report } });
    const found = changes(page);
    assert.equal(found.length, 6);
    assert.equal(found[1], '−50 %');
    assert.match(page, /before 427 µJ/);
    assert.doesNotMatch(page, /Compared with|<mark>/);
  });

  it('has changes in every table where it was pinned or chosen, and marks loops that moved in both', () => {
    const page = pageOf({ ...eyeriss, compared: { as: 'pinned', report: other.report } });
    assert.match(page, /Compared with <strong>Eyeriss × MaestroBlas\.MB6<\/strong>, which is pinned/);
    assert.match(page, /data-action="unpin"/);
    const marked = [...page.matchAll(/data-dimension="(\w+)"[^>]*><mark>([^<]*)</g)].map(([, , text]) => text);
    assert.deepEqual(marked, ['M 4', 'M 4']);
    for (const table of page.match(/<table[\s\S]*?<\/table>/g) ?? [])
      assert.match(table, /class="nest"|class="change same"/);
  });

  it('of another architecture says what the other has alone', () => {
    const page = pageOf({ ...eyeriss, compared: { as: 'chosen', report: simba.report } });
    assert.match(page, /Compared with <strong>Simba × MaestroBlas\.MB6<\/strong>\./);
    assert.match(page, /<th scope="row">PEWeightRegs<\/th><td><span class="nothing" role="img" aria-label="not here">/);
    assert.doesNotMatch(page, /NaN|undefined|Infinity/);
    const [, edp] = /class="change \w+">([^<]*)</.exec(page) ?? [];
    assert.equal(edp, changeText(simba.report.edp_pJ_cycles, eyeriss.report.edp_pJ_cycles));
  });

  it('has no changes in the totals where one of both breaks rules', () => {
    const totals = /<dl class="totals">[\s\S]*?<\/dl>/;
    const page = pageOf({ ...eyeriss, compared: { as: 'chosen', report: illegal().report } });
    assert.deepEqual(changes(totals.exec(page)![0]), []);
  });

  it('is kept by VS Code with what it is compared with, unless an older version wrote that', () => {
    const shown = { ...eyeriss, compared: { as: 'pinned', report: other.report } };
    assert.ok(RESULT.is(JSON.parse(JSON.stringify(shown))));
    assert.equal(RESULT.is({ ...eyeriss, compared: { as: 'pinned', report: { levels: [] } } }), false);
    assert.equal(RESULT.is({ ...eyeriss, compared: { as: 'else', report: other.report } }), false);
  });
});

describe('What comes beside a result', () => {
  it('is the one before of the pair, once it is another', () => {
    assert.equal(beside(eyeriss, undefined, undefined).compared, undefined);
    assert.equal(beside(eyeriss, undefined, eyeriss.report).compared, undefined);
    assert.deepEqual(beside(eyeriss, undefined, other.report).compared, { as: 'before', report: other.report });
  });

  it('is the one that is pinned, until it is unpinned', () => {
    const pinned = { ...eyeriss, pinned: true };
    const next = beside(simba, pinned, other.report);
    assert.deepEqual(next.compared, { as: 'pinned', report: eyeriss.report });
    assert.deepEqual(beside(other, next, undefined).compared, { as: 'pinned', report: eyeriss.report });
    assert.equal(beside(eyeriss, next, undefined).pinned, true);
    assert.deepEqual(alone(next), simba);
    assert.equal(beside(other, alone(next), undefined).compared, undefined);
  });

  it('after an edit is the declaration as it was evaluated first, or as it was pinned', () => {
    const first = afterEdit(other, eyeriss);
    assert.deepEqual(first.compared, { as: 'before', report: eyeriss.report });
    assert.deepEqual(afterEdit(simba, first).compared, { as: 'before', report: eyeriss.report });
    assert.equal(afterEdit(eyeriss, first).compared, undefined);
    assert.deepEqual(afterEdit(other, { ...eyeriss, pinned: true }).compared, { as: 'pinned', report: eyeriss.report });
    const chosen = { as: 'chosen' as const, report: simba.report };
    assert.deepEqual(afterEdit(other, { ...eyeriss, compared: chosen }).compared, chosen);
  });
});

describe('Loops that moved', () => {
  const line = (...loops: [string, number][]) => ({ level: 'L', loops });
  it('are those that are not in both in the same order', () => {
    assert.deepEqual(moved(line(['M', 4], ['K', 2]), line(['M', 4], ['K', 2])), [false, false]);
    assert.deepEqual(moved(line(['M', 4], ['K', 2]), line(['M', 2], ['K', 2])), [true, false]);
    assert.deepEqual(moved(line(['N', 8], ['M', 4], ['K', 2]), line(['M', 4], ['K', 2])), [true, false, false]);
    assert.equal(moved(line(['M', 4], ['K', 2]), line(['K', 2], ['M', 4])).filter(Boolean).length, 1);
    assert.deepEqual(moved(line(['M', 4]), null), [true]);
  });
});

describe('The switches of the table of memory operations', () => {
  it('count over all instances or of one, and draw bars to either scale', () => {
    const { report } = eyeriss;
    const register = memoriesOf(report).find(({ name }) => name === 'InRegister')!;
    const { reads } = operandRows(register)[0]!.words;
    const cell = (text: string) => new RegExp(`class="number reads" title="${text}"`);
    assert.match(pageOf(eyeriss), cell(number(reads!)));
    const each = pageOf(eyeriss, { counted: 'each', scale: 'linear' });
    assert.match(each, cell(number(reads! / register.instances)));
    assert.match(each, /Words over the whole run of one instance/);
    assert.match(each, /Bars are linear/);
    assert.match(each, /aria-pressed="true" data-choice="scale" data-value="linear"/);
  });

  it('are as they were kept, as far as there are such', () => {
    assert.deepEqual(choicesOf(undefined), DEFAULT_CHOICES);
    assert.deepEqual(choicesOf({ scale: 'linear', counted: 'never', other: 'x' }), {
      ...DEFAULT_CHOICES,
      scale: 'linear',
    });
  });
});
