import { PART_ENERGY, PART_PORT, SCORE } from './coefficients.js';
import type { Bank } from './request.js';

/** How a bank may be split: logarithms to base 2 of its splits of columns and rows, and of the words on a row of cells. */
interface Organisation {
  readonly columnSplits: number;
  readonly rowSplits: number;
  readonly wordsPerRow: number;
  /** Logarithms to base 2 of the rows and the columns of a subarray. */
  readonly rows: number;
  readonly columns: number;
}

/** Organisations that CACTI hardly ever chooses are left out. */
const LEAST_SHARE = 0.01;

/**
 * pJ of a read of one row. CACTI takes the organisation with the least energy × delay², and the energy jumps where that
 * changes: the model weighs the organisations by how likely CACTI takes them, and averages the logarithms of their energies.
 */
export function readEnergy(bank: Bank): number {
  const candidates = organisations(bank).map((one) => ({ one, weight: Math.exp(score(one, bank)) }));
  const total = sum(candidates.map(({ weight }) => weight));
  const likely = candidates.filter(({ weight }) => weight / total > LEAST_SHARE);
  const weights = sum(likely.map(({ weight }) => weight));
  return Math.exp(sum(likely.map(({ one, weight }) => (weight / weights) * Math.log(energy(one, bank)))));
}

function organisations({ width, depth }: Bank): Organisation[] {
  const found: Organisation[] = [];
  for (let columnSplits = 1; columnSplits <= 4; columnSplits++) {
    for (let rowSplits = 1; rowSplits <= 6; rowSplits++) {
      for (let wordsPerRow = 0; wordsPerRow <= 8; wordsPerRow++) {
        const multiplexing = 2 + wordsPerRow - columnSplits;
        const rows = Math.log2(depth) - wordsPerRow - rowSplits;
        const columns = Math.log2(width) + wordsPerRow - columnSplits;
        const isBuilt =
          multiplexing >= 1 && multiplexing <= 8 && rows >= 4 && rows <= 10.6 && columns >= 4 && columns <= 11;
        if (isBuilt) found.push({ columnSplits, rowSplits, wordsPerRow, rows, columns });
      }
    }
  }
  return found;
}

/** How likely CACTI takes an organisation, as a logarithm. */
function score({ columnSplits, rowSplits, rows, columns }: Organisation, { node, width, depth, ports }: Bank): number {
  const [r, c] = [(rows - 7) / 2, (columns - 8) / 2];
  const [a, b] = [columnSplits - 1, (rowSplits - 1) / 2];
  const z = (Math.log2(depth) + Math.log2(width) - 17) / 5;
  const v = (Math.log2(width) - 7) / 2;
  const shapes = [r, r ** 2, c, c ** 2, r * c, a, a ** 2, b, b ** 2, a * b, a * c, b * r];
  const sizes = [z * r, z * c, z * a, z * b, v * r, v * c];
  const moved = [r, c, a, b];
  return dot(SCORE.common, [...shapes, ...sizes]) + dot(SCORE.node[node], moved) + dot(SCORE.port[ports], moved);
}

/** pJ of a read in an organisation: of bit lines, sense amplifiers, decoders and wires. */
function energy(organisation: Organisation, { node, width, depth, ports }: Bank): number {
  const { columnSplits, rowSplits } = organisation;
  const [rows, columns] = [2 ** organisation.rows, 2 ** organisation.columns];
  // The sides of the whole bank in cells, and what the wires of a row take along them.
  const [wide, high] = [2 ** columnSplits * columns, 2 ** rowSplits * rows];
  const [across, down] = [(width * wide) / 1e4, (width * high) / 1e4];
  const addressBits = Math.log2(depth);
  const parts = [
    (4 * columns) / 100,
    (4 * columns * rows) / 1e4,
    width / 100,
    1,
    rows / 100,
    across,
    down,
    columnSplits > 1 ? across : 0,
    rowSplits > 1 ? down : 0,
    (addressBits * wide) / 1e4,
    (addressBits * high) / 1e4,
    (width * (columnSplits + rowSplits - 2)) / 100,
  ];
  const factors = PART_PORT[ports];
  return sum(parts.map((part, i) => part * (PART_ENERGY[node][i] ?? 0) * (factors[i] ?? 1)));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const dot = (weights: readonly number[], values: readonly number[]): number =>
  sum(weights.map((weight, i) => weight * (values[i] ?? 0)));
