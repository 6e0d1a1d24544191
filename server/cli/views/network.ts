import { figuresFor, number } from '../../../language/figures.js';
import { leftOutText } from '../../../language/report/index.js';
import type { NetworkReport } from '../../mapper/network.js';
import type { Page } from '../style.js';
import { type Cell, header, table } from '../table.js';
import { DISPENSABLE_FIGURES, figureCells } from './figures.js';

/** A network's layers and totals as a table. */
export function networkText({ network, architecture, layers, leftOut, totals }: NetworkReport, page: Page): string {
  const { paint } = page;
  const columns = figuresFor(...layers);
  const rows = layers.map((layer): Cell[] => [
    `  ${layer.workload}`,
    `× ${number(layer.repeat)}`,
    ...figureCells(layer, columns),
  ]);
  if (totals) {
    const cells = [{ text: '  total' }, { text: `× ${number(totals.layers)}` }, ...figureCells(totals, columns)];
    rows.push(cells.map((cell) => ({ ...cell, paint: (text) => paint('bold', text) })));
  }
  return [
    paint('bold', `${network} on ${architecture}`),
    ...table(
      `lr${'r'.repeat(columns.length)}`,
      [header(['', '', ...columns.map(({ name }) => name)], paint), ...rows],
      page,
      DISPENSABLE_FIGURES,
    ),
    ...(totals && leftOut.length > 0
      ? [`  The total is without what ${architecture} cannot run: ${leftOutText(leftOut, totals)}.`]
      : []),
    '',
  ].join('\n');
}
