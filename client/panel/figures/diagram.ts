import { inUnit, shortNumber } from '../../../language/figures.js';
import { type DiagramPassedLevel, factsOf, levelFactsText, meshText } from '../../../language/report/index.js';
import type { Diagram } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import type { Figure } from './figure.js';
import { boldWidth, fitted, px, textWidth, wrapped } from './text.js';

const HEAD = 26;
const LINE = 16;
const PAD = 8;
/** How far a box is inside the one around it. */
const INSET = 8;
/** Between the wires of two operands, and at most, where their names need it and there is room. */
const LANE = 22;
const WIDEST_LANE = 64;

/**
 * An architecture without a mapping: a box for each level within that of the level outside, with how many instances there are,
 * what a memory holds, takes and gives, and a wire for each operand, which has a mark where it is kept and passes by where it is not.
 */
export function diagramFigure({ architecture, operands, levels, peak }: Diagram, width: number): Figure {
  const inset = Math.min(INSET, (width * 0.2) / levels.length);
  const named = Math.max(...operands.map((operand) => boldWidth(operand) + 6));
  const lane = Math.max(LANE, Math.min(named, WIDEST_LANE, (width * 0.3) / operands.length));
  const right = operands.length * lane;
  const left = (l: number) => 1 + l * inset;
  /** Where all boxes still are, so wires run straight. */
  const wires = width - levels.length * inset - right - 4;
  const wire = (i: number) => wires + (i + 0.5) * lane;
  const texts = levels.map((level, l) => wrapped(factsOf(level, operands), ' · ', wires - left(l) - PAD * 2));
  const tops: number[] = [];
  let y = HEAD;
  for (const lines of texts) {
    tops.push(y);
    y += PAD + LINE * (1 + lines.length) + PAD;
  }
  const inner = y;
  const bottom = inner + levels.length * inset;
  const boxes = levels.map((level, l) => {
    const top = tops[l] ?? 0;
    const room = wires - left(l) - PAD * 2;
    const lines = texts[l] ?? [];
    const mesh = meshText(level);
    const dashed = level.type === 'link' || level.type === 'fanout' ? '5 3' : 'none';
    return html`<g data-level="${level.name}" data-action="level" data-index="${l}"><title>${levelFactsText(level, operands)}</title>
<rect class="box" x="${px(left(l))}" y="${top}" width="${px(width - 2 * left(l))}" height="${px(bottom - l * inset - top)}" rx="3" stroke-dasharray="${dashed}"/>
<text class="strong" x="${px(left(l) + PAD)}" y="${top + PAD + 10}">${fitted(level.name, room - textWidth(mesh))}${mesh}</text>
${lines.map((line, i) => html`<text class="muted" x="${px(left(l) + PAD)}" y="${top + PAD + 10 + LINE * (i + 1)}">${fitted(line, room)}</text>`)}</g>`;
  });
  const lanes = operands.map((operand, i) => {
    const x = px(wire(i));
    const marks = levels.map((level, l) =>
      level.type === 'memory' || level.type === 'link' ? mark(level, operand, i, wire(i), (tops[l] ?? 0) + PAD) : null,
    );
    return html`<g><text class="strong middle" x="${x}" y="14">${fitted(operand, lane - 2, boldWidth)}</text>
<line class="path-${i}" stroke-width="2" x1="${x}" x2="${x}" y1="${HEAD - 6}" y2="${inner - PAD}"/>${marks}</g>`;
  });
  return {
    title: `${architecture}: ${inUnit(shortNumber(peak), 'MACs/cycle')} at its peak`,
    description: levels.map((level) => levelFactsText(level, operands)).join('; '),
    width,
    height: Math.ceil(bottom) + 2,
    body: html`<text class="muted" x="0" y="14">${LEGENDS.find((legend) => textWidth(legend) <= wires) ?? ''}</text>${boxes}${lanes}`,
  };
}

/** What marks on wires mean, in the words for which there is room. */
const LEGENDS = ['● kept, ○ kept or not, else passing by', '● kept, ○ kept or not', '● kept'] as const;

/** A filled mark where an operand is kept, an empty one where a mapping says whether; none where it passes by. */
function mark(level: DiagramPassedLevel, operand: string, i: number, x: number, y: number): Html | null {
  const keeps = level.keeps[i];
  if (keeps === 'bypassed') return null;
  const shape =
    level.type === 'link'
      ? html`<rect class="operand-${i}" x="${px(x - 7)}" y="${y + 5}" width="14" height="4"/>`
      : html`<circle class="${keeps === 'kept' ? `operand-${i}` : `ground path-${i}`}" cx="${px(x)}" cy="${y + 7}" r="6"/>`;
  return html`<g><title>${operand} ${level.type === 'link' ? 'passes' : keeps === 'kept' ? 'is kept in' : 'may be kept in'} ${level.name}</title>${shape}</g>`;
}
