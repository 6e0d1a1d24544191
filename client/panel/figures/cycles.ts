import { scaleLinear } from 'd3-scale';
import { FIGURES, percent, withUnit } from '../../../language/figures.js';
import { type CyclePart, cycleParts } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { html } from '../html.js';
import type { Figure } from './figure.js';
import { legend } from './legend.js';
import { stack } from './stack.js';

const BAR = 18;
const { brief } = FIGURES.latency;

/** Where the cycles go as one bar: those of the MACs, then what each memory adds. They add up to the latency. */
export function cyclesFigure(report: EvaluationReport, width: number): Figure {
  const parts = cycleParts(report);
  const total = report.latency_cycles;
  const scale = scaleLinear([0, total || 1], [0, width]);
  const text = (part: CyclePart) =>
    `${part.level ?? 'MACs'} ${part.level === null ? '' : '+'}${brief(part.cycles)}, ${percent(total > 0 ? part.cycles / total : 1)}`;
  const compute = report.levels.at(-1)?.name;
  const kind = (i: number) => (i === 0 ? 'macs' : `stall-${(i - 1) % 3}`);
  const key = legend(
    parts.map((part, i) => ({ kind: kind(i), name: text(part), level: part.level ?? compute })),
    width,
  );
  const segments = parts.map(({ level, cycles }, i) => ({
    length: scale(cycles),
    kind: kind(i),
    title: `${level ?? 'MACs'}: ${withUnit(FIGURES.latency, cycles)}`,
    level: level ?? compute,
  }));
  return {
    title: `Where ${brief(total)} go`,
    description: parts.map(text).join('; '),
    width,
    height: BAR + 6 + key.height,
    body: html`${stack(segments, 0, 0, BAR)}<g transform="translate(0 ${BAR + 6})">${key.body}</g>`,
  };
}
