import { type number, percent, shortNumber } from '../../../language/figures.js';
import {
  filledOf,
  filledText,
  lineOf,
  loopsText,
  moved,
  type WindowRow,
  windowRows,
  windowText,
} from '../../../language/report/index.js';
import type { EvaluationReport, LevelReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { inPage } from '../figures/in-page.js';
import { nestFigure } from '../figures/nest.js';
import { capitalized } from '../heading.js';
import { type Html, html } from '../html.js';
import type { Compared } from '../protocol.js';
import { numbersIn } from '../room.js';
import { LABELS } from './change.js';
import { saveFigure } from './figure-tools.js';
import { levelName } from './level-name.js';

type Line = EvaluationReport['mapping'][number];

/**
 * The mapping in the compact notation: a line a level, outermost first, beside what it fills of its memory or mesh. In the one
 * beside it, too, loops that moved are marked.
 */
export function nest(report: EvaluationReport, width: number, beside: Compared | undefined): Html {
  const other = beside?.report;
  const windows = windowRows(report);
  const lost = other?.mapping.filter(({ level }) => !lineOf(report, level)) ?? [];
  return html`<section aria-labelledby="mapping">
  <h2 id="mapping">Mapping</h2>${saveFigure('nest')}
  ${inPage(nestFigure(report, width, other))}
  <table class="nest">
    <caption>Loops of each level, outermost first; ∥ marks spatial levels, whose loops run side by side.${other ? ' Loops that are not the same in both are marked.' : null}</caption>
    <thead><tr><th scope="col">Level</th><th scope="col">Loops</th>${beside ? html`<th scope="col">${capitalized(LABELS[beside.as])}</th>` : null}<th scope="col" colspan="2">Filled</th></tr></thead>
    <tbody>${report.levels.map((level, i) => line(level, report.mapping[i]!, other, windows, numbersIn(width)))}${lost.map(
      (line) => html`
      <tr><th scope="row">${line.level}</th><td>${nothing('not here')}</td><td class="loops">${loopsCode(line, null, numbersIn(width))}</td><td colspan="2"></td></tr>`,
    )}
    </tbody>
  </table>
</section>`;
}

/** Breaks between loops, never inside one; marks those that are not in the other. */
function loopsCode(line: Line, other: Line | null | undefined, text: typeof number): Html {
  if (line.loops.length === 0) return nothing('no loops');
  const marks = other === undefined ? [] : moved(line, other);
  const separated = line.loops.map((loop, i) => {
    const shown = loopsText([loop], text);
    return html`${i > 0 ? ' · ' : ''}<button type="button" class="link loop" data-dimension="${loop[0]}" title="${loopsText([loop])}: go to the loop">${marks[i] ? html`<mark>${shown}</mark>` : shown}</button>`;
  });
  return html`<code>${separated}</code>`;
}

function line(
  level: LevelReport,
  own: Line,
  other: EvaluationReport | undefined,
  windows: readonly WindowRow[],
  text: typeof number,
): Html {
  const spatial = level.type === 'fanout' || level.type === 'compute';
  const { bypass = [] } = own;
  const before = other && lineOf(other, level.name);
  return html`
      <tr class="${level.type}" data-level="${level.name}">
        <th scope="row">${levelName(level.name)}${spatial ? html` <span class="spatial" role="img" aria-label="spatial">∥</span>` : null}${bypass.length > 0 ? html` <span class="note">bypass ${bypass.join(', ')}</span>` : null}</th>
        <td class="loops">${loopsCode(own, before, text)}</td>${
          before === undefined
            ? null
            : html`
        <td class="loops">${before ? loopsCode(before, own, text) : nothing('not there')}</td>`
        }
        ${filled(level, windows, text)}
      </tr>`;
}

function filled(level: LevelReport, windows: readonly WindowRow[], text: typeof number): Html {
  if (level.type === 'link') return html`<td class="filled">${nothing('nothing is kept')}</td><td></td>`;
  const row = filledOf(level);
  const kept = windows
    .filter(({ memory }) => memory === level.name)
    .map((window) => html`<div class="note">${windowText(window, text)}</div>`);
  if (row.share === null)
    return html`<td class="filled" title="${filledText(row)}">${filledText(row, text)}, unbounded${kept}</td><td></td>`;
  return html`<td class="filled" title="${filledText(row)}">${filledText(row, text)}${kept}</td><td class="share">${bar(row.share, row.share > 1 ? 'over' : 'plain')}${shareText(row.share)}</td>`;
}

/** A percentage, or how many times too much it is where that is far beyond. */
const shareText = (share: number): string => (share > 10 ? `× ${shortNumber(share)}` : percent(share));

/** A dash that screen readers read as words. */
export function nothing(spoken: string): Html {
  return html`<span class="nothing" role="img" aria-label="${spoken}">–</span>`;
}
