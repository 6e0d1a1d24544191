import assert from 'node:assert/strict';
import { DEFAULT_CHOICES } from '../../../client/panel/choices.js';
import { alone } from '../../../client/panel/figures/alone.js';
import type { Figure } from '../../../client/panel/figures/figure.js';
import { FIGURES } from '../../../client/panel/figures/index.js';
import { draw } from '../../../client/panel/figures/main.js';
import { nestFigure } from '../../../client/panel/figures/nest.js';
import { mutedWidth } from '../../../client/panel/figures/text.js';
import type { Shown } from '../../../client/panel/protocol.js';
import { RESULT } from '../../../client/panel/result/view.js';
import { PICTURES, roofs, windowRows, windowText } from '../../../language/report/index.js';
import { modelCases } from '../../golden/load.js';
import { matches } from '../snapshot.js';
import { drawn } from './drawn.js';
import { lines, markup } from './markup.js';
import { illegal, published, reportOf, reports } from './samples.js';

describe('A figure', () => {
  for (const [name, samples] of Object.entries(drawn)) {
    for (const [sample, figure] of Object.entries(samples)) {
      it(`of ${name} is as drawn before, ${sample}`, () =>
        matches(new URL(`snapshots/${name}-${sample}.svg`, import.meta.url), lines(alone(figure(560)))));

      it(`of ${name} stays within its width, ${sample}`, () => {
        for (const width of [320, 640, 1200]) holds(figure(width), width);
      });
    }
  }

  for (const [name, figure] of Object.entries(FIGURES)) {
    it(`of ${name} has no hole and stays within its width, in every golden case and on narrow pages`, () => {
      for (const golden of modelCases()) {
        for (const width of [320, 900]) holds(figure(reportOf(golden), width), width);
      }
    });
  }
});

describe('A figure of a result that is saved', () => {
  const shown = published('Eyeriss', 'MaestroBlas', 'MB6');
  const titleOf = (of: Shown, index: number) =>
    markup(alone(RESULT.figure!(of, index, DEFAULT_CHOICES)!)).match(/<title>(.*?)<\/title>/)?.[1];

  it('says what it is of, and beside what', () => {
    for (const i of PICTURES.keys()) assert.match(titleOf(shown, i)!, /: Eyeriss × MaestroBlas\.MB6$/);
    const compared = { as: 'pinned', report: published('Simba', 'MaestroBlas', 'MB6').report } as const;
    assert.match(titleOf({ ...shown, compared }, 1)!, /: Eyeriss × MaestroBlas\.MB6 beside Simba × MaestroBlas\.MB6$/);
    assert.match(titleOf(illegal(), 1)!, /: Random × workload, which breaks \d rules$/);
  });

  it('says what it is of where it is drawn without an editor, too, below its title', () => {
    const drawn = draw({ picture: 'energy', report: shown.report });
    assert.match(drawn, />Energy by level, 213 µJ in all<\/text>\s*<text[^>]*>Eyeriss × MaestroBlas\.MB6<\/text>/);
  });
});

describe('The figure of the loop nest', () => {
  it('has a box for what stays of each window, filled as the model counts it, in every golden case', () => {
    let found = 0;
    for (const golden of modelCases()) {
      const report = reportOf(golden);
      const { body, description } = nestFigure(report, 900);
      const drawn = [...markup(body).matchAll(BOX)].map(([, said, all, filled]) => [
        said,
        Number(filled) / Number(all),
      ]);
      const counted = Object.keys(report.operands).flatMap((operand) =>
        windowRows(report).filter((row) => row.operand === operand),
      );
      assert.equal(drawn.length, counted.length);
      for (const [i, row] of counted.entries()) {
        const said = `${row.memory}: ${windowText(row)}`;
        assert.equal(drawn[i]![0], said);
        // Pixels are written to a hundredth.
        assert.ok(Math.abs(Number(drawn[i]![1]) - row.kept / row.words) < 1e-3, said);
        assert.ok(description.includes(said));
      }
      found += counted.length;
    }
    assert.ok(found > 20, `${found} windows`);
  });
});

/** What is said of a window, and how tall its box and what is filled of it are. */
const BOX =
  /<g data-level="[^"]*"><title>([^<]*)<\/title><line[^>]*><\/line><rect class="ground"[^>]* height="([\d.]+)"><\/rect><rect class="operand-\d"[^>]* height="([\d.]+)">/g;

describe('Figures of narrow pages', () => {
  it('write sizes up to 10^15 with a prefix where they do not fit in full, and have them whole in the title', () => {
    const machine = (width: number) => markup(FIGURES.machine(reports.vast!(), width).body);
    assert.match(machine(1600), />M 1,000,000,000,000, 1,000,000,000,000 of 1,000,000,000,000</);
    assert.match(machine(360), />M 1 T, 1 T of 1 T</);
    const nest = (width: number) => markup(FIGURES.nest(reports.vast!(), width).body);
    assert.match(nest(1600), />parallel-for m in 0\.\.1,000,000,000,000</);
    assert.match(nest(360), />parallel-for m in 0\.\.1 T<title>parallel-for m in 0\.\.1,000,000,000,000</);
  });
});

describe('The roofline', () => {
  it('marks the roof and the point of all levels of which they are the same', () => {
    const marked = markup(FIGURES.roofline(reports.eyeriss!(), 640).body);
    assert.match(marked, /<g data-level="InRegister\nWRegister">/);
  });

  it('names each memory and link that it has a roof of, and hides no point under another, in every golden case', () => {
    for (const golden of modelCases()) {
      const report = reportOf(golden);
      const drawn = markup(FIGURES.roofline(report, 640).body);
      const labels = [...drawn.matchAll(/<text class="dimension-\d" data-level="([^"]*)"/g)].map(([, level]) => level);
      assert.deepEqual(
        labels.sort(),
        roofs(report)
          .levels.map(({ level }) => level)
          .sort(),
      );
      const points = [...drawn.matchAll(/<circle[^>]* cx="([\d.]+)"[^>]* r="([\d.]+)"/g)].map(([, x, r]) => [
        Number(x),
        Number(r),
      ]);
      for (const [i, [x, r]] of points.entries())
        for (const [later, wide] of points.slice(i + 1))
          assert.ok(Math.abs(later! - x!) + r! > wide!, `a point at ${x} under one at ${later}`);
    }
  });
});

describe('The figure of the machine', () => {
  it('has room for the words on their way beside the last path, at any width', () => {
    for (const sample of Object.values(reports)) {
      for (const width of [320, 360, 640, 1200]) {
        const { body } = FIGURES.machine(sample(), width);
        for (const [, x, text] of markup(body).matchAll(
          /<text class="muted" x="([\d.]+)" y="\d+">([^<]+)<\/text><\/g>/g,
        ))
          assert.ok(Number(x) + mutedWidth(text!) <= width + 1, `${text} at ${x} of ${width}`);
      }
    }
  });
});

/** A figure has no hole, and nothing of it leaves its width. */
function holds({ body, description, ...rest }: Figure, width: number): void {
  assert.doesNotMatch(`${markup(body)}${description}${rest.title}`, /NaN|undefined|Infinity|\[object/);
  assert.equal(rest.width, width);
  for (const [, x, w] of markup(body).matchAll(/ x="([-\d.]+)"[^>]* width="([\d.]+)"/g))
    assert.ok(Number(x) >= 0 && Number(x) + Number(w) <= width + 1, `${x} ${w}`);
}
