import { scaleLog } from 'd3-scale';
import { inUnit, number, percent, shortNumber, shortWords } from '../../../language/figures.js';
import { filledOf, filledText, levelText, loopsText } from '../../../language/report/index.js';
import type {
  EvaluationReport,
  LevelReport,
  LinkReport,
  MemoryReport,
  OperandReport,
} from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import type { Figure } from './figure.js';
import { instances } from './instances.js';
import { operandsOf } from './operands.js';
import { fitted, mutedWidth, px, textWidth } from './text.js';

const HEAD = 24;
/** The height of a level, and of the room below it where words pass. */
const ROW = { memory: 44, fanout: 32, link: 32, compute: 36 } as const;
const BETWEEN = 22;
const SLOT = 26;
/** How wide paths are, in pixels, from the fewest words to the most. */
const PATH = [1.5, 12] as const;

/**
 * The machine from the outermost memory to the MACs: what each memory holds of which operand, the instances of fanouts that
 * are at work, and the words of each operand on their way. The path of an operand that a memory does not keep passes by.
 */
export function machineFigure(report: EvaluationReport, width: number): Figure {
  const operands = operandsOf(report);
  const names = report.mapping.map(levelText);
  const notes = report.levels.map((level, l) => noteOf(level, report.mapping[l]?.loops ?? [], number));
  const left = Math.min(Math.max(...names.map(textWidth), ...notes.map(mutedWidth)) + 10, width * 0.36);
  const note = (level: LevelReport, l: number): string => {
    const whole = notes[l] ?? '';
    return mutedWidth(whole) <= left - 10 ? whole : noteOf(level, report.mapping[l]?.loops ?? [], shortNumber);
  };
  const flows = operands.flatMap((operand, i) => flowsOf(report, operand).map((flow) => ({ ...flow, operand, i })));
  const room = width - left;
  // Right of the last path there is room for its words, too.
  const beside = PATH[1] / 2 + 8 + Math.max(0, ...flows.map(({ words }) => mutedWidth(shortNumber(words))));
  const half = 1 / (2 * operands.length);
  const lane = (room - Math.max(0, (beside - room * half) / (1 - half))) / operands.length;
  const middle = (i: number) => left + (i + 0.5) * lane;
  const tops: number[] = [];
  let height = HEAD;
  for (const { type } of report.levels) {
    tops.push(height);
    height += ROW[type] + BETWEEN;
  }
  height -= BETWEEN - 4;
  const counts = flows.map(({ words }) => Math.max(words, 1));
  const fewest = Math.min(...counts);
  const thickness = scaleLog([fewest, Math.max(fewest * 10, ...counts)], PATH).clamp(true);

  const paths = flows.map(({ from, to, words, operand, i }) => {
    const y1 = (tops[from] ?? 0) + memoryBottom(report.levels[from]);
    const y2 = (tops[to] ?? 0) + (report.levels[to]?.type === 'memory' ? 9 : 0);
    const wide = px(thickness(Math.max(words, 1)));
    return html`<g><title>${operand}: ${inUnit(number(words), 'words')} between ${report.levels[from]?.name} and ${report.levels[to]?.name}</title>
<line class="halo" stroke-width="${px(wide + 5)}" x1="${px(middle(i))}" x2="${px(middle(i))}" y1="${y1}" y2="${y2}"/>
<line class="path-${i}" stroke-width="${wide}" stroke-dasharray="${words >= 1 ? 'none' : '2 3'}" x1="${px(middle(i))}" x2="${px(middle(i))}" y1="${y1}" y2="${y2}"/>
<text class="muted" x="${px(middle(i) + wide / 2 + 5)}" y="${y1 + 15}">${shortNumber(words)}</text></g>`;
  });
  const back = report.levels.map((level, l) => {
    const y = tops[l] ?? 0;
    return html`<g data-level="${level.name}">
<text class="strong" x="0" y="${y + 16}">${fitted(names[l] ?? level.name, left - 10)}</text>
<text class="${isOver(level) ? 'muted over' : 'muted'}" x="0" y="${y + 31}">${fitted(note(level, l), left - 10, mutedWidth)}</text>
${level.type === 'memory' ? html`<rect class="box" x="${px(left)}" y="${y + 1}" width="${px(width - left - 1)}" height="${ROW.memory - 2}" rx="4"><title>${filledText(filledOf(level))}</title></rect>` : level.type === 'link' ? passage(level, left, y + ROW.link / 2, width - left) : cellsOf(level, left, y, width - left)}
</g>`;
  });
  const slots = report.levels.map((level, l) =>
    level.type === 'memory'
      ? operands.map((operand, i) => {
          const held = level.operands[operand];
          return held ? slot(level, operand, held, i, middle(i), (tops[l] ?? 0) + 9, lane) : null;
        })
      : null,
  );
  const unit = textWidth('words on their way') <= left ? 'words on their way' : 'words';
  const heads = operands.map(
    (operand, i) => html`<text class="strong middle" x="${px(middle(i))}" y="14">${fitted(operand, lane - 4)}</text>`,
  );
  return {
    title: 'Levels, what they hold, and words on their way',
    description: report.levels.map((level) => `${level.name}: ${levelSaid(level)}`).join('; '),
    width,
    height,
    body: html`<text class="muted" x="0" y="14">${unit}</text>${heads}${back}${paths}${slots}`,
  };
}

/** Below the slots of a memory. */
const memoryBottom = (level: LevelReport | undefined): number => (level?.type === 'memory' ? 9 + SLOT : 0);

interface Flow {
  /** Indices of levels: a memory, and the next one inside that keeps the operand, or the MACs. */
  readonly from: number;
  readonly to: number;
  /** Both ways, over the whole run and all instances, as the outer one counts them. */
  readonly words: number;
}

function flowsOf({ levels }: EvaluationReport, operand: string): Flow[] {
  const keepers = levels.flatMap((level, l) => {
    const held = level.type === 'memory' ? level.operands[operand] : undefined;
    return held ? [{ l, held }] : [];
  });
  return keepers.map(({ l, held }, k) => ({
    from: l,
    to: keepers[k + 1]?.l ?? levels.length - 1,
    words: held.reads - (held.drains ?? 0) + (held.fills === undefined ? 0 : held.writes - held.fills),
  }));
}

/** What a memory keeps of an operand, and how much of it that takes. */
function slot(
  memory: MemoryReport,
  operand: string,
  { footprint_words: words }: OperandReport,
  i: number,
  middle: number,
  y: number,
  lane: number,
): Html {
  const { capacity_words: capacity } = memory;
  const wide = lane * 0.86;
  const x = middle - wide / 2;
  const share = capacity === null ? null : words / capacity;
  const full = share === null ? '' : ` of ${number(capacity ?? 0)}, ${percent(share)}`;
  const text = [inUnit(shortWords(words), 'words'), share === null ? '' : ` · ${percent(share)}`].join('');
  const shown = textWidth(text) <= wide ? text : shortWords(words);
  return html`<g data-level="${memory.name}"><title>${memory.name} keeps ${inUnit(number(words), 'words')} of ${operand}${full}</title>
<rect class="ground" x="${px(x)}" y="${y}" width="${px(wide)}" height="${SLOT}"/>
<rect class="track" x="${px(x)}" y="${y}" width="${px(wide)}" height="${SLOT}" rx="2"/>
<rect class="${share !== null && share > 1 ? 'over' : `operand-${i}`}" x="${px(x)}" y="${y + SLOT - 6}" width="${px(wide * Math.min(share ?? 0, 1))}" height="6"/>
<text class="middle" x="${px(middle)}" y="${y + 15}">${fitted(shown, wide)}</text></g>`;
}

/** What passes a link: nothing is kept there, so it is a line that paths cross. */
function passage(link: LinkReport, x: number, y: number, width: number): Html {
  return html`<g><title>${link.name}: ${passing(link)}</title><line class="link" x1="${px(x)}" x2="${px(x + width - 1)}" y1="${y}" y2="${y}"/></g>`;
}

const passing = ({ inwards_words: inwards, outwards_words: outwards }: LinkReport): string =>
  `${inUnit(shortWords(inwards), 'words')} inwards, ${shortWords(outwards)} outwards`;

const isOver = (level: LevelReport): boolean => level.type === 'memory' && (filledOf(level).share ?? 0) > 1;

/**
 * The loops of a level, of memories how full they are, of spatial ones the instances at work, and of links the words that pass:
 * `M 8, 75 %`, `M 8, 8 of 14`
 *
 * @param text how numbers are written
 */
function noteOf(level: LevelReport, loops: readonly (readonly [string, number])[], text: typeof number): string {
  if (level.type === 'link') return inUnit(shortWords(level.inwards_words + level.outwards_words), 'words');
  const { used, available, share } = filledOf(level);
  const filled =
    level.type !== 'memory' ? `${text(used)} of ${text(available ?? 0)}` : share === null ? '' : percent(share);
  return [loopsText(loops, text), filled].filter(Boolean).join(', ');
}

function cellsOf(level: Exclude<LevelReport, MemoryReport | LinkReport>, x: number, y: number, width: number): Html {
  const average = level.type === 'fanout' ? level.average : level.used;
  return html`<g><title>${filledText(filledOf(level))}</title>${instances({ mesh: level.mesh, used: level.used, average }, x, y + 6, width, 18)}</g>`;
}

function levelSaid(level: LevelReport): string {
  if (level.type === 'link') return passing(level);
  const filled = filledText(filledOf(level));
  if (level.type !== 'memory') return filled;
  const each = Object.entries(level.operands).map(([name, held]) => `${name} ${shortWords(held.footprint_words)}`);
  return `${filled} (${each.join(', ')})`;
}
