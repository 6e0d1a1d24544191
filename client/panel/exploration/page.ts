import { breaksRules, FIGURES, number, percent, withinGap, withUnit } from '../../../language/figures.js';
import { raggedText, SOURCE_NAMES, timesOptimum } from '../../../language/report/index.js';
import type { DeclaredPoint, Explored, ObjectiveName, Optimum, Point } from '../../../server/protocol/index.js';
import { inPage } from '../figures/in-page.js';
import { costsText, latencyText, scatterFigure } from '../figures/scatter.js';
import { type Html, html } from '../html.js';

/** Pixels from which on points only get farther apart, not clearer. */
const WIDEST = 1000;

/** The scatter of all that was looked at, then the Pareto front and what the document declares, as tables. */
export function explorationPage(what: string, explored: Explored, width: number): Html {
  const { mappings, seed, objective, optimum, explorations, front, declared } = explored;
  return html`<h1>Mappings of ${what}</h1>
<p class="facts">${bestText(objective, optimum)}${explorations.map(
    ({ source, distribution: { count, within, quantiles } }) =>
      ` Of ${number(count)} ${SOURCE_NAMES[source]}, ${nearText(within)}; the best has ${timesText(objective, quantiles[0]!.value, optimum)}.`,
  )}</p>
<p class="facts">${
    mappings === null
      ? 'There are too many legal mappings to count them; a random walk visits those whose loops divide.'
      : `There are ${number(mappings)} legal mappings whose loops divide; each is drawn with the same probability.`
  } Seed ${seed}.${optimum.ragged ? ` ${raggedText(optimum)}` : ''}</p>
<section aria-labelledby="scatter">
<h2 id="scatter">Energy and latency</h2>
<button type="button" class="secondary tool" data-action="save-figure" data-index="0" title="Save this figure as SVG or PNG">Save figure</button>
<p class="live">A point opens its mapping. Arrow keys go from one of the front, the ${optimum.proven ? 'optimum' : 'best known'} and the declared ones to the next.</p>
${offFront(explored)}${inPage(scatterFigure(explored, Math.min(width, WIDEST)))}
</section>
<section aria-labelledby="front">
<h2 id="front">Pareto front</h2>
<table class="few cards">
<caption>Nothing that was looked at has less of both energy and latency.<span class="live"> The first column opens a mapping.</span></caption>
<thead><tr><th scope="col">mapping</th>${costHeaders(objective)}</tr></thead>
<tbody>${front.map(
    (point, i) =>
      html`<tr><th scope="row"><button type="button" class="link" data-action="open-point" data-index="${1 + i}">${nameOf(point, optimum)}</button></th>${costCells(explored, point)}</tr>`,
  )}</tbody>
</table>
</section>${declared.length > 0 ? declaredTable(explored) : null}`;
}

/** `The optimum by EDP is 112 J·cycle.` */
function bestText(objective: ObjectiveName, { value, gap, proven }: Optimum): string {
  const figure = FIGURES[objective];
  const said = `The ${proven ? 'optimum' : 'best known'} by ${figure.name} is ${withUnit(figure, value)}`;
  if (proven) return `${said}.`;
  return gap === null ? `${said}.` : `${said}, which is ${withinGap(gap)} of the best possible.`;
}

/** What each objective counts that is not seen in energy and latency, or which of these it leaves out. */
const COUNTS: Readonly<Record<ObjectiveName, string>> = {
  wart: 'also counts how much of the array is used',
  energy: 'does not count latency',
  latency: 'does not count energy',
  edp: 'counts both, and there is a better one',
};

/** Why the best mapping is not on the front, where another takes no more energy and no more latency; with the numbers. */
function offFront(explored: Explored): Html | null {
  const { objective, optimum, front } = explored;
  const [better] = front
    .filter(
      ({ energy_pJ, latency_cycles }) =>
        energy_pJ <= optimum.energy_pJ &&
        latency_cycles <= optimum.latency_cycles &&
        energy_pJ * latency_cycles < optimum.energy_pJ * optimum.latency_cycles,
    )
    .sort((one, other) => one.energy_pJ * one.latency_cycles - other.energy_pJ * other.latency_cycles);
  if (!better) return null;
  const best = optimum.proven ? 'optimum' : 'best known';
  return html`<p class="facts">The ${best} by ${FIGURES[objective].name} (${costsText(explored, optimum)}) is not on the front, as ${FIGURES[objective].name} ${COUNTS[objective]}: ${nameOf(better, optimum)} takes no more of either (${costsText(explored, better)}), but has ${timesText(objective, better.value, optimum)}.</p>`;
}

/** `3.1 % are within 5 %, 12 % within 10 %`, of those distances within which there are any. */
function nearText(within: Explored['explorations'][number]['distribution']['within']): string {
  const some = within.filter(({ share }) => share > 0);
  if (some.length === 0) return `none is within ${within[within.length - 1]!.percent} %`;
  return some
    .map(({ percent: distance, share }, i) => `${percent(share)} ${i === 0 ? 'are ' : ''}within ${distance} %`)
    .join(', ');
}

/** How a value of the objective compares: `1.049 times the EDP of the optimum`. */
function timesText(objective: ObjectiveName, value: number, { value: best, proven }: Optimum): string {
  return `${timesOptimum(value, best)} times the ${FIGURES[objective].name} of the ${proven ? 'optimum' : 'best known'}`;
}

/** `optimum`, `random mapping 1,234` */
function nameOf({ source, index }: Point, { proven }: Optimum): string {
  if (source === 'optimum') return proven ? 'optimum' : 'best known';
  return `${source === 'random' ? 'random mapping' : 'descent'} ${number(index + 1)}`;
}

/** The figures of a point, by their names; the last compares by the objective. */
const costHeaders = (objective: ObjectiveName): Html =>
  html`<th scope="col" class="number">energy, µJ</th><th scope="col" class="number">latency</th><th scope="col" class="number">EDP, J·cycle</th><th scope="col" class="number">${timesHeader(objective)}</th>`;

const timesHeader = (objective: ObjectiveName): string => `${FIGURES[objective].name}, × optimum`;

function costCells(
  explored: Explored,
  { energy_pJ, latency_cycles, value }: Pick<Point, 'energy_pJ' | 'latency_cycles' | 'value'>,
): Html {
  const { objective, optimum } = explored;
  const cell = (label: string, text: string) => html`<td class="number" data-label="${label}">${text}</td>`;
  return html`${cell('energy, µJ', FIGURES.energy.show(energy_pJ))}${cell('latency', latencyText(explored, latency_cycles))}${cell('EDP, J·cycle', FIGURES.edp.show(energy_pJ * latency_cycles))}${cell(timesHeader(objective), timesOptimum(value, optimum.value))}`;
}

function declaredTable(explored: Explored): Html {
  const { declared, objective } = explored;
  return html`<section aria-labelledby="declared">
<h2 id="declared">Declared here</h2>
<table class="few cards">
<caption>The mappings of the document.<span class="live"> A name evaluates its mapping.</span></caption>
<thead><tr><th scope="col">mapping</th>${costHeaders(objective)}</tr></thead>
<tbody>${declared.map(
    (one, i) =>
      html`<tr><th scope="row"><button type="button" class="link" data-action="open-declared" data-index="${i}">${one.name}</button></th>${declaredCells(explored, one)}</tr>`,
  )}</tbody>
</table>
</section>`;
}

const declaredCells = (explored: Explored, one: DeclaredPoint): Html =>
  one.violations > 0
    ? html`<td class="reason" colspan="4">${breaksRules(one.violations)}: not comparable</td>`
    : costCells(explored, one);
