import { scaleLog } from 'd3-scale';
import { FIGURES, number, plural, shortNumber, TIMED_FIGURES, withUnit } from '../../../language/figures.js';
import { SOURCE_NAMES } from '../../../language/report/index.js';
import type { DeclaredPoint, Point, Scattered } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import type { Figure } from './figure.js';
import { legend } from './legend.js';
import { logTicks, spaced } from './log-ticks.js';
import { boldWidth, fitted, mutedWidth, px, textWidth } from './text.js';

const LEFT = 70;
const RIGHT = 14;
const TOP = 22;
const BOTTOM = 44;
const SHORTEST = 280;
const TALLEST = 560;

/** The colours of the sources; descents are squares, so print tells them apart, too. */
const KINDS = { random: 'dimension-0', starts: 'dimension-1' } as const;

type Costs = Pick<Point, 'energy_pJ' | 'latency_cycles'>;

/** The points that a picture opens, by the index of `data-index`: the optimum, the front, then the marks of each source. */
export const pointsOf = ({ optimum, front, explorations }: Scattered): readonly Point[] => [
  optimum,
  ...front,
  ...explorations.flatMap(({ marks }) => marks),
];

/**
 * Energy and latency of many mappings, both logarithmic: the points of each source, the Pareto front of all, lines of equal EDP, the
 * best mapping by the objective, and the ones that the document declares. A point near which there are others stands for them, and is
 * larger.
 */
export function scatterFigure(scattered: Scattered, width: number): Figure {
  const { explorations, front, optimum, declared } = scattered;
  const legal = declared.filter(({ violations }) => violations === 0);
  const key = legend(
    [
      ...explorations.map(({ source }) => ({ kind: KINDS[source], name: SOURCE_NAMES[source] })),
      ...(legal.length > 0 ? [{ kind: 'dimension-3', name: 'declared here' }] : []),
    ],
    width - LEFT,
  );
  const plot = Math.min(Math.max(SHORTEST, width * 0.6), TALLEST);
  const height = plot + key.height;
  const all: readonly Costs[] = [...pointsOf(scattered), ...legal];
  const latencies = spread(all.map(({ latency_cycles }) => latency_cycles));
  const energies = spread(all.map(({ energy_pJ }) => energy_pJ));
  const x = scaleLog(latencies, [LEFT, width - RIGHT]);
  const y = scaleLog(energies, [plot - BOTTOM, TOP]);
  const at = ({ latency_cycles, energy_pJ }: Costs) => ({
    x: px(x(Math.max(latency_cycles, latencies[0]))),
    y: px(y(Math.max(energy_pJ, energies[0]))),
  });
  const area: Area = { x, y, latencies, energies, width, bottom: plot - BOTTOM };
  let index = 1 + front.length;
  const marks = explorations.map(({ source, marks }) =>
    marks.map((mark) => {
      const place = at(mark);
      const r = px(2 + Math.min(4, Math.log10(mark.count) * 1.2));
      const said = `${costsText(scattered, mark)}${mark.count > 1 ? `, the best of ${number(mark.count)} near it` : ''}`;
      const shape =
        source === 'starts'
          ? html`<rect class="${KINDS[source]}" x="${px(place.x - r)}" y="${px(place.y - r)}" width="${2 * r}" height="${2 * r}" fill-opacity="0.55"/>`
          : html`<circle class="${KINDS[source]}" cx="${place.x}" cy="${place.y}" r="${r}" fill-opacity="0.45"/>`;
      return html`<g data-action="open-point" data-index="${index++}"><title>${said}</title>${shape}</g>`;
    }),
  );
  const best = at(optimum);
  const named = [
    { name: optimum.proven ? 'optimum' : 'best known', ...best, kind: 'strong' },
    ...legal.map((one) => ({ name: one.name, ...at(one), kind: 'code' })),
  ];
  const names = placedNames(named, stepsOf(front.map(at)), area);
  return {
    title: 'Energy and latency of mappings',
    description: described(scattered, legal),
    width,
    height: px(height),
    body: html`${axes(area, scattered)}
${equalEdp(area, optimum.energy_pJ * optimum.latency_cycles, [...named.map(boxOf), ...names.map(({ box }) => box)])}
${marks}
<path class="front" d="${stepped(front.map(at))}"/>
${front.map((point, i) => {
  const place = at(point);
  return html`<g class="stop" data-action="open-point" data-index="${1 + i}"><title>${costsText(scattered, point)}, on the Pareto front</title><circle class="on-front" cx="${place.x}" cy="${place.y}" r="3.5"/></g>`;
})}
${legal.map((one) => {
  const place = at(one);
  return html`<g class="stop" data-action="open-declared" data-index="${declared.indexOf(one)}"><title>${one.name}: ${costsText(scattered, one)}</title><path class="dimension-3 outlined" d="M${place.x},${px(place.y - 7)}l6,7l-6,7l-6,-7z"/></g>`;
})}
<g class="stop" data-action="open-point" data-index="0"><title>${costsText(scattered, optimum)}, ${optimum.proven ? 'the optimum' : 'the best known'}</title><path class="star" d="${star(best.x, best.y)}"/></g>
${names.map(nameText)}
<g transform="translate(${LEFT} ${px(plot + 2)})">${key.body}</g>`,
  };
}

/** `213 µJ, 524,288 cycles, EDP 112 J·cycle` */
export function costsText(scattered: Pick<Scattered, 'clock_Hz'>, { energy_pJ, latency_cycles }: Costs): string {
  const edp = FIGURES.edp.brief(energy_pJ * latency_cycles);
  return `${FIGURES.energy.brief(energy_pJ)}, ${latencyText(scattered, latency_cycles)}, EDP ${edp}`;
}

/** In full, and as time where there is a clock. */
export const latencyText = ({ clock_Hz }: Pick<Scattered, 'clock_Hz'>, cycles: number): string =>
  `${withUnit(FIGURES.latency, cycles)}${clock_Hz === undefined ? '' : ` (${TIMED_FIGURES.time.brief(cycles / clock_Hz)})`}`;

function described(scattered: Scattered, legal: readonly DeclaredPoint[]): string {
  const { explorations, front, optimum } = scattered;
  const counted = explorations.map(
    ({ source, marks }) => `${number(marks.reduce((sum, { count }) => sum + count, 0))} ${SOURCE_NAMES[source]}`,
  );
  return [
    `${counted.join(' and ')} by energy and latency, and lines of equal EDP.`,
    `The ${optimum.proven ? 'optimum' : 'best known'} takes ${costsText(scattered, optimum)}.`,
    `The Pareto front has ${plural(front.length, 'mapping')}.`,
    ...legal.map((one) => `${one.name} takes ${costsText(scattered, one)}.`),
  ].join(' ');
}

/** Where the marks are drawn, and in which ranges. */
interface Area {
  readonly x: (latency_cycles: number) => number;
  readonly y: (energy_pJ: number) => number;
  readonly latencies: readonly [from: number, to: number];
  readonly energies: readonly [from: number, to: number];
  readonly width: number;
  readonly bottom: number;
}

function axes({ x, y, latencies, energies, width, bottom }: Area, { clock_Hz }: Scattered): Html {
  const cycle = clock_Hz === undefined ? 1 : 1 / clock_Hz;
  const latency = clock_Hz === undefined ? shortNumber : TIMED_FIGURES.time.brief;
  const across = spaced(
    logTicks(latencies[0] * cycle, latencies[1] * cycle).map((value) => ({
      text: latency(value),
      place: px(x(value / cycle)),
    })),
  );
  const up = logTicks(energies[0] * 1e-12, energies[1] * 1e-12).map((joules) => ({
    text: FIGURES.energy.brief(joules * 1e12),
    place: px(y(joules * 1e12)),
  }));
  return html`${across.map(
    ({ text, place }) =>
      html`<g><line class="axis" x1="${place}" x2="${place}" y1="${TOP}" y2="${bottom}" stroke-width="0.5" stroke-opacity="0.5"/><text class="muted middle" x="${px(Math.min(place, width - textWidth(text) / 2))}" y="${bottom + 15}">${text}</text></g>`,
  )}${up.map(
    ({ text, place }) =>
      html`<g><line class="axis" x1="${LEFT}" x2="${width - RIGHT}" y1="${place}" y2="${place}" stroke-width="0.5" stroke-opacity="0.5"/><text class="muted end" x="${LEFT - 6}" y="${place + 4}">${text}</text></g>`,
  )}
<rect class="box" x="${LEFT}" y="${TOP}" width="${width - RIGHT - LEFT}" height="${bottom - TOP}"/>
<text class="muted middle" x="${(LEFT + width - RIGHT) / 2}" y="${bottom + 32}">${clock_Hz === undefined ? 'latency, cycles' : 'latency'}</text>
<text class="muted middle" transform="translate(12 ${(bottom + TOP) / 2}) rotate(-90)">energy</text>`;
}

/** Lines of equal EDP fall from the left to the right, each with its value where it begins, and the one on which the best mapping is. */
function equalEdp({ x, y, latencies, energies, width }: Area, best: number, marks: readonly Box[]): Html {
  const [from, to] = [latencies[0] * energies[0], latencies[1] * energies[1]];
  const lineOf = (edp: number) => {
    const start = Math.max(latencies[0], edp / energies[1]);
    const end = Math.min(latencies[1], edp / energies[0]);
    return { edp, start, end, place: px(x(start)), text: FIGURES.edp.brief(edp) };
  };
  const lines = logTicks(from * 1e-12, to * 1e-12).map((value) => lineOf(value * 1e12));
  const above = spaced(lines.filter(({ place, text }) => place > LEFT && place + textWidth(text) / 2 < width));
  // Those that begin at the left have their value there, over the line, where no mark is.
  const beside = lines.flatMap(({ edp, start, place, text }) => {
    const line = y(edp / start) - 4;
    const box = { left: LEFT + 4, right: LEFT + 4 + mutedWidth(text), top: line - 11, bottom: line + 2 };
    return place <= LEFT && box.top > TOP && !marks.some((mark) => overlap(mark, box)) ? [{ text, line }] : [];
  });
  const through = best > 0 ? [{ ...lineOf(best), kind: 'axis' }] : [];
  return html`${[...through, ...lines.map((line) => ({ ...line, kind: 'equal' }))].map(
    ({ edp, start, end, kind }) =>
      html`<line class="${kind}" x1="${px(x(start))}" y1="${px(y(edp / start))}" x2="${px(x(end))}" y2="${px(y(edp / end))}"/>`,
  )}${above.map(({ place, text }) => html`<text class="muted middle" x="${place}" y="${TOP - 7}">${text}</text>`)}${beside.map(({ text, line }) => html`<text class="muted outlined" x="${LEFT + 4}" y="${px(line)}">${text}</text>`)}`;
}

/** The front as people draw it: nothing is known to be below and left of it. */
const stepped = (places: readonly { readonly x: number; readonly y: number }[]): string =>
  places.map(({ x, y }, i) => (i === 0 ? `M${x},${y}` : `H${x}V${y}`)).join('');

function star(x: number, y: number): string {
  const corners = Array.from({ length: 10 }, (_, i) => {
    const angle = (Math.PI * i) / 5 - Math.PI / 2;
    const r = i % 2 === 0 ? 9 : 4;
    return `${px(x + r * Math.cos(angle))},${px(y + r * Math.sin(angle))}`;
  });
  return `M${corners.join('L')}Z`;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The steps of the front, as far as names must stay off them. */
const stepsOf = (places: readonly { readonly x: number; readonly y: number }[]): Box[] =>
  places.slice(1).flatMap(({ x, y }, i) => {
    const { x: left, y: from } = places[i]!;
    return [
      { left, right: x, top: from, bottom: from },
      { left: x, right: x, top: Math.min(from, y), bottom: Math.max(from, y) },
    ];
  });

/** A mapping whose name is written beside its mark. */
interface Named {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly kind: string;
}

/** Where a name is written, and what it covers. */
interface Placed {
  readonly of: Named;
  readonly box: Box;
  /** Pixels that it may take. */
  readonly length: number;
  readonly line: number;
  /** Whether it is right of its mark. */
  readonly right: boolean;
}

/**
 * Names beside their marks, on the side where there is room, as near as none is over another, a mark or the front. One for which
 * there is no such place is left to the title of its mark and to the table.
 */
function placedNames(
  named: readonly Named[],
  steps: readonly Box[],
  { width, bottom }: Pick<Area, 'width' | 'bottom'>,
): Placed[] {
  const taken = [...steps, ...named.map(boxOf)];
  return named.flatMap((of): Placed[] => {
    const { name, x, y } = of;
    const length = Math.min(boldWidth(name), roomFor(of, width));
    const right = x + BESIDE + length <= width - RIGHT;
    const [from, to] = right ? [x + BESIDE, x + BESIDE + length] : [x - BESIDE - length, x - BESIDE];
    const lines = Array.from({ length: Math.ceil(bottom / HALF) * 2 }, (_, i) =>
      px(y + 4 + (i % 2 === 0 ? i / 2 : -(i + 1) / 2) * HALF),
    );
    const boxAt = (line: number): Box => ({ left: from, right: to, top: line - 11, bottom: line + 4 });
    const line = lines
      .filter((each) => each - 11 > TOP && each + 4 < bottom)
      .find((each) => !taken.some((other) => overlap(other, boxAt(each))));
    if (line === undefined) return [];
    taken.push(boxAt(line));
    return [{ of, box: boxAt(line), length, line, right }];
  });
}

/** The pixels beside a mark, on the side that has more of them. */
const roomFor = ({ x }: Named, width: number): number => Math.max(width - RIGHT - x, x - LEFT) - BESIDE - 1;

/** A name, with a line to its mark where it is not right beside it. */
function nameText({ of, box, length, line, right }: Placed): Html {
  const { name, x, y, kind } = of;
  const edge = right ? box.left : box.right;
  const leader =
    Math.abs(line - 4 - y) > AWAY
      ? html`<line class="equal" x1="${x}" y1="${y}" x2="${px(edge)}" y2="${px(line - 4)}"/>`
      : null;
  return html`${leader}<text class="${kind} outlined ${right ? '' : 'end'}" x="${px(edge)}" y="${line}">${fitted(name, length, boldWidth)}</text>`;
}

/** Around the mark of a named mapping. */
const boxOf = ({ x, y }: { readonly x: number; readonly y: number }): Box => ({
  left: x - 8,
  right: x + 8,
  top: y - 7,
  bottom: y + 7,
});

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Pixels between the middle of a mark and its name, and from how far up or down a line leads to it. */
const BESIDE = 11;
const AWAY = 14;

/** By how many pixels names move away from their points where these are taken. */
const HALF = 8;

/** The range of some costs, a little wider on both sides; of equal ones, too, and whatever is nothing is at its lower end. */
function spread(costs: readonly number[]): [number, number] {
  const some = costs.filter((cost) => cost > 0);
  if (some.length === 0) return [1, 10];
  const [least, most] = [Math.min(...some), Math.max(...some)];
  const by = Math.max((most / least) ** 0.05, 1.05);
  return [least / by, most * by];
}
