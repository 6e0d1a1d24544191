import { FIGURES, type Figure, percent, shortNumber, TIMED_FIGURES, withUnit } from '../../../language/figures.js';
import { type Bottleneck, bottleneck, portNeedsText } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { cyclesFigure } from '../figures/cycles.js';
import { inPage } from '../figures/in-page.js';
import { type Html, html } from '../html.js';
import { searchOf } from './header.js';

/** What the result comes to, in a sentence: the objective first, how busy the MACs are and what sets the latency; and where the cycles go. */
export function headline(report: EvaluationReport, width: number): Html | null {
  if (report.violations.length > 0) return null;
  const objective = searchOf(report)?.objective ?? 'edp';
  const keys = [objective, ...(['edp', 'energy', 'latency'] as const).filter((key) => key !== objective)];
  const timed = report.clock_Hz === undefined ? [] : Object.values(TIMED_FIGURES);
  const figures: readonly Figure[] = [...keys.map((key) => FIGURES[key]), ...timed];
  return html`<section class="headline" aria-labelledby="headline">
  <h2 id="headline" class="unseen">In short</h2>
  <p>${figures.map((figure, i) => amount(report, figure, i === 0))}</p>
  <p>MACs busy ${percent(report.throughput)} · ${limit(bottleneck(report))}</p>
  ${inPage(cyclesFigure(report, width))}
</section>`;
}

function amount(report: EvaluationReport, figure: Figure, first: boolean): Html {
  const value = figure.of(report);
  const text = `${figure.unit ? '' : `${figure.name} `}${figure.brief(value)}`;
  const title = `${figure.name}: ${withUnit(figure, value)}`;
  return html`${first ? '' : ' · '}<span class="${first ? 'amount first' : 'amount'}" title="${title}">${text}</span>`;
}

/** `bound by HBM read + drain (needs 511, has 146 words/cycle)` */
function limit(found: Bottleneck | null): string {
  if (!found) return 'no bandwidth is bounded';
  const { level, port, stalls } = found;
  const needs = portNeedsText(port, level);
  return stalls
    ? `bound by ${level.name} ${port.title} (${needs})${port.share > 1 ? `; ${shortNumber(port.load - (port.available ?? 0))} more would end its stalls` : ''}`
    : `nothing stalls; ${level.name} ${port.title} would be next (${needs})`;
}
