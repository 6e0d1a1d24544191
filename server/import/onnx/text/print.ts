import { number, percent, plural } from '../../../../language/figures.js';
import { printName, WIDTH } from '../../../../language/print/print.js';
import { type Declaration, type Spelling, spellingOf } from '../../kernels/spelling.js';
import { oneLine } from '../../one-line.js';
import type { Layer } from '../layers/layer.js';
import type { ImportedNetwork } from '../layers/network.js';
import { type Remark, remarkText } from '../layers/remark.js';
import { sharesOf, summaryOf } from '../layers/summary.js';

/**
 * A network as a `.ffarch` document, formatted: where it comes from, couplings that the library lacks, then the layers with their repeats.
 *
 * @param source the name of the file that it comes from
 */
export function printNetwork(name: string, source: string, network: ImportedNetwork): string {
  const spelled = network.layers.map((layer) => [layer, spellingOf(layer)] as const);
  const declarations = new Map(spelled.map(([, { coupling, declaration }]) => [coupling, declaration]));
  const couplings = [...declarations.values()].filter((each) => each !== null).map(printCoupling);
  const layers = spelled.map(([layer, spelling]) => printLayer(layer, spelling));
  const writer = network.producer && `, which ${oneLine(network.producer)} wrote`;
  const body = [...notes(network).map((line) => `// ${line}`), `network ${printName(name)} {`, ...layers, '}'];
  // Editors call a document that has no name yet by its first line.
  return `${[`// Imported from ${oneLine(source)}${writer}.`, ...couplings, body.join('\n')].join('\n\n')}\n`;
}

function printCoupling({ name, meaning, dims, strides, computation }: Declaration): string {
  return [
    `// ${meaning}.`,
    `coupling ${name} {`,
    `  dims ${dims.join(', ')}`,
    ...(strides.length > 0 ? [`  strides ${strides.join(', ')}`] : []),
    `  ${computation}`,
    '}',
  ].join('\n');
}

function printLayer({ name, repeat }: Layer, { coupling, sizes, strides }: Spelling): string {
  const values = [...sizes, ...strides].map(([key, value]) => `${key}: ${value}`);
  const [head, tail] = [`  ${printName(name)} : ${coupling} {`, `}${repeat > 1 ? ` x ${repeat}` : ''}`];
  const line = `${head} ${values.join(', ')} ${tail}`;
  return line.length <= WIDTH ? line : [head, `    ${values.join(',\n    ')}`, `  ${tail}`].join('\n');
}

/** What a reader of the document should know, a line each. */
function notes(network: ImportedNetwork): string[] {
  const shares = sharesOf(network);
  return [
    `${summaryOf(network)}.`,
    ...(shares.length > 0 ? ['Not mapped:'] : []),
    ...few(
      shares.map(
        ({ operator, nodes, words, operations }) =>
          `  ${oneLine(operator)} × ${number(nodes)}: ${percent(words)} of all words, ${percent(operations)} of all operations`,
      ),
      (more) => `  ${plural(more, 'more operator')}`,
    ),
    ...remarksOf(network),
  ];
}

/** What was left out and what was assumed, a line each. */
export const remarksOf = ({ leftOut, assumptions }: ImportedNetwork): string[] => [
  ...linesOf('Left out', leftOut),
  ...linesOf('Assumed', assumptions),
];

const linesOf = (kind: string, all: readonly Remark[]): string[] =>
  few(
    all.map((remark) => `${kind}: ${oneLine(remarkText(remark))}.`),
    (more) => `${kind}: ${number(more)} more.`,
  );

/** The most lines of a kind that are printed. */
const MOST_LINES = 20;

const few = (lines: readonly string[], rest: (more: number) => string): string[] =>
  lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), rest(lines.length - MOST_LINES)] : [...lines];
