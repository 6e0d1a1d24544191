import { number, ofOperands, shortNumber, shortWords } from '../../../language/figures.js';
import type { Diagram, DiagramLevel } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import type { Figure } from './figure.js';
import { fitted, px, textWidth } from './text.js';

const HEAD = 26;
const LINE = 16;
const PAD = 8;
/** How far a box is inside the one around it. */
const INSET = 8;
/** Between the wires of two operands. */
const LANE = 22;

type Passed = Extract<DiagramLevel, { type: 'memory' | 'link' }>;

/**
 * An architecture without a mapping: a box for each level within that of the level outside, with how many instances there are,
 * what a memory holds, takes and gives, and a wire for each operand, which has a mark where it is kept and passes by where it is not.
 */
export function diagramFigure({ architecture, operands, levels, peak }: Diagram, width: number): Figure {
  const inset = Math.min(INSET, (width * 0.2) / levels.length);
  const right = operands.length * LANE;
  const left = (l: number) => 1 + l * inset;
  /** Where all boxes still are, so wires run straight. */
  const wires = width - levels.length * inset - right - 4;
  const wire = (i: number) => wires + (i + 0.5) * LANE;
  const texts = levels.map((level, l) => wrapped(factsOf(level, operands), wires - left(l) - PAD * 2));
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
    const dashed = level.type === 'link' || level.type === 'fanout' ? '5 3' : 'none';
    return html`<g data-level="${level.name}" data-action="level" data-index="${l}"><title>${said(level, operands)}</title>
<rect class="box" x="${px(left(l))}" y="${top}" width="${px(width - 2 * left(l))}" height="${px(bottom - l * inset - top)}" rx="3" stroke-dasharray="${dashed}"/>
<text class="strong" x="${px(left(l) + PAD)}" y="${top + PAD + 10}">${fitted(nameText(level), room)}</text>
${lines.map((line, i) => html`<text class="muted" x="${px(left(l) + PAD)}" y="${top + PAD + 10 + LINE * (i + 1)}">${fitted(line, room)}</text>`)}</g>`;
  });
  const lanes = operands.map((operand, i) => {
    const x = px(wire(i));
    const marks = levels.map((level, l) =>
      level.type === 'memory' || level.type === 'link' ? mark(level, operand, i, wire(i), (tops[l] ?? 0) + PAD) : null,
    );
    return html`<g><text class="strong middle" x="${x}" y="14">${fitted(operand, LANE + 6)}</text>
<line class="path-${i}" stroke-width="2" x1="${x}" x2="${x}" y1="${HEAD - 6}" y2="${inner - PAD}"/>${marks}</g>`;
  });
  return {
    title: `${architecture}: ${shortNumber(peak)} MACs/cycle at its peak`,
    description: levels.map((level) => said(level, operands)).join('; '),
    width,
    height: Math.ceil(bottom) + 2,
    body: html`<text class="muted" x="0" y="14">${fitted('● kept, ○ kept or not, else passing by', wires)}</text>${boxes}${lanes}`,
  };
}

/** A filled mark where an operand is kept, an empty one where a mapping says whether; none where it passes by. */
function mark(level: Passed, operand: string, i: number, x: number, y: number): Html | null {
  const keeps = level.keeps[i];
  if (keeps === 'bypassed') return null;
  const shape =
    level.type === 'link'
      ? html`<rect class="operand-${i}" x="${px(x - 7)}" y="${y + 5}" width="14" height="4"/>`
      : html`<circle class="${keeps === 'kept' ? `operand-${i}` : `ground path-${i}`}" cx="${px(x)}" cy="${y + 7}" r="6"/>`;
  return html`<g><title>${operand} ${level.type === 'link' ? 'passes' : keeps === 'kept' ? 'is kept in' : 'may be kept in'} ${level.name}</title>${shape}</g>`;
}

const nameText = (level: DiagramLevel): string =>
  level.type === 'fanout' || (level.type === 'compute' && level.mesh > 1)
    ? `${level.name} × ${number(level.mesh)}`
    : level.name;

/** What a level is, a fact each: `16 Ki words`, `2 pJ/word`, `16 read, 16 write words/cycle`. */
export function factsOf(level: DiagramLevel, operands: readonly string[]): string[] {
  const instances = level.instances > 1 ? [`${number(level.instances)} of them`] : [];
  switch (level.type) {
    case 'fanout':
      return [level.dimensions.length > 0 ? `over ${level.dimensions.join(', ')}` : 'over no dimension', ...instances];
    case 'compute':
      return [
        `${number(level.energy_pJ)} pJ/MAC`,
        `${number(level.cycles)} ${level.cycles === 1 ? 'cycle' : 'cycles'}`,
        ...instances,
      ];
    case 'memory':
      return [sizeText(level), energyText(level, operands), bandwidthText(level), ...instances];
    case 'link':
      return [energyText(level, operands), bandwidthText(level), ...instances];
  }
}

/** `16 Ki words`, or that it is unbounded. */
export const sizeText = ({ size, unit }: Extract<DiagramLevel, { type: 'memory' }>): string =>
  size === null ? 'unbounded' : `${shortWords(size)} ${size === 1 ? unit.slice(0, -1) : unit}`;

/** `2 pJ/word`, by operand and direction where they differ. */
export function energyText({ keeps, readEnergy_pJ, writeEnergy_pJ }: Passed, operands: readonly string[]): string {
  const kept = operands.flatMap((operand, i) => (keeps[i] === 'bypassed' ? [] : [{ operand, i }]));
  const of = (energies: readonly number[]) => ofOperands(kept.map(({ operand, i }) => [operand, energies[i] ?? 0]));
  const [read, write] = [of(readEnergy_pJ), of(writeEnergy_pJ)];
  return read === write ? `${read} pJ/word` : `${read} read, ${write} write pJ/word`;
}

/** `8 words/cycle` each way, by direction where they differ. */
export function bandwidthText({ unit, readBandwidth, writeBandwidth, sharedBandwidth }: Passed): string {
  const text = (bandwidth: number | null) => (bandwidth === null ? 'unbounded' : shortNumber(bandwidth));
  if (readBandwidth === null && writeBandwidth === null) return 'any bandwidth';
  if (sharedBandwidth) return `${text(readBandwidth)} ${unit}/cycle shared`;
  return readBandwidth === writeBandwidth
    ? `${text(readBandwidth)} ${unit}/cycle`
    : `${text(readBandwidth)} read, ${text(writeBandwidth)} write ${unit}/cycle`;
}

/** What passes by a level, or may. */
export function bypassText({ keeps }: Passed, operands: readonly string[]): string {
  const by = (kind: Passed['keeps'][number]) => operands.filter((_, i) => keeps[i] === kind);
  const may = by('either').map((operand) => `${operand} or not`);
  return [...by('bypassed'), ...may].join(', ');
}

function said(level: DiagramLevel, operands: readonly string[]): string {
  const bypass = level.type === 'memory' || level.type === 'link' ? bypassText(level, operands) : '';
  return `${nameText(level)}: ${factsOf(level, operands).join(', ')}${bypass === '' ? '' : `, bypassed by ${bypass}`}`;
}

/** What all memories hold that are bounded: `1.5 Mi words`, and bits where some count these. */
export function capacityText({ capacity: { words, bits } }: Diagram): string {
  const parts = [words > 0 ? `${shortWords(words)} words` : '', bits > 0 ? `${shortWords(bits)} bits` : ''];
  return parts.filter(Boolean).join(' and ') || 'nothing';
}

/** MACs a cycle, capacity, and area where it is known, in a sentence. */
export const headText = (diagram: Diagram): string =>
  `At most ${number(diagram.peak)} MACs/cycle · ${capacityText(diagram)} on chip${diagram.area_um2 === null ? '' : ` · ${number(diagram.area_um2 * 1e-6)} mm²`}`;

/** Facts in as few lines of so many pixels as they fit. */
function wrapped(facts: readonly string[], room: number): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const last = lines.at(-1);
    const longer = `${last} · ${fact}`;
    if (last !== undefined && textWidth(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(fact);
  }
  return lines;
}
