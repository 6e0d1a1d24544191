import { bandwidthText, bypassText, energyText, headText, sizeText } from '../../../language/report/index.js';
import type { DiagramOutcome, Reference } from '../../../server/protocol/index.js';
import { diagramFigure } from '../figures/diagram.js';
import { inPage } from '../figures/in-page.js';
import { type Html, html } from '../html.js';
import type { View } from '../view.js';

/** An architecture without a mapping. */
export interface DiagramShown {
  architecture: Reference;
  /** The document that declares it. */
  uri: string;
  drawn: Extract<DiagramOutcome, { kind: 'drawn' }>;
}

/** Pixels from which on boxes only get wider; and those of a figure that is saved. */
const WIDEST = 900;
const SAVED = 640;

export const DIAGRAM: View<DiagramShown> = {
  type: 'factorflow.diagram',
  title: ({ architecture: { name } }) => `Diagram of ${name}`,
  summary: (shown) => `Shows ${DIAGRAM.title(shown)}, ${headText(shown.drawn.diagram)}`,
  is: (state): state is DiagramShown => {
    const shown = state as Partial<DiagramShown> | null | undefined;
    return (
      typeof shown?.uri === 'string' &&
      typeof shown.architecture?.name === 'string' &&
      Array.isArray(shown.drawn?.places) &&
      Array.isArray(shown.drawn?.diagram?.levels)
    );
  },
  // It is drawn again when something changes.
  bases: () => [],
  again: 'Draw again',
  page,
  figure: ({ drawn }) => diagramFigure(drawn.diagram, SAVED),
};

function page({ drawn: { diagram } }: DiagramShown, width: number): Html {
  const { architecture, operands, levels } = diagram;
  return html`<h1>${architecture}</h1>
<p class="facts">${headText(diagram)}</p>
<section aria-labelledby="diagram">
<h2 id="diagram">Diagram</h2>
<button type="button" class="secondary tool" data-action="save-figure" data-index="0" title="Save this figure as SVG or PNG">Save figure</button>
${inPage(diagramFigure(diagram, Math.min(width, WIDEST)))}
</section>
<section aria-labelledby="levels">
<h2 id="levels">Levels</h2>
<table class="few cards">
<caption>Outermost first. Sizes and bandwidths are of one instance.<span class="live"> A name goes to its line.</span></caption>
<thead><tr><th scope="col">level</th><th scope="col">kind</th><th scope="col" class="number">instances</th><th scope="col">size</th><th scope="col">energy</th><th scope="col">bandwidth</th><th scope="col">bypassed by</th></tr></thead>
<tbody>${levels.map((level, l) => {
    const cell = (label: string, text: string) => html`<td data-label="${label}">${text}</td>`;
    const passed = level.type === 'memory' || level.type === 'link' ? level : null;
    const size = level.type === 'memory' ? sizeText(level) : level.type === 'link' ? '' : `× ${level.mesh}`;
    return html`
<tr><th scope="row"><button type="button" class="link" data-action="level" data-index="${l}">${level.name}</button></th>${cell('kind', level.type)}<td class="number" data-label="instances">${level.instances}</td>${cell('size', size)}${cell('energy', passed ? energyText(passed, operands) : level.type === 'compute' ? `${level.energy_pJ} pJ/MAC` : '')}${cell('bandwidth', passed ? bandwidthText(passed) : '')}${cell('bypassed by', passed ? bypassText(passed, operands) : '')}</tr>`;
  })}</tbody>
</table>
</section>`;
}
