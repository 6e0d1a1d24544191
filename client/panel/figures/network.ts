import { FIGURES, number, percent, plural, withUnit } from '../../../language/figures.js';
import { type LayerSum, largestLayers, layerSums, levelSums, type Summed } from '../../../language/report/index.js';
import type { NetworkReport } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import type { Figure } from './figure.js';
import { legend } from './legend.js';
import { stack } from './stack.js';
import { boldWidth, fitted, px, textWidth } from './text.js';

const ROW = 24;
const BAR = 15;
const HEAD = 22;
/** Between the bars of energy and those of latency. */
const GAP = 18;
const SUMMED = ['energy', 'latency'] as const;

/**
 * What the layers of a network take of its energy and latency, repeats counted: a bar for each layer, stacked by level, all on
 * one scale; above them the network as a whole, of the full length.
 */
export function networkFigure({ network, architecture, layers }: NetworkReport, width: number): Figure {
  const sums = { energy: layerSums(layers, 'energy'), latency: layerSums(layers, 'latency') };
  const names = layers.map(({ workload, repeat }) => layerText(workload, repeat));
  const left = Math.min(Math.max(...names.map(textWidth), textWidth('all layers')) + 8, width * 0.32);
  const room = Math.max((width - left - GAP) / 2, 20);
  const kinds = kindsOf(sums.energy, sums.latency, layers);
  const key = legend(
    [...kinds].map(([level, kind]) => ({ kind, name: level })),
    width,
  );
  const top = key.height + HEAD;
  const rows = layers.map(({ workload, repeat }, i) => {
    const y = top + (i + 1) * ROW + 6;
    return html`<g data-layer="${i}">
<text class="end" x="${px(left - 8)}" y="${y + 12}">${fitted(layerText(workload, repeat), left - 8)}</text>
${SUMMED.map((summed, column) => layerBar(sums[summed], i, summed, left + column * (room + GAP), y, room, kinds))}
</g>`;
  });
  const wholes = SUMMED.map((summed, column) => {
    const x = left + column * (room + GAP);
    const all = levelSums(sums[summed]);
    const total = all.reduce((sum, { value }) => sum + value, 0);
    const segments = all.map(({ level, value }) => ({
      length: (room * value) / (total || 1),
      kind: kinds.get(level) ?? 'macs',
      title: `${level}: ${withUnit(FIGURES[summed], value)}, ${percent(value / (total || 1))} of all layers`,
    }));
    return html`<text class="strong" x="${px(x)}" y="${key.height + 12}">${headText(summed, total, room)}</text>${stack(segments, x, top, BAR)}
<line class="axis" x1="${px(x)}" x2="${px(x)}" y1="${top - 3}" y2="${top + (layers.length + 1) * ROW + 4}"/>`;
  });
  return {
    title: `${network} on ${architecture}: energy and latency by layer`,
    description: SUMMED.map((summed) => largestText(sums[summed], summed)).join(' '),
    width,
    height: top + (layers.length + 1) * ROW + 6,
    body: html`${key.body}${wholes}<text class="end" x="${px(left - 8)}" y="${top + 12}">${fitted('all layers', left - 8)}</text>${rows}`,
  };
}

/** `energy 17.9 J`, and without the name where that does not fit. */
function headText(summed: Summed, total: number, room: number): Html | string {
  const { name, brief } = FIGURES[summed];
  const whole = `${name} ${brief(total)}`;
  return boldWidth(whole) <= room ? whole : fitted(brief(total), room, boldWidth);
}

/** The layers that make 80 % of a figure, in a sentence: `Of the energy, 3 of 24 layers make 81.2 %: conv1 (40 %), …` */
export function largestText(sums: readonly LayerSum[], summed: Summed): string {
  const largest = largestLayers(sums);
  const share = largest.reduce((sum, layer) => sum + layer.share, 0);
  const shown = largest.slice(0, NAMED).map(({ layer, share }) => `${shortName(layer)} (${percent(share)})`);
  const more = largest.length > NAMED ? ` and ${number(largest.length - NAMED)} more` : '';
  if (sums.length === 1) return `One layer makes all of the ${summed}.`;
  return `Of the ${summed}, ${number(largest.length)} of ${plural(sums.length, 'layer')} ${largest.length === 1 ? 'makes' : 'make'} ${percent(share)}: ${shown.join(', ')}${more}.`;
}

/** As many layers as are named in a sentence. */
const NAMED = 6;

/** The name of a layer without that of its network, which is said before. */
export const shortName = (layer: string): string => layer.slice(layer.indexOf('.') + 1);

const layerText = (layer: string, repeat: number): string =>
  repeat === 1 ? shortName(layer) : `${shortName(layer)} × ${number(repeat)}`;

function layerBar(
  sums: readonly LayerSum[],
  i: number,
  summed: Summed,
  x: number,
  y: number,
  room: number,
  kinds: ReadonlyMap<string, string>,
): Html {
  const { layer, value, share, parts } = sums[i]!;
  const most = Math.max(...sums.map((sum) => sum.value)) || 1;
  const shown = percent(share);
  const scale = Math.max(room - textWidth(shown) - 4, 10) / most;
  const figure = FIGURES[summed];
  const segments = parts.map((part) => ({
    length: scale * part.value,
    kind: kinds.get(part.level) ?? 'macs',
    title: `${shortName(layer)}, ${part.level}: ${withUnit(figure, part.value)}`,
  }));
  return html`${stack(segments, x, y, BAR)}<text class="muted" x="${px(x + scale * value + 4)}" y="${y + 12}">${shown}<title>${withUnit(figure, value)}</title></text>`;
}

/** The colour of each level, the same in all bars; MACs have theirs, whatever the level is called. */
function kindsOf(
  energy: readonly LayerSum[],
  latency: readonly LayerSum[],
  layers: NetworkReport['layers'],
): ReadonlyMap<string, string> {
  const computes = new Set(
    layers.flatMap(({ levels }) => levels.filter(({ type }) => type === 'compute').map(({ name }) => name)),
  );
  const kinds = new Map<string, string>();
  let next = 0;
  for (const { level } of [...levelSums(energy), ...levelSums(latency)]) {
    if (kinds.has(level)) continue;
    kinds.set(level, computes.has(level) ? 'macs' : `dimension-${next++ % 8}`);
  }
  return kinds;
}
