import { number, percent, shortNumber } from '../../../language/figures.js';
import { lineOf, moved, type WindowRow, windowRows, windowText } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import type { Figure } from './figure.js';
import { operandsOf } from './operands.js';
import { fitted, px, textWidth } from './text.js';

const HEAD = 22;
const LINE = 19;
const INDENT = 12;
/** The most that a line is indented, however deep the nest is. */
const DEEPEST = 0.35;
const BAR = 8;
/** How wide the box of a window is. */
const WINDOW = 18;

/** A line of the pseudo-code: a level, or one of its loops. */
type Line =
  | { readonly kind: 'level'; readonly level: number; readonly depth: number }
  | {
      readonly kind: 'loop';
      readonly level: number;
      readonly depth: number;
      readonly dimension: string;
      readonly iterations: number;
      readonly spatial: boolean;
      /** Whether it is not the same in the result that this one is compared with. */
      readonly moved: boolean;
    };

/** How long the tile of an operand stays in a memory: from the outermost line over which it stays to the memory's own. */
interface Stay {
  readonly level: number;
  readonly operand: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The loops as pseudo-code, coloured by dimension. Beside it a bar for each memory and operand that stays there while loops outside
 * go on, as they do not index it: from the outermost of them to the memory. Where a loop moves a window, a box on its line is filled
 * as far as the memory keeps words of the tile in each of its steps.
 *
 * @param other a result whose loops these are compared with: those that are not the same are marked
 */
export function nestFigure(report: EvaluationReport, width: number, other?: EvaluationReport): Figure {
  const lines = linesOf(report, other);
  const operands = operandsOf(report);
  const dimensions = [...new Set(lines.flatMap((line) => (line.kind === 'loop' ? [line.dimension] : [])))].sort();
  const lane = Math.min(70, (width * 0.4) / operands.length);
  const right = width - lane * operands.length;
  const stays = staysOf(report, lines);
  const windows = windowsOf(report, lines);
  const deepest = Math.max(1, ...lines.map(({ depth }) => depth));
  const indent = Math.min(INDENT, (right * DEEPEST) / deepest);
  const height = HEAD + lines.length * LINE + 4;
  const code = lines.map((line, i) => {
    const x = line.depth * indent;
    const y = HEAD + i * LINE;
    return line.kind === 'level'
      ? levelLine(report, line.level, x, y, right)
      : loopLine(
          line,
          dimensions.indexOf(line.dimension) % 8,
          x,
          y,
          right,
          report.levels[line.level]?.name ?? '',
          windows.filter(({ at }) => at === i),
        );
  });
  const columns = operands.map((operand, o) => {
    const x = right + (o + 0.5) * lane;
    return html`<g>
<text class="strong middle" x="${px(x)}" y="13">${fitted(operand, lane - 2)}</text>
<line class="axis" x1="${px(x)}" x2="${px(x)}" y1="${HEAD}" y2="${height - 4}"/>
${windows.filter((window) => window.operand === operand).map((window) => windowMark(window, o, x))}${stays.filter((stay) => stay.operand === operand).map((stay) => stayMark(stay, o, report, lines, x))}</g>`;
  });
  return {
    title: 'Loop nest, and how long operands stay where',
    description: [
      lines.map((line) => (line.kind === 'level' ? `${report.levels[line.level]?.name}:` : loopText(line))).join(' '),
      [...stays.map((stay) => stayText(stay, report, lines)), ...windows.map(saidWindow)].join('. '),
    ].join(' '),
    width,
    height,
    body: html`${code}${columns}`,
  };
}

function linesOf({ levels, mapping }: EvaluationReport, other: EvaluationReport | undefined): Line[] {
  let depth = 0;
  return levels.flatMap((level, l): Line[] => {
    const head: Line = { kind: 'level', level: l, depth };
    const own = mapping[l];
    const marks = own && other ? moved(own, lineOf(other, level.name)) : [];
    const loops = (own?.loops ?? []).map(([dimension, iterations], i): Line => {
      depth++;
      const spatial = level.type !== 'memory';
      return { kind: 'loop', level: l, depth: depth - 1, dimension, iterations, spatial, moved: marks[i] ?? false };
    });
    return [head, ...loops];
  });
}

/**
 * Over which loops the tile of an operand in a memory does not change: outwards from the memory, loops of memories that do not index
 * it. Spatial ones do not change what an instance holds.
 */
function staysOf({ levels, operands }: EvaluationReport, lines: readonly Line[]): Stay[] {
  return levels.flatMap((level, l) => {
    if (level.type !== 'memory') return [];
    const to = lines.findIndex((line) => line.kind === 'level' && line.level === l);
    return Object.keys(level.operands).flatMap((operand): Stay[] => {
      let from = to;
      for (let i = to - 1; i >= 0; i--) {
        const line = lines[i];
        if (line?.kind !== 'loop' || line.spatial) continue;
        if (operands[operand]?.includes(line.dimension)) break;
        from = i;
      }
      return [{ level: l, operand, from, to }];
    });
  });
}

/** What a memory keeps of a tile that moves, and the lines of the loop that moves it and of the memory. */
interface Window extends WindowRow {
  readonly at: number;
  readonly to: number;
}

function windowsOf(report: EvaluationReport, lines: readonly Line[]): Window[] {
  const isOf = (line: Line, level: string) => report.levels[line.level]?.name === level;
  return windowRows(report).map((row) => ({
    ...row,
    at: lines.findIndex((line) => line.kind === 'loop' && line.dimension === row.dimension && isOf(line, row.level)),
    to: lines.findIndex((line) => line.kind === 'level' && isOf(line, row.memory)),
  }));
}

const loopText = ({ dimension, iterations, spatial }: Line & { kind: 'loop' }, text = number): string =>
  `${spatial ? 'parallel-for' : 'for'} ${dimension.toLowerCase()} in 0..${text(iterations)}`;

function loopLine(
  line: Line & { kind: 'loop' },
  colour: number,
  x: number,
  y: number,
  right: number,
  level: string,
  windows: readonly Window[],
): Html {
  const room = right - x - 10;
  const whole = loopText(line);
  const text = textWidth(whole) <= room ? whole : loopText(line, shortNumber);
  return html`<g data-level="${level}" data-dimension="${line.dimension}">${line.moved ? html`<rect class="track" stroke-dasharray="3 2" x="${px(x)}" y="${y + 2}" width="${px(Math.max(right - x - 6, 1))}" height="${LINE - 2}"><title>not the same in the other result</title></rect>` : null}<rect class="dimension-${colour}" x="${px(x)}" y="${y + 3}" width="3" height="${LINE - 4}"/>
<text class="code dimension-${colour}" x="${px(x + 8)}" y="${y + 14}">${fitted(text, room)}${text === whole ? null : html`<title>${whole}</title>`}</text>${windowNote(windows, room - textWidth(text) - 8, right - 8, y)}</g>`;
}

function levelLine({ levels, mapping }: EvaluationReport, l: number, x: number, y: number, right: number): Html {
  const level = levels[l];
  const bypass = mapping[l]?.bypass ?? [];
  const note = [
    level?.type === 'compute' ? percent(level.used / level.mesh) : '',
    bypass.length > 0 ? `bypass ${bypass.join(', ')}` : '',
  ].filter(Boolean);
  const text = `${level?.name}${note.length > 0 ? `, ${note.join(', ')}` : ''}`;
  return html`<g data-level="${level?.name}"><line class="axis" x1="${px(x)}" x2="${px(right - 6)}" y1="${y + LINE - 1}" y2="${y + LINE - 1}"/>
<text class="muted" x="${px(x)}" y="${y + 14}">${fitted(text, right - x - 10)}</text></g>`;
}

function stayMark(stay: Stay, o: number, report: EvaluationReport, lines: readonly Line[], x: number): Html {
  const end = HEAD + stay.to * LINE + LINE / 2;
  const start = HEAD + stay.from * LINE + 3;
  const bar =
    stay.from < stay.to
      ? html`<rect class="operand-${o}" x="${px(x - BAR / 2)}" y="${start}" width="${BAR}" height="${px(end - start)}" rx="2"/>`
      : null;
  return html`<g data-level="${report.levels[stay.level]?.name}"><title>${stayText(stay, report, lines)}</title>${bar}<circle class="operand-${o}" cx="${px(x)}" cy="${px(end)}" r="${BAR / 2 + 1}"/></g>`;
}

/** `W stays in Buffer over m, n` */
function stayText({ level, operand, from, to }: Stay, { levels }: EvaluationReport, lines: readonly Line[]): string {
  const over = lines
    .slice(from, to)
    .flatMap((line) => (line.kind === 'loop' && !line.spatial ? [line.dimension.toLowerCase()] : []));
  const name = levels[level]?.name;
  return over.length > 0
    ? `${operand} stays in ${name} over ${over.join(', ')}`
    : `${operand} in ${name} changes with the innermost loop outside`;
}

/** At the end of a loop's line what stays in its steps: `In keeps 12 of 18 words`, as far as there is room. */
function windowNote(windows: readonly Window[], room: number, end: number, y: number): Html | null {
  const [first, ...others] = windows;
  if (!first) return null;
  const { operand, kept, words } = first;
  const share = `${shortNumber(kept)} of ${shortNumber(words)}${others.length > 0 ? ', …' : ''}`;
  const shown = [`${operand} keeps ${share} words`, `${operand} keeps ${share}`, share].find(
    (text) => textWidth(text) <= room,
  );
  if (shown === undefined) return null;
  return html`<text class="muted end" x="${px(end)}" y="${y + 14}">${shown}<title>${windows.map(saidWindow).join('. ')}</title></text>`;
}

/** A box on the line of the loop, filled as far as words stay, and a line from there to the memory. */
function windowMark(window: Window, o: number, x: number): Html {
  const { at, to, kept, words, memory } = window;
  const y = HEAD + at * LINE + 3;
  const tall = LINE - 5;
  const filled = (tall * kept) / words;
  return html`<g data-level="${memory}"><title>${saidWindow(window)}</title>
<line class="path-${o}" stroke-width="1.5" x1="${px(x)}" x2="${px(x)}" y1="${y + tall}" y2="${px(HEAD + to * LINE + LINE / 2)}"/>
<rect class="ground" x="${px(x - WINDOW / 2)}" y="${y}" width="${WINDOW}" height="${tall}"/>
<rect class="operand-${o}" x="${px(x - WINDOW / 2)}" y="${px(y + tall - filled)}" width="${WINDOW}" height="${px(filled)}"/>
<rect class="path-${o}" stroke-width="1.5" x="${px(x - WINDOW / 2)}" y="${y}" width="${WINDOW}" height="${tall}"/></g>`;
}

/** `Buffer: In keeps 12 of 18 words in each step of P` */
const saidWindow = (window: Window): string => `${window.memory}: ${windowText(window)}`;
