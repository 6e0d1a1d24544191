import { scaleLinear, scaleLog } from 'd3-scale';
import { FIGURES, number, plural, powerOf10, significant } from '../../../language/figures.js';
import { type ComparedFigure, type ComparedRow, compare } from '../../../language/report/index.js';
import type { NetworkReport } from '../../../server/protocol/index.js';
import type { Choices } from '../choices.js';
import { type Html, html } from '../html.js';
import type { Figure } from './figure.js';
import { legend } from './legend.js';
import { shortName } from './network.js';
import { boldWidth, fitted, mutedWidth, px, textWidth } from './text.js';

/** Over a plot, to what is written above it. */
const ABOVE = 6;
const PLOT = 150;
/** Below a plot, for names that rise at 45°, and how long these are then at most. */
const LABELS = 102;
const NAME = (LABELS - 12) * Math.SQRT2;
const LEFT = 46;
/** How wide bars are at most and at least, in pixels. */
const BAR = { most: 26, least: 7 } as const;
const BETWEEN = 14;
/** How far numbers of the axis are apart at least, in pixels. */
const APART = 12;
/** Pixels over the tallest bar of a logarithmic scale, and over where bars hang, for numbers that stand upright. */
const OVER = 36;
/** From here on bars are wide enough for them. */
const UPRIGHT = 9;
/** Where the largest is so many times the smallest, bars of one scale would vanish beside others. */
const FAR = 30;

/** What is compared: by which figure, and to which of the architectures. */
export interface ComparedBy {
  readonly figure: ComparedFigure;
  readonly base: number;
}

/** By what networks are compared, as far as it was chosen: else by what their searches went for, to the first. */
export function comparedBy(
  networks: readonly NetworkReport[],
  { compared, base = '0' }: Partial<Choices> = {},
): ComparedBy {
  const objective = networks[0]?.layers[0]?.search.objective ?? 'edp';
  const figure = compared ?? (objective === 'wart' ? 'edp' : objective);
  return { figure, base: Number(base) < networks.length ? Number(base) : 0 };
}

/**
 * Several architectures on one network: a group of bars for each layer, normalised to one of them, then their geometric mean
 * and the network as a whole. Groups go on in a line below where they do not fit beside each other.
 */
export function comparisonFigure(
  networks: readonly NetworkReport[],
  width: number,
  { figure, base }: ComparedBy = comparedBy(networks),
): Figure {
  const { layers, mean, common, total } = compare(networks, figure, base);
  const groups = [...layers, mean, total].filter(({ times }) => times.some((each) => each !== null));
  const names = networks.map(({ architecture }) => architecture);
  const { name } = FIGURES[figure];
  const key = legend(
    names.map((architecture, i) => ({ kind: `dimension-${i % 8}`, name: architecture })),
    width,
  );
  const room = width - LEFT;
  const fitting = Math.max(1, Math.floor(room / (names.length * BAR.least + BETWEEN)));
  const lines = Math.ceil(groups.length / fitting);
  const inLine = Math.ceil(groups.length / lines) || 1;
  const pitch = Math.min(room / inLine, names.length * BAR.most + BETWEEN);
  const y = scaleOf(groups);
  const line = PLOT + LABELS;
  const top = key.height + 20;
  const plots = Array.from({ length: lines }, (_, l) => {
    const own = groups.slice(l * inLine, (l + 1) * inLine);
    const bars = own.map((group, g) =>
      groupOf(group, LEFT + g * pitch + BETWEEN / 2, pitch, names, y, base, group === mean || group === total),
    );
    return html`<g transform="translate(0 ${top + l * line})">${axis(y, LEFT, LEFT + own.length * pitch)}${bars}</g>`;
  });
  const means = names.map((architecture, i) => `${architecture} ${timesText(mean.times[i] ?? null)}`);
  return {
    title: `${networks[0]?.network ?? ''}: ${name} relative to ${names[base] ?? ''}`,
    description: `Geometric mean of ${plural(common, 'layer')}: ${means.join(', ')}. Whole network: ${names.map((architecture, i) => `${architecture} ${timesText(total.times[i] ?? null)}`).join(', ')}. Less is better.`,
    width,
    height: top + lines * line,
    body: html`${key.body}<text class="muted" x="0" y="${key.height + 10}">${fitted(`${name}, times that of ${names[base] ?? ''}${y.far ? ' (logarithmic)' : ''}`, width)}</text>${plots}`,
  };
}

/** `0.512 ×`, or that there is none. */
export const timesText = (times: number | null): string =>
  times === null ? 'no mapping' : `${number(significant(times, 3))} ×`;

/** At a bar: two digits, three near 1. */
const timesLabel = (times: number): string => number(significant(times, times > 0.9 && times < 1.1 ? 3 : 2));

interface Scale {
  /** Pixels from the top of a plot. */
  (times: number): number;
  readonly ticks: readonly number[];
  /** Whether it is logarithmic, as the values lie far from each other; bars then begin at 1. */
  readonly far: boolean;
}

function scaleOf(groups: readonly ComparedRow[]): Scale {
  const all = [1, ...groups.flatMap(({ times }) => times.filter((each) => each !== null))];
  const most = Math.max(...all);
  const least = Math.min(...all);
  const far = most / least > FAR;
  const scale = far ? scaleLog([least / 1.5, most * 1.5], [PLOT, OVER]) : scaleLinear([0, most * 1.25], [PLOT, 0]);
  const ticks = far ? scale.ticks(4).filter((tick) => Number.isInteger(Math.log10(tick))) : scale.ticks(4);
  // The line of the base stays; others whose number would be over its number do not.
  const others = ticks.filter((tick) => Math.abs(scale(tick) - scale(1)) >= APART);
  return Object.assign((times: number) => scale(times), { ticks: [1, ...others], far });
}

/** A logarithmic scale has powers of ten alone; the far ones as such. */
const tickText = (tick: number): string =>
  tick > 0 && (tick < 1e-3 || tick > 1e4) ? powerOf10(Math.round(Math.log10(tick))) : number(tick);

function axis(y: Scale, from: number, to: number): Html {
  const lines = y.ticks.map(
    (tick) =>
      html`<g><line class="axis" stroke-width="${tick === 1 ? 1.5 : 0.5}" x1="${from}" x2="${px(to)}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text class="muted end" x="${from - 5}" y="${px(y(tick) + 4)}">${tickText(tick)}</text></g>`,
  );
  return html`<g>${lines}</g>`;
}

function groupOf(
  { name, times }: ComparedRow,
  x: number,
  pitch: number,
  names: readonly string[],
  y: Scale,
  base: number,
  isWhole: boolean,
): Html {
  const each = (pitch - BETWEEN) / names.length;
  const ground = y(y.far ? 1 : 0);
  const bars = times.map((value, i) => {
    const left = px(x + i * each);
    if (value === null)
      return html`<text class="muted middle" x="${px(left + each / 2)}" y="${px(ground - 3)}">–<title>${shortName(name)} on ${names[i]}: no mapping</title></text>`;
    const end = y(value);
    // The bars of the base are all 1.
    const label = i === base ? '' : timesLabel(value);
    const [at, foot] = [px(left + each / 2), px(Math.min(end, ground) - 3)];
    const said =
      mutedWidth(label) <= each + 3
        ? html`<text class="muted middle" x="${at}" y="${foot}">${label}</text>`
        : each >= UPRIGHT && mutedWidth(label) <= foot + ABOVE
          ? html`<text class="muted" transform="translate(${px(at + 4)} ${foot}) rotate(-90)">${label}</text>`
          : null;
    return html`<g><rect class="dimension-${i % 8}" x="${left}" y="${px(Math.min(end, ground))}" width="${px(Math.max(each - 1, 1))}" height="${px(Math.max(Math.abs(ground - end), 0.5))}"><title>${shortName(name)} on ${names[i]}: ${timesText(value)}</title></rect>${label === '' ? null : said}</g>`;
  });
  const middle = px(x + (pitch - BETWEEN) / 2);
  return html`<g data-layer="${name}">${bars}<text class="${isWhole ? 'strong ' : ''}end" transform="translate(${middle + 4} ${PLOT + 12}) rotate(-45)">${fitted(shortName(name), Math.min(NAME, middle * Math.SQRT2), isWhole ? boldWidth : textWidth)}</text></g>`;
}
