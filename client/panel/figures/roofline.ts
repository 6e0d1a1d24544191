import { scaleLog } from 'd3-scale';
import { inUnit, number, percent, shortNumber } from '../../../language/figures.js';
import { type Roof, roofs } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { html } from '../html.js';
import type { Figure } from './figure.js';
import { logTicks, spaced } from './log-ticks.js';
import { fitted, px, textWidth } from './text.js';

const SHORTEST = 300;
const LEGEND_LINE = 17;
const TOP = 14;
const BOTTOM = 44;
const LEFT = 58;

/** How near to each other lines and points look like one, in pixels. */
const NEAR = 2;
/** A dash of a roof that others lie on, in pixels. */
const DASH = 9;
/** The radius of a point, by how much each ring around it is wider, and by how much all rings together are. */
const POINT = 5;
const RING = 3.5;
const RINGS = 12;

/** A memory, or several whose roofs and points are at the same places, with pixels that tell where. */
interface Drawn {
  readonly memories: Roof[];
  /** Of the point, and of where the roof reaches the peak. */
  readonly point: number;
  readonly ridge: number;
}

/**
 * The roofline of a run: how many MACs a cycle each memory's bandwidth allows at so many MACs for each word that it moves, the
 * peak of the MACs, and where the run is under each roof. Memories of which both are the same have one label; roofs that lie on each
 * other take turns in dashes, and points at the same place are rings around each other.
 */
export function rooflineFigure(report: EvaluationReport, width: number): Figure {
  const { peak, reached, memories } = roofs(report);
  const right = Math.min(Math.max(40, ...memories.map((memory) => textWidth(labelOf(memory)))) + 20, width * 0.4);
  const intensities = memories.flatMap(({ intensity, bandwidth }) => [intensity, peak / bandwidth]);
  const x = scaleLog(spread([...intensities, 1], 2), [LEFT, width - right]);
  const groups: Drawn[] = [];
  for (const memory of memories) {
    const [point, ridge] = [x(memory.intensity), x(peak / memory.bandwidth)];
    const same = groups.find((other) => isNear(other.point, point, NEAR) && isNear(other.ridge, ridge, NEAR));
    if (same) same.memories.push(memory);
    else groups.push({ memories: [memory], point, ridge });
  }
  const height = Math.max(SHORTEST, TOP + 20 + memories.length * LEGEND_LINE);
  const y = scaleLog(spread([peak, reached], 4), [height - BOTTOM, TOP + 16]);
  const [from = 1, to = 1] = x.domain();
  const [low = 1, high = 1] = y.domain();
  const gridX = spaced(logTicks(from, to).map((tick) => ({ text: shortNumber(tick), place: px(x(tick)) }))).map(
    ({ text, place }) =>
      html`<g><line class="axis" x1="${place}" x2="${place}" y1="${TOP}" y2="${height - BOTTOM}" stroke-width="0.5"/><text class="muted middle" x="${place}" y="${height - BOTTOM + 15}">${text}</text></g>`,
  );
  const gridY = logTicks(low, high).map(
    (tick) =>
      html`<g><line class="axis" x1="${LEFT}" x2="${px(width - right)}" y1="${px(y(tick))}" y2="${px(y(tick))}" stroke-width="0.5"/><text class="muted end" x="${LEFT - 6}" y="${px(y(tick) + 4)}">${shortNumber(tick)}</text></g>`,
  );
  let line = 0;
  const lines = groups.map((group, i) => {
    const [memory] = group.memories;
    if (!memory) return null;
    const { bandwidth } = memory;
    const onRoof = groups.filter(({ ridge }) => isNear(ridge, group.ridge, NEAR));
    const atPoint = groups.filter(({ point }) => isNear(point, group.point, POINT));
    const start = Math.max(from, low / bandwidth);
    const ridge = Math.min(Math.max(peak / bandwidth, start), to);
    const colour = i % 8;
    const turns =
      onRoof.length === 1
        ? { array: 'none', offset: 0 }
        : { array: `${DASH} ${DASH * (onRoof.length - 1)}`, offset: -DASH * onRoof.indexOf(group) };
    // The widest is drawn first, so each is seen around the next.
    const ring = Math.min(RING, RINGS / Math.max(atPoint.length - 1, 1));
    const r = px(POINT + ring * (atPoint.length - 1 - atPoint.indexOf(group)));
    const labels = group.memories.map(
      (one) =>
        html`<text class="dimension-${colour}" data-level="${one.level}" x="${px(width - right + 14)}" y="${TOP + 30 + LEGEND_LINE * line++}">${fitted(labelOf(one), right - 16)}</text>`,
    );
    const bracket =
      group.memories.length > 1
        ? html`<line class="roof-${colour}" x1="${px(width - right + 9)}" x2="${px(width - right + 9)}" y1="${TOP + 20 + LEGEND_LINE * (line - group.memories.length)}" y2="${TOP + 33 + LEGEND_LINE * (line - 1)}"><title>the same roof and point</title></line>`
        : null;
    return html`<g><g data-level="${memory.level}"><title>${group.memories.map(said).join('. ')}</title>
<line class="roof-${colour}" stroke-dasharray="${turns.array}" stroke-dashoffset="${turns.offset}" x1="${px(x(start))}" y1="${px(y(Math.min(start * bandwidth, peak)))}" x2="${px(x(ridge))}" y2="${px(y(Math.min(ridge * bandwidth, peak)))}"/>
<line class="roof-${colour}" stroke-dasharray="2 3" stroke-width="1" x1="${px(group.point)}" x2="${px(group.point)}" y1="${px(y(Math.max(Math.min(memory.intensity * bandwidth, peak), low)))}" y2="${px(y(reached))}"/>
<circle class="dimension-${colour} outlined" cx="${px(group.point)}" cy="${px(y(reached))}" r="${r}"/></g>
${bracket}${labels}</g>`;
  });
  return {
    title: 'Roofline',
    description: `The MACs reach ${shortNumber(reached)} of ${inUnit(shortNumber(peak), 'MACs/cycle')}, ${percent(reached / peak)}. ${memories.map(said).join('. ')}`,
    width,
    height,
    body: html`${gridX}${gridY}
<line class="axis" stroke-width="2" x1="${LEFT}" x2="${px(width - right)}" y1="${px(y(peak))}" y2="${px(y(peak))}"/>
<text class="muted" x="${LEFT + 4}" y="${px(y(peak) - 5)}">peak ${inUnit(shortNumber(peak), 'MACs/cycle')}</text>
${lines}
<text class="muted middle" x="${px((LEFT + width - right) / 2)}" y="${height - 8}">MACs per word that a memory moves</text>
<text class="muted middle" transform="translate(13 ${(height - BOTTOM + TOP) / 2}) rotate(-90)">MACs/cycle</text>`,
  };
}

const isNear = (one: number, other: number, within: number): boolean => Math.abs(one - other) < within;

const labelOf = ({ level, unit }: Roof): string => (unit === 'bits' ? `${level} (bits)` : level);

const said = ({ level, intensity, bandwidth, unit }: Roof): string =>
  `${level}: ${inUnit(number(intensity), 'MACs')} for each of its ${unit}, ${inUnit(number(bandwidth), `${unit}/cycle`)} in all`;

/** From the least to the most of some values, a factor wider on both sides, as powers of ten fall. */
function spread(values: readonly number[], by: number): [number, number] {
  return [Math.min(...values) / by, Math.max(...values) * by];
}
