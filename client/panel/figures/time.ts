import { scaleLinear } from 'd3-scale';
import { FIGURES, percent, withUnit } from '../../../language/figures.js';
import {
  bottleneck,
  cycleParts,
  type PortRow,
  passedOf,
  portNeedsText,
  portRows,
  slowestPort,
} from '../../../language/report/index.js';
import type { EvaluationReport, LinkReport, MemoryReport } from '../../../server/protocol/index.js';
import { html } from '../html.js';
import type { Figure } from './figure.js';
import { ghost } from './ghost.js';
import { legend } from './legend.js';
import { stack } from './stack.js';
import { fitted, mutedWidth, px, textWidth } from './text.js';

const ROW = 38;
const BAR = 16;
const { brief } = FIGURES.latency;

/**
 * Where the time goes: the cycles of the MACs, then from the innermost memory or link outwards what each takes, of which it adds what is
 * beyond the cycles of all inside. The last bar is the latency. Below each bar is what the memory needs of what it has.
 *
 * @param other a result whose bars are drawn thin below these
 */
export function timeFigure(report: EvaluationReport, width: number, other?: EvaluationReport): Figure {
  const others = new Map(other && cyclesByLevel(other));
  const parts = cycleParts(report);
  const added = new Map(parts.map(({ level, cycles }) => [level, cycles]));
  const total = report.latency_cycles;
  const memories = passedOf(report).toReversed();
  const rows = [
    { name: MACS, cycles: parts[0]?.cycles ?? total, plus: 0, needs: 'one step after the other' },
    ...memories.map((memory) => ({
      name: memory.name,
      cycles: slowestPort(memory).cycles,
      plus: added.get(memory.name) ?? 0,
      needs: needsText(memory),
    })),
  ];
  const compute = report.levels.at(-1)?.name ?? MACS;
  const left = Math.min(Math.max(...rows.map(({ name }) => textWidth(name))) + 8, width * 0.3);
  const right = Math.max(...rows.map(({ cycles }) => textWidth(brief(cycles)))) + 8;
  const most = Math.max(total, ...others.values());
  const scale = scaleLinear([0, most], [0, Math.max(width - left - right, 20)]);
  const stalls = rows.some(({ plus }) => plus > 0);
  const key = legend(
    [
      { kind: 'macs', name: 'MACs, and all that is inside' },
      ...(stalls ? [{ kind: 'over', name: 'what the level adds' }] : []),
    ],
    width,
  );
  const bars = rows.map(({ name, cycles, plus, needs }, i) => {
    const y = key.height + i * ROW;
    const segments = [
      {
        length: scale(cycles - plus),
        kind: 'macs',
        title: `${name}: ${withUnit(FIGURES.latency, cycles - plus)} inside`,
      },
      ...(plus > 0
        ? [{ length: scale(plus), kind: 'over', title: `${name} adds ${withUnit(FIGURES.latency, plus)}` }]
        : []),
    ];
    return html`<g data-level="${name === MACS ? compute : name}">
<text class="end" x="${px(left - 8)}" y="${y + 13}">${fitted(name, left - 8)}</text>
${stack(segments, left, y + 1, BAR)}${ghost(scale, others.get(name), left, y, BAR, FIGURES.latency)}
<text x="${px(left + scale(Math.max(cycles, others.get(name) ?? 0)) + 6)}" y="${y + 13}">${brief(cycles)}<title>${withUnit(FIGURES.latency, cycles)}</title></text>
<text class="muted" x="${px(left)}" y="${y + 29}">${fitted(mutedWidth(needs) > width - left ? needs.replace(/^.* (?=needs)/, '') : needs, width - left, mutedWidth)}</text>
</g>`;
  });
  const height = key.height + rows.length * ROW;
  const worst = bottleneck(report);
  return {
    title: `Time by level, ${brief(total)} in all`,
    description: `${parts.map(({ level, cycles }) => (level === null ? `The MACs take ${brief(cycles)}` : `${level} adds ${brief(cycles)}`)).join(', ')}.${worst ? ` ${worst.level.name} ${portText(worst.port, worst.level)}.` : ''}`,
    width,
    height,
    body: html`${key.body}<line class="axis" x1="${px(left)}" x2="${px(left)}" y1="${key.height - 3}" y2="${height - 4}"/>${bars}`,
  };
}

const MACS = 'MACs';

/** What the MACs take, and each memory or link. */
const cyclesByLevel = (report: EvaluationReport): [string, number][] => [
  [MACS, cycleParts(report)[0]?.cycles ?? report.latency_cycles],
  ...passedOf(report).map((level): [string, number] => [level.name, slowestPort(level).cycles]),
];

/** Of the port that has the least to spare; of both where neither is bounded. */
function needsText(memory: MemoryReport | LinkReport): string {
  const [port] = portRows(memory).sort((one, other) => other.share - one.share);
  return port ? portText(port, memory) : '';
}

/** `read + drain needs 511, has 146 words/cycle (350 %)` */
function portText(port: PortRow, memory: MemoryReport | LinkReport): string {
  const share = port.available === null ? '' : ` (${percent(port.share)})`;
  return `${port.title} ${portNeedsText(port, memory)}${share}`;
}
