import { figuresFor, incomparable, number, withUnit } from '../../../language/figures.js';
import { filledOf, filledText, levelText, loopsText, windowRows, windowText } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { title } from './header.js';

/** A result for pasting into a message or a commit: totals, and the mapping in the compact notation. */
export function resultText(report: EvaluationReport): string {
  const lines = report.levels.map((level, i) => ({
    name: levelText(report.mapping[i]!),
    loops: loopsText(report.mapping[i]!.loops),
    filled: level.type === 'link' ? '' : filledText(filledOf(level)),
  }));
  const names = Math.max(...lines.map(({ name }) => name.length));
  const loops = Math.max(...lines.map(({ loops }) => loops.length));
  return [
    title(report),
    totals(report),
    ...Object.entries(report.padded ?? {}).map(
      ([dimension, { from, to }]) => `padded: ${dimension} ${number(from)} became ${number(to)}`,
    ),
    ...report.violations.map(({ message }) => `not legal: ${message}`),
    '',
    ...lines.map((line) => `${line.name.padEnd(names)}  ${line.loops.padEnd(loops)}  ${line.filled}`.trimEnd()),
    ...windowRows(report).map((row) => `${row.memory}: ${windowText(row)}`),
    '',
  ].join('\n');
}

/** Those that must not be compared with others say so on the same line, for whoever copies only that. */
function totals(report: EvaluationReport): string {
  const flaw = incomparable(report);
  const figures = figuresFor(report).map((figure) => `${figure.name} ${withUnit(figure, figure.of(report))}`);
  return `${figures.join(', ')}${flaw === null ? '' : ` (${flaw})`}`;
}
