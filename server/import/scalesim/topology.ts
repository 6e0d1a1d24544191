import { number } from '../../../language/figures.js';
import { CollectedNetwork } from '../kernels/collected.js';
import { spellingOf } from '../kernels/spelling.js';
import type { Sizes, Work } from '../kernels/work.js';
import { nameOfFile } from '../name-of-file.js';
import type { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import { type Cell, type Row, rowsOf } from './cells.js';

const CONVOLUTION = ['height', 'width', 'filter height', 'filter width', 'channels', 'filters', 'stride'] as const;
const PRODUCT = ['M', 'N', 'K'] as const;

/** The most characters at the beginning that tell what a file is. */
const BEGINNING = 4096;

/** Whether a file is a topology, by its header, or by its first row where it has none. */
export function looksLikeTopology(file: SourceFile): boolean {
  const [first] = rowsOf(file, BEGINNING);
  if (!first) return false;
  if (isHeader(first)) return headerOf(first) !== undefined;
  const sizes = first.slice(1);
  return (
    [PRODUCT.length, CONVOLUTION.length, CONVOLUTION.length + 1].includes(sizes.length) &&
    sizes.every(({ text }) => sizeOf(text) !== undefined || isRatio(text))
  );
}

/** A topology as a network, and what had to be assumed. */
export interface Topology {
  readonly network: CollectedNetwork;
  readonly assumptions: readonly string[];
}

/** Reads a topology of either form; a header may come again, and say that the other form follows. */
export function readTopology(file: SourceFile, report: Report): Topology {
  const network = new CollectedNetwork(nameOfFile(file), file.place, report);
  const rounded: string[] = [];
  let products = false;
  let header: Header | undefined;
  for (const row of rowsOf(file)) {
    const [first, ...cells] = row;
    if (!first) continue;
    if (isHeader(row)) {
      header = headerOf(row);
      reportHeader(header, row, report);
      continue;
    }
    const sizes = withoutRatio(first, cells, report);
    const odd = sizes.find(({ text }) => sizeOf(text) === undefined);
    const values = sizes.map(({ text }) => sizeOf(text) ?? 0);
    const order = header ? header.order : values.length === PRODUCT.length ? PRODUCT : undefined;
    const needed = (order ?? CONVOLUTION).length;
    const layer = odd
      ? { reason: `\`${odd.text}\` is not a positive whole number`, at: odd }
      : values.length < needed || values.length > needed + (order ? 0 : 1)
        ? `it has ${number(values.length)} numbers, and a ${order ? 'product' : 'convolution'} has ${needed}`
        : order
          ? productOf(values, order)
          : convolutionOf(first.text, values);
    if (typeof layer === 'string') network.leaveOut(first.text, layer, first.place);
    else if ('reason' in layer) network.leaveOut(first.text, layer.reason, layer.at.place);
    else {
      network.add({ name: first.text, spelling: spellingOf(layer.work), repeat: 1, from: first.place });
      if (layer.roundedUp) rounded.push(first.text);
      products ||= order !== undefined;
    }
  }
  const some = `${rounded.slice(0, 3).join(', ')}${rounded.length > 3 ? ` and ${rounded.length - 3} more` : ''}`;
  return {
    network,
    assumptions: [
      ...(products
        ? ['N of SCALE-Sim are the features, which are M here, and its M are the rows, which are N here.']
        : []),
      ...(rounded.length > 0
        ? [`The windows of ${some} end before the edge of the input, where SCALE-Sim counts another row or column.`]
        : []),
    ],
  };
}

/** What the columns are: sizes of products by name, else those of convolutions. */
interface Header {
  readonly order: readonly string[] | undefined;
}

/** A header has words where rows have numbers. */
const isHeader = (row: Row): boolean => {
  const words = row.slice(1);
  return words.length > 0 && words.every(({ text }) => /[a-z]/i.test(text));
};

function headerOf(row: Row): Header | undefined {
  const words = row.slice(1).map(({ text }) => text.toUpperCase());
  if (words.length === PRODUCT.length && PRODUCT.every((name) => words.includes(name))) return { order: words };
  const known = words[0]?.includes('IFMAP') && words[2]?.includes('FILTER') && words.length <= CONVOLUTION.length + 2;
  return known && !words.some((word) => word.includes('FACTOR')) ? { order: undefined } : undefined;
}

function reportHeader(header: Header | undefined, row: Row, report: Report): void {
  const place = row[0]?.place;
  if (!place) return;
  if (!header) {
    const columns = row.slice(1).map(({ text }) => text);
    const effect = 'rows after it are told by how many numbers they have';
    report.add('ffarch/import-lost', { construct: columns.join(', '), effect }, place);
  }
  if (!header?.order || header.order.join() === PRODUCT.join()) return;
  const construct = header.order.join(', ');
  const how = 'columns are taken as the header says, where SCALE-Sim reads M, N, K whatever it says';
  report.add(
    'ffarch/import-approximated',
    { construct, how, errs: 'The sizes differ from those of a run there' },
    place,
  );
}

/** The sizes of a row. A ratio of words that are not zero may follow them since SCALE-Sim 3: `2:4`. */
function withoutRatio(name: Cell, cells: readonly Cell[], report: Report): readonly Cell[] {
  const at = cells.findIndex(({ text }) => isRatio(text));
  const ratio = cells[at];
  if (!ratio) return cells;
  const [some, all] = ratio.text.split(':');
  if (some !== all) {
    const how = `all weights of ${name.text} count`;
    const errs = 'Energy and cycles come out too high';
    report.add('ffarch/import-approximated', { construct: ratio.text, how, errs }, ratio.place);
  }
  const after = cells.slice(at + 1);
  if (after.length > 0) {
    const construct = after.map(({ text }) => text).join(', ');
    const effect = `nothing is known of what follows the ratio of ${name.text}`;
    report.add('ffarch/import-lost', { construct, effect }, after[0]?.place ?? ratio.place);
  }
  return cells.slice(0, at);
}

/** Numbers may have separators of thousands between quotes. */
function sizeOf(text: string): number | undefined {
  const digits = /^\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text;
  const value = /^\d+(\.0*)?$/.test(digits) ? Number(digits) : 0;
  return value >= 1 && Number.isSafeInteger(value) ? value : undefined;
}

const isRatio = (text: string): boolean => /^\d+:\d+$/.test(text);

/** A layer, and whether SCALE-Sim rounds up the last step of its windows. */
interface Layer {
  readonly work: Work;
  readonly roundedUp: boolean;
}

/** SCALE-Sim multiplies M × K inputs by K × N filters: its N are the features, its M the rows. */
function productOf(values: readonly number[], order: readonly string[]): Layer {
  const value = (name: string) => values[order.indexOf(name)] ?? 1;
  const sizes = { M: value('N'), K: value('K'), N: value('M') };
  return { work: { kernel: 'gemm', sizes, strides: [], dilations: [], pads: [] }, roundedUp: false };
}

/** Layers whose names hold `DP` are depthwise to SCALE-Sim: each channel has all filters to itself. */
function convolutionOf(
  name: string,
  [height = 1, width = 1, R = 1, S = 1, C = 1, M = 1, vertical = 1, horizontal = vertical]: readonly number[],
): Layer | string {
  if (R > height || S > width)
    return `its filters of ${R} × ${S} are larger than its inputs of ${height} × ${width}, so nothing is computed`;
  const pixels = { P: Math.floor((height - R) / vertical) + 1, Q: Math.floor((width - S) / horizontal) + 1 };
  const depthwise = name.includes('DP');
  const kernel = depthwise ? (M === 1 ? 'depthwise' : 'grouped') : 'conv';
  const channels: Sizes = { depthwise: { C }, grouped: { G: C, M, C: 1 }, conv: { M, C } }[kernel];
  return {
    work: {
      kernel,
      sizes: { ...channels, ...pixels, R, S },
      strides: [vertical, horizontal],
      dilations: [1, 1],
      pads: [],
    },
    roundedUp: (height - R) % vertical !== 0 || (width - S) % horizontal !== 0,
  };
}
