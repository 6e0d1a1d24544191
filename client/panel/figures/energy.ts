import { scaleLinear } from 'd3-scale';
import { FIGURES, percent, withUnit } from '../../../language/figures.js';
import { type EnergyPart, type LevelEnergy, levelEnergies } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { html } from '../html.js';
import type { Figure } from './figure.js';
import { ghost } from './ghost.js';
import { legend } from './legend.js';
import { operandsOf } from './operands.js';
import { stack } from './stack.js';
import { fitted, px, textWidth } from './text.js';

const ROW = 26;
const BAR = 16;
const { brief } = FIGURES.energy;

/**
 * Where the energy goes: a bar for each level, stacked by operand, with what the MACs take and what leaks. They add up to the total.
 *
 * @param other a result whose bars are drawn thin below these
 */
export function energyFigure(report: EvaluationReport, width: number, other?: EvaluationReport): Figure {
  const levels = levelEnergies(report);
  const others = new Map(other && levelEnergies(other).map(({ level, energy_pJ }) => [level, energy_pJ]));
  const operands = operandsOf(report);
  const total = report.energy_pJ;
  const labels = levels.map(amountText);
  const left = Math.min(Math.max(...levels.map(({ level }) => textWidth(level))) + 8, width * 0.3);
  const right = Math.max(...labels.map(textWidth)) + 8;
  const most = Math.max(...levels.map(({ level, energy_pJ }) => Math.max(energy_pJ, others.get(level) ?? 0)));
  const scale = scaleLinear([0, most || 1], [0, Math.max(width - left - right, 20)]);
  const key = legend(
    [
      ...operands.map((name, i) => ({ kind: `operand-${i}`, name })),
      ...(['macs', 'leakage'] as const)
        .filter((kind) => levels.some(({ parts }) => parts.some((part) => part.kind === kind)))
        .map((kind) => ({ kind, name: kind === 'macs' ? 'MACs' : 'leakage' })),
    ],
    width,
  );
  const rows = levels.map(({ level, energy_pJ, share, parts }, i) => {
    const y = key.height + i * ROW;
    const segments = parts.map((part) => ({
      length: scale(part.energy_pJ),
      kind: part.kind === 'operand' ? `operand-${operands.indexOf(part.operand)}` : part.kind,
      title: `${level}, ${partName(part)}: ${withUnit(FIGURES.energy, part.energy_pJ)}`,
    }));
    return html`<g data-level="${level}">
<text class="end" x="${px(left - 8)}" y="${y + 13}">${fitted(level, left - 8)}</text>
${stack(segments, left, y + 1, BAR)}${ghost(scale, others.get(level), left, y, BAR, FIGURES.energy)}
<text x="${px(left + scale(Math.max(energy_pJ, others.get(level) ?? 0)) + 6)}" y="${y + 13}">${brief(energy_pJ)}<tspan class="muted" dx="6">${percent(share)}</tspan><title>${withUnit(FIGURES.energy, energy_pJ)}</title></text>
</g>`;
  });
  const height = key.height + levels.length * ROW;
  return {
    title: `Energy by level, ${brief(total)} in all`,
    description: levels
      .filter(({ energy_pJ }) => energy_pJ > 0)
      .map(
        ({ level, energy_pJ, share, parts }) =>
          `${level} takes ${brief(energy_pJ)}, ${percent(share)} (${parts.map((part) => `${partName(part)} ${brief(part.energy_pJ)}`).join(', ')})`,
      )
      .join('; '),
    width,
    height,
    body: html`${key.body}<line class="axis" x1="${px(left)}" x2="${px(left)}" y1="${key.height - 3}" y2="${height - 4}"/>${rows}`,
  };
}

const partName = (part: EnergyPart): string =>
  part.kind === 'operand' ? part.operand : part.kind === 'macs' ? 'MACs' : 'leakage';

const amountText = ({ energy_pJ, share }: LevelEnergy): string => `${brief(energy_pJ)}  ${percent(share)}`;
