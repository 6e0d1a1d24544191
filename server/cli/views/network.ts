import { FIGURE_NAMES, figureTexts, number } from '../../../language/figures.js';
import type { NetworkReport } from '../../mapper/network.js';
import type { Paint } from '../style.js';
import { type Cell, header, table } from '../table.js';

/** A network's layers and totals as a table. */
export function networkText({ network, architecture, layers, totals }: NetworkReport, paint: Paint): string {
  const rows = layers.map((layer): Cell[] => [
    `  ${layer.workload}`,
    `× ${number(layer.repeat)}`,
    ...figureTexts(layer),
  ]);
  if (totals) {
    const texts = ['  total', `× ${number(totals.layers)}`, ...figureTexts(totals)];
    rows.push(texts.map((text) => ({ text, shown: paint('bold', text) })));
  }
  return [
    paint('bold', `${network} on ${architecture}`),
    ...table('lrrrrrr', [header(['', '', ...FIGURE_NAMES], paint), ...rows]),
    '',
  ].join('\n');
}
