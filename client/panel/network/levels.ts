import { FIGURES, type Figure, percent } from '../../../language/figures.js';
import { layerSums, levelSums, type RepeatedReport } from '../../../language/report/index.js';
import { bar } from '../bar.js';
import { breakable } from '../breakable.js';
import { type Html, html } from '../html.js';

/** What each level takes of the energy and the latency of all layers that have a mapping, repeats counted. */
export function levelTable(layers: readonly RepeatedReport[]): Html {
  const [energy, latency] = (['energy', 'latency'] as const).map(
    (summed) => new Map(levelSums(layerSums(layers, summed)).map(({ level, value }) => [level, value])),
  ) as [Map<string, number>, Map<string, number>];
  const names = [...new Set([...energy.keys(), ...latency.keys()])];
  const total = (of: Map<string, number>) => [...of.values()].reduce((sum, value) => sum + value, 0) || 1;
  const cells = (level: string, of: Map<string, number>, { name, unit, show }: Figure) => {
    const value = of.get(level) ?? 0;
    const share = value / total(of);
    return html`<td class="number" data-label="${name}, ${unit}">${show(value)}</td><td class="number" data-label="of the ${name}">${percent(share)}${bar(share)}</td>`;
  };
  return html`<section aria-labelledby="levels">
<h2 id="levels">Levels</h2>
<table class="levels few cards">
<caption>Of all runs of all layers. The latency of a level is what it adds to that of what is inside.</caption>
<thead><tr><th scope="col">level</th><th scope="col" class="number">${FIGURES.energy.unit}</th><th scope="col" class="number">of the energy</th><th scope="col" class="number">${FIGURES.latency.unit}</th><th scope="col" class="number">of the latency</th></tr></thead>
<tbody>${names.map(
    (name) => html`
<tr><th scope="row">${breakable(name)}</th>${cells(name, energy, FIGURES.energy)}${cells(name, latency, FIGURES.latency)}</tr>`,
  )}</tbody>
</table>
</section>`;
}
