import { percent } from '../../../language/figures.js';
import { filledOf, filledText, loopsText } from '../../../language/report/index.js';
import type { EvaluationReport, LevelReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { inPage } from '../figures/in-page.js';
import { nestFigure } from '../figures/nest.js';
import { type Html, html } from '../html.js';

/** The mapping in the compact notation: a line a level, outermost first, beside what it fills of its memory or mesh. */
export function nest(report: EvaluationReport, width: number): Html {
  return html`<section aria-labelledby="mapping">
  <h2 id="mapping">Mapping</h2>
  ${inPage(nestFigure(report, width))}
  <table class="nest">
    <caption>Loops of each level, outermost first; ∥ marks spatial levels, whose loops run side by side.</caption>
    <thead><tr><th scope="col">Level</th><th scope="col">Loops</th><th scope="col" colspan="2">Filled</th></tr></thead>
    <tbody>${report.levels.map((level, i) => line(level, report.mapping[i]!))}
    </tbody>
  </table>
</section>`;
}

/** Breaks between loops, never inside one. */
function loopsCode(loops: readonly [string, number][]): Html {
  const separated = loops.map((loop, i) => html`${i > 0 ? ' · ' : ''}<span class="loop">${loopsText([loop])}</span>`);
  return html`<code>${separated}</code>`;
}

function line(level: LevelReport, { loops, bypass = [] }: EvaluationReport['mapping'][number]): Html {
  const spatial = level.type === 'fanout' || level.type === 'compute';
  return html`
      <tr class="${level.type}">
        <th scope="row">${level.name}${spatial ? html` <span class="spatial" role="img" aria-label="spatial">∥</span>` : null}${bypass.length > 0 ? html` <span class="note">bypass ${bypass.join(', ')}</span>` : null}</th>
        <td class="loops">${loops.length === 0 ? nothing('no loops') : loopsCode(loops)}</td>
        ${filled(level)}
      </tr>`;
}

function filled(level: LevelReport): Html {
  if (level.type === 'link') return html`<td class="filled">${nothing('nothing is kept')}</td><td></td>`;
  const row = filledOf(level);
  if (row.share === null) return html`<td class="filled">${filledText(row)}, unbounded</td><td></td>`;
  return html`<td class="filled">${filledText(row)}</td><td class="share">${bar(row.share, row.share > 1 ? 'over' : 'plain')}${percent(row.share)}</td>`;
}

/** A dash that screen readers read as words. */
export function nothing(spoken: string): Html {
  return html`<span class="nothing" role="img" aria-label="${spoken}">–</span>`;
}
