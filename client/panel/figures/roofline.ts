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

/** A memory or link, or several whose roofs and points are at the same places, with pixels that tell where. */
interface Drawn {
  readonly levels: Roof[];
  /** Of the point, and of where the roof reaches the peak. */
  readonly point: number;
  readonly ridge: number;
}

/**
 * The roofline of a run: how many MACs a cycle the bandwidth of each memory and link allows at so many MACs for each word that it moves, the
 * peak of the MACs, and where the run is under each roof. Those of which both are the same have one label each and a bracket; roofs that lie on each
 * other take turns in dashes, and points at the same place are rings around each other.
 */
export function rooflineFigure(report: EvaluationReport, width: number): Figure {
  const { peak, reached, levels } = roofs(report);
  const right = Math.min(Math.max(40, ...levels.map((level) => textWidth(labelOf(level)))) + 20, width * 0.4);
  const intensities = levels.flatMap(({ intensity, bandwidth }) => [intensity, peak / bandwidth]);
  const x = scaleLog(spread([...intensities, 1], 2), [LEFT, width - right]);
  const groups: Drawn[] = [];
  for (const level of levels) {
    const [point, ridge] = [x(level.intensity), x(peak / level.bandwidth)];
    const same = groups.find((other) => isNear(other.point, point, NEAR) && isNear(other.ridge, ridge, NEAR));
    if (same) same.levels.push(level);
    else groups.push({ levels: [level], point, ridge });
  }
  const height = Math.max(SHORTEST, TOP + 20 + levels.length * LEGEND_LINE);
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
    const [level] = group.levels;
    if (!level) return null;
    const { bandwidth, intensity } = level;
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
    const labels = group.levels.map(
      (one) =>
        html`<text class="dimension-${colour}" data-level="${one.level}" x="${px(width - right + 14)}" y="${TOP + 30 + LEGEND_LINE * line++}">${fitted(labelOf(one), right - 16)}</text>`,
    );
    const bracket =
      group.levels.length > 1
        ? html`<line class="roof-${colour}" x1="${px(width - right + 9)}" x2="${px(width - right + 9)}" y1="${TOP + 20 + LEGEND_LINE * (line - group.levels.length)}" y2="${TOP + 33 + LEGEND_LINE * (line - 1)}"><title>the same roof and point</title></line>`
        : null;
    return html`<g><g data-level="${group.levels.map((one) => one.level).join('\n')}"><title>${group.levels.map(said).join('. ')}</title>
<line class="roof-${colour}" stroke-dasharray="${turns.array}" stroke-dashoffset="${turns.offset}" x1="${px(x(start))}" y1="${px(y(Math.min(start * bandwidth, peak)))}" x2="${px(x(ridge))}" y2="${px(y(Math.min(ridge * bandwidth, peak)))}"/>
<line class="roof-${colour}" stroke-dasharray="2 3" stroke-width="1" x1="${px(group.point)}" x2="${px(group.point)}" y1="${px(y(Math.max(Math.min(intensity * bandwidth, peak), low)))}" y2="${px(y(reached))}"/>
<circle class="dimension-${colour} outlined" cx="${px(group.point)}" cy="${px(y(reached))}" r="${r}"/></g>
${bracket}${labels}</g>`;
  });
  return {
    title: 'Roofline',
    description: `The MACs reach ${shortNumber(reached)} of ${inUnit(shortNumber(peak), 'MACs/cycle')}, ${percent(reached / peak)}. ${levels.map(said).join('. ')}`,
    width,
    height,
    body: html`${gridX}${gridY}
<line class="axis" stroke-width="2" x1="${LEFT}" x2="${px(width - right)}" y1="${px(y(peak))}" y2="${px(y(peak))}"/>
${lines}
<text class="muted outlined" x="${LEFT + 4}" y="${px(y(peak) - 5)}">peak ${inUnit(shortNumber(peak), 'MACs/cycle')}</text>
<text class="muted middle" x="${px((LEFT + width - right) / 2)}" y="${height - 8}">MACs per ${unitOf(levels)} moved</text>
<text class="muted middle" transform="translate(13 ${(height - BOTTOM + TOP) / 2}) rotate(-90)">MACs/cycle</text>`,
  };
}

const isNear = (one: number, other: number, within: number): boolean => Math.abs(one - other) < within;

/** What the levels move: words, or bits where all or some count in bits. */
function unitOf(levels: readonly Roof[]): string {
  const bits = levels.filter(({ unit }) => unit === 'bits').length;
  return bits === 0 ? 'word' : bits === levels.length ? 'bit' : 'word or bit';
}

const labelOf = ({ level, unit }: Roof): string => (unit === 'bits' ? `${level} (bits)` : level);

const said = ({ level, intensity, bandwidth, unit }: Roof): string =>
  `${level}: ${inUnit(number(intensity), 'MACs')} for each of its ${unit}, ${inUnit(number(bandwidth), `${unit}/cycle`)} in all`;

/** From the least to the most of some values, a factor wider on both sides, as powers of ten fall. */
function spread(values: readonly number[], by: number): [number, number] {
  return [Math.min(...values) / by, Math.max(...values) * by];
}
