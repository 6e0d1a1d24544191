import type { Axis, Coupling, Level, Term, Workload } from '../../../language/domain/index.js';
import type { Library } from '../../../language/library/library.js';
import { standardLibrary } from '../../../language/library/standard.js';
import { printLayerNames } from '../../../language/print/print.js';
import { Refusal } from '../refusal.js';
import { json } from '../result.js';
import { STATUS } from '../status.js';
import { type Page, pageFor } from '../style.js';
import { type Cell, table } from '../table.js';
import type { Command } from './command.js';

export const list: Command = {
  usage: ['ffarch list'],
  summary: 'the standard library: architectures, couplings, workloads, networks with the constants that --with sets',
  options: ['json'],
  words: [],
  async run({ words, values }, console) {
    if (words.length > 0) return new Refusal(`ffarch list shows everything and takes no \`${words[0]}\`.`);
    const library = standardLibrary();
    console.out.write(values.json ? json(plain(library)) : sections(library, pageFor(console.out)));
    return STATUS.done;
  },
};

/** The JSON of cli.md. */
const plain = ({ architectures, couplings, workloads, networks, constants }: Library) => ({
  architectures: architectures.map(({ name, couplings, levels }) => ({
    name,
    couplings: couplings.map((coupling) => coupling.name),
    levels: levels.map(({ name, type }) => ({ name, type })),
  })),
  couplings: couplings.map((coupling) => ({
    name: coupling.name,
    dimensions: coupling.dimensions,
    strides: coupling.strides,
    computation: computation(coupling),
  })),
  workloads: workloads.map(plainWorkload),
  networks: networks.map(({ name, layers }) => ({
    name,
    constants: constants[name] ?? {},
    layers: layers.map(({ name, repeat, workload }) => ({ ...plainWorkload(workload), name, repeat })),
  })),
});

const plainWorkload = ({ name, coupling, sizes, strides }: Workload) => ({
  name,
  coupling: coupling.name,
  sizes,
  strides,
});

function sections({ architectures, couplings, workloads, networks, constants }: Library, page: Page): string {
  const { paint } = page;
  const section = (title: string, rows: [name: string, ...rest: Cell[]][]): string[] => {
    if (rows.length === 0) return [];
    const cells = rows.map(([name, ...rest]): Cell[] => [
      { text: `  ${name}`, paint: (text) => paint('cyan', text) },
      ...rest,
    ]);
    return [paint('bold', title), ...table('l'.repeat(cells[0]!.length), cells, page), ''];
  };
  return [
    ...section(
      'Architectures',
      architectures.map(({ name, couplings, levels }) => [
        name,
        couplingsText(couplings),
        levels.map(levelText).join(' · '),
      ]),
    ),
    ...section(
      'Couplings',
      couplings.map((coupling) => [coupling.name, computation(coupling)]),
    ),
    ...section(
      'Workloads',
      workloads.map(({ name, coupling, sizes, strides }) => [
        name,
        coupling.name,
        Object.entries({ ...sizes, ...strides })
          .map(([key, value]) => `${key} ${value}`)
          .join(', '),
      ]),
    ),
    ...section(
      'Networks',
      networks.map(({ name, layers }) => [
        name,
        couplingsCell([...new Set(layers.map(({ workload }) => workload.coupling))]),
        [...Object.entries(constants[name] ?? {}).map(settable), printLayerNames({ layers }, ' ')].join(' · '),
      ]),
    ),
  ].join('\n');
}

const levelText = (level: Level): string => (level.type === 'fanout' ? `${level.name}[${level.mesh}]` : level.name);

/** `Out[M][N] += W[M][K] * In[K][N]` */
function computation({ operands: { out, w, in: input } }: Coupling): string {
  const axis = (terms: Axis): string => `[${terms.map(term).join(' + ')}]`;
  const term = ({ dimension, stride, coefficient }: Term): string =>
    [...(coefficient === 1 ? [] : [coefficient]), ...(stride === null ? [] : [stride]), dimension].join('*');
  const [a, b, c] = [out, w, input].map(({ name, axes }) => `${name}${axes.map(axis).join('')}`);
  return `${a} += ${b} * ${c}`;
}

/** What `--with` sets of a network. */
const settable = ([constant, value]: [string, number]): string => `${constant}=${value}`;

/** The couplings of a network; of many, how many there are where room is short. */
const couplingsCell = (couplings: readonly Coupling[]): Cell => ({
  text: couplings.map(({ name }) => name).join(', '),
  short: couplingsText(couplings),
});

/** The couplings of an architecture; of many, how many there are. */
function couplingsText(couplings: readonly Coupling[]): string {
  const [first, ...others] = couplings.map(({ name }) => name);
  return others.length > 2 ? `${first} and ${others.length} more` : [first, ...others].join(', ');
}
