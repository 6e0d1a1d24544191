import { scaleLog } from 'd3-scale';
import { number, percent, shortNumber } from '../../../language/figures.js';
import { type Roof, roofs } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { html } from '../html.js';
import type { Figure } from './figure.js';
import { fitted, px, textWidth } from './text.js';

const SHORTEST = 300;
const LEGEND_LINE = 17;
const TOP = 14;
const BOTTOM = 44;
const LEFT = 58;

/**
 * The roofline of a run: how many MACs a cycle each memory's bandwidth allows at so many MACs for each word that it moves, the
 * peak of the MACs, and where the run is under each roof.
 */
export function rooflineFigure(report: EvaluationReport, width: number): Figure {
  const { peak, reached, memories } = roofs(report);
  const labels = memories.map(({ level, unit }) => (unit === 'bits' ? `${level} (bits)` : level));
  const height = Math.max(SHORTEST, TOP + 20 + memories.length * LEGEND_LINE);
  const right = Math.min(Math.max(40, ...labels.map(textWidth)) + 20, width * 0.4);
  const intensities = memories.flatMap(({ intensity, bandwidth }) => [intensity, peak / bandwidth]);
  const x = scaleLog(spread([...intensities, 1], 2), [LEFT, width - right]);
  const y = scaleLog(spread([peak, reached], 4), [height - BOTTOM, TOP + 16]);
  const [from = 1, to = 1] = x.domain();
  const [low = 1] = y.domain();
  const gridX = powers(x.domain()).map(
    (power) =>
      html`<g><line class="axis" x1="${px(x(power))}" x2="${px(x(power))}" y1="${TOP}" y2="${height - BOTTOM}" stroke-width="0.5"/><text class="muted middle" x="${px(x(power))}" y="${height - BOTTOM + 15}">${shortNumber(power)}</text></g>`,
  );
  const gridY = powers(y.domain()).map(
    (power) =>
      html`<g><line class="axis" x1="${LEFT}" x2="${px(width - right)}" y1="${px(y(power))}" y2="${px(y(power))}" stroke-width="0.5"/><text class="muted end" x="${LEFT - 6}" y="${px(y(power) + 4)}">${shortNumber(power)}</text></g>`,
  );
  const lines = memories.map((memory, i) => {
    const { level, bandwidth, intensity } = memory;
    const start = Math.max(from, low / bandwidth);
    const ridge = Math.min(Math.max(peak / bandwidth, start), to);
    const colour = i % 8;
    return html`<g data-level="${level}"><title>${said(memory)}</title>
<line class="roof-${colour}" x1="${px(x(start))}" y1="${px(y(Math.min(start * bandwidth, peak)))}" x2="${px(x(ridge))}" y2="${px(y(Math.min(ridge * bandwidth, peak)))}"/>
<line class="roof-${colour}" stroke-dasharray="2 3" stroke-width="1" x1="${px(x(intensity))}" x2="${px(x(intensity))}" y1="${px(y(Math.max(Math.min(intensity * bandwidth, peak), low)))}" y2="${px(y(reached))}"/>
<circle class="dimension-${colour}" cx="${px(x(intensity))}" cy="${px(y(reached))}" r="5"/>
<text class="dimension-${colour}" x="${px(width - right + 14)}" y="${TOP + 30 + i * LEGEND_LINE}">${fitted(labels[i] ?? level, right - 16)}</text></g>`;
  });
  return {
    title: 'Roofline',
    description: `The MACs reach ${shortNumber(reached)} of ${shortNumber(peak)} MACs/cycle, ${percent(reached / peak)}. ${memories.map(said).join('. ')}`,
    width,
    height,
    body: html`${gridX}${gridY}
<line class="axis" stroke-width="2" x1="${LEFT}" x2="${px(width - right)}" y1="${px(y(peak))}" y2="${px(y(peak))}"/>
<text class="muted" x="${LEFT + 4}" y="${px(y(peak) - 5)}">peak ${shortNumber(peak)} MACs/cycle</text>
${lines}
<text class="muted middle" x="${px((LEFT + width - right) / 2)}" y="${height - 8}">MACs per word that a memory moves</text>
<text class="muted middle" transform="translate(13 ${(height - BOTTOM + TOP) / 2}) rotate(-90)">MACs/cycle</text>`,
  };
}

const said = ({ level, intensity, bandwidth, unit }: Roof): string =>
  `${level}: ${number(intensity)} MACs for each of its ${unit}, ${number(bandwidth)} ${unit}/cycle in all`;

/** From the least to the most of some values, a factor wider on both sides, as powers of ten fall. */
function spread(values: readonly number[], by: number): [number, number] {
  return [Math.min(...values) / by, Math.max(...values) * by];
}

/** The powers of ten of a domain, ten at most. */
function powers([from = 1, to = 1]: readonly number[]): number[] {
  const first = Math.ceil(Math.log10(from));
  const last = Math.floor(Math.log10(to));
  const step = Math.max(1, Math.ceil((last - first + 1) / 8));
  const all: number[] = [];
  // 10 to a negative power is not an exact decimal; its text is.
  for (let power = first; power <= last; power += step) all.push(Number(`1e${power}`));
  return all;
}
