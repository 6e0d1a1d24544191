import type { LoweredDocument } from '../../../language/lower/index.js';
import { printName } from '../../../language/lower/print.js';
import type { Axis, Coupling, Level } from '../../../language/lowered/index.js';
import { libraryDocuments } from '../../../language/services/workspace/library.js';
import { Refusal, STATUS } from '../refusal.js';
import { type Paint, paintFor } from '../style.js';
import { type Cell, table } from '../table.js';
import { Workspace } from '../workspace.js';
import type { Command } from './command.js';

export const list: Command = {
  usage: ['ffarch list'],
  summary: 'the standard library: architectures, couplings, workloads, networks',
  options: [],
  async run({ words }, console) {
    if (words.length > 0) return new Refusal(`ffarch list shows everything and takes no \`${words[0]}\`.`);
    const { language } = await Workspace.open();
    const documents = libraryDocuments(language.shared.workspace.LangiumDocuments);
    const lowered = documents.map((document) => language.Ffarch.lowering.LoweringProvider.document(document));
    console.out.write(sections(lowered, paintFor(console.out)));
    return STATUS.done;
  },
};

function sections(documents: readonly LoweredDocument[], paint: Paint): string {
  const all = <T>(of: (document: LoweredDocument) => readonly { value: T | undefined }[]): T[] =>
    documents.flatMap(of).flatMap(({ value }) => (value === undefined ? [] : [value]));
  const section = (title: string, rows: [name: string, ...rest: string[]][]): string[] => {
    if (rows.length === 0) return [];
    const cells = rows.map(([name, ...rest]): Cell[] => [
      { text: `  ${name}`, shown: `  ${paint('cyan', name)}` },
      ...rest,
    ]);
    return [paint('bold', title), ...table('lll', cells), ''];
  };
  return [
    ...section(
      'Architectures',
      all(({ architectures }) => architectures).map(({ name, couplings, levels }) => [
        name,
        couplings.map((coupling) => coupling.name).join(', '),
        levels.map(levelText).join(' · '),
      ]),
    ),
    ...section(
      'Couplings',
      all(({ couplings }) => couplings).map((coupling) => [coupling.name, computation(coupling)]),
    ),
    ...section(
      'Workloads',
      all(({ workloads }) => workloads).map(({ name, coupling, sizes, strides }) => [
        name,
        coupling.name,
        Object.entries({ ...sizes, ...strides })
          .map(([key, value]) => `${key} ${value}`)
          .join(', '),
      ]),
    ),
    ...section(
      'Networks',
      all(({ networks }) => networks).map(({ name, layers }) => [
        name,
        [...new Set(layers.map(({ workload }) => workload.coupling.name))].join(', '),
        layers.map((layer) => printName(layer.name)).join(' '),
      ]),
    ),
  ].join('\n');
}

const levelText = (level: Level): string => (level.type === 'fanout' ? `${level.name}[${level.mesh}]` : level.name);

/** `Out[M][N] += W[M][K] * In[K][N]` */
function computation({ operands: { out, w, in: input } }: Coupling): string {
  const axis = (terms: Axis): string =>
    `[${terms.map(({ dimension, stride }) => (stride === null ? dimension : `${stride}*${dimension}`)).join(' + ')}]`;
  const [a, b, c] = [out, w, input].map(({ name, axes }) => `${name}${axes.map(axis).join('')}`);
  return `${a} += ${b} * ${c}`;
}
