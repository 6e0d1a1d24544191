import { type Diagram, diagramOf } from '../../../language/model/index.js';
import { headText, levelFactsText } from '../../../language/report/index.js';
import { architecturesNamed } from '../architectures.js';
import { fileRefusal, write } from '../drawn.js';
import { Refusal } from '../refusal.js';
import { STATUS } from '../status.js';
import { type Page, pageFor } from '../style.js';
import { wrap } from '../table.js';
import { Workspace } from '../workspace.js';
import type { Command } from './command.js';

export const diagram: Command = {
  usage: ['ffarch diagram ARCH [--svg FILE]', 'ffarch diagram FILE [--svg FILE]'],
  summary: 'an architecture without a mapping: what its levels hold, take and let pass by, and their picture',
  details: [
    'ARCH is a name of the standard library, or FILE#NAME; several are separated by commas, and a picture is of one.',
  ],
  options: ['svg'],
  words: [['architecture', 'file']],
  async run({ words, values }, console) {
    const [word, ...others] = words;
    if (word === undefined || others.length > 0)
      return new Refusal('Which architecture? ffarch diagram ARCH, or ffarch diagram FILE.');
    const { svg } = values;
    const unfit = fileRefusal(values);
    if (unfit) return unfit;
    const workspace = await Workspace.open();
    const nodes = await architecturesNamed(word, workspace);
    if (nodes instanceof Refusal) return nodes;
    const diagrams: Diagram[] = [];
    for (const node of nodes) {
      const architecture = workspace.architecture(node);
      if (architecture instanceof Refusal) return architecture;
      diagrams.push(diagramOf(architecture));
    }
    const [only, ...more] = diagrams;
    if (svg !== undefined && more.length > 0)
      return new Refusal(`--svg draws one architecture, and here are ${diagrams.length}. Name one of them.`);
    const page = pageFor(console.out);
    console.out.write(diagrams.map((each) => diagramText(each, page)).join('\n'));
    const unwritten =
      svg !== undefined && only && write(svg, await console.draw({ picture: 'diagram', diagram: only }));
    return unwritten || STATUS.done;
  },
};

/** The head of the picture, and what is said of each level. */
function diagramText(of: Diagram, { paint, columns }: Page): string {
  const levels = of.levels.flatMap((level) =>
    wrap(levelFactsText(level, of.operands), columns - 2).map((line) => `  ${line}`),
  );
  return `${[paint('bold', of.architecture), ...wrap(headText(of), columns), ...levels].join('\n')}\n`;
}
