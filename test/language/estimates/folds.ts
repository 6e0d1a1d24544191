/*
 * npm run test:folds -- GRID.csv      the SRAM model on parts of a grid of CACTI's figures that it was not fitted to
 * npm run test:folds -- GRID.csv 5 7  in so many parts, drawn by this seed
 *
 * The tables of writes, leakage and area are fitted again to all parts but one, and tried on that one: were the model's own
 * coefficients made for single points, they would be much better there than such tables are. The model's own errors, of reads and of
 * several banks as well, stand beside them. A line of GRID.csv is as in test/golden/cacti-sram.csv.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ofBanks } from '../../../language/estimates/sram/bank.js';
import { TABLES, type Table } from '../../../language/estimates/sram/coefficients.js';
import {
  type Bank,
  type BankCount,
  NODES,
  PORTS,
  QUANTITIES,
  type Quantity,
} from '../../../language/estimates/sram/request.js';
import { percent } from '../../../language/figures.js';
import { prng } from '../../../server/mapper/prng.js';

/** A memory of the grid, with what CACTI has of it. */
interface Point {
  readonly bank: Bank;
  readonly banks: 1 | BankCount;
  readonly values: Readonly<Record<Quantity, number>>;
}

const SAMPLE = fileURLToPath(new URL('../../golden/cacti-sram.csv', import.meta.url));
const [path = SAMPLE, parts = '5', seed = '1'] = process.argv.slice(2);

function pointsOf(text: string): Point[] {
  const [head = '', ...lines] = text.trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    const number = (name: string): number => Number(cell(name));
    return {
      bank: {
        node: number('technology_nm') as Bank['node'],
        width: number('width_bits'),
        depth: number('depth_words'),
        ports: cell('ports') as Bank['ports'],
      },
      banks: number('banks') as Point['banks'],
      values: {
        read: number('read_energy_pJ'),
        write: number('write_energy_pJ'),
        leakage: number('leakage_mW'),
        area: number('area_um2'),
      },
    };
  });
}

/** Shares of the two ends of the interval of an axis that a coordinate lies in, by their indices. */
function shares(axis: readonly number[], coordinate: number): [index: number, share: number][] {
  const at = Math.min(Math.max(coordinate, axis[0]!), axis.at(-1)!);
  const right = Math.max(
    1,
    axis.findIndex((value) => at <= value),
  );
  const share = (at - axis[right - 1]!) / (axis[right]! - axis[right - 1]!);
  return [
    [right - 1, 1 - share],
    [right, share],
  ];
}

/** What each coefficient of a table counts in the logarithm of a value: the corners, then the shifts of nodes and of ports. */
function featuresOf({ log2Depth, log2Width, node, port }: Table, bank: Bank): number[] {
  const [x, y] = [Math.log2(bank.depth), Math.log2(bank.width)];
  const corners = Array.from({ length: log2Width.length * log2Depth.length }, () => 0);
  for (const [j, below] of shares(log2Width, y))
    for (const [i, right] of shares(log2Depth, x)) corners[j * log2Depth.length + i]! += below * right;
  const size = (x + y - 17) / 6;
  const shifts = [1, size, (y - 7) / 2, size ** 2];
  const of = (is: boolean, weights: readonly number[]) => weights.map((_, i) => (is ? (shifts[i] ?? 0) : 0));
  return [
    ...corners,
    ...NODES.flatMap((each) => of(each === bank.node, node[each])),
    ...PORTS.flatMap((each) => of(each === bank.ports, port[each])),
  ];
}

/** How little a coefficient may be known by the points: it keeps those that none has at what their neighbours have. */
const SMOOTHING = 1e-3;

/** The coefficients that come nearest to the logarithms of points, with corners as straight as these allow. */
function fitted(table: Table, points: readonly Point[], quantity: Quantity): number[] {
  const rows = points.map(({ bank }) => featuresOf(table, bank));
  const count = rows[0]!.length;
  const matrix = Array.from({ length: count }, () => Array.from({ length: count }, () => 0));
  const right = Array.from({ length: count }, () => 0);
  const add = (row: readonly number[], value: number, weight: number) => {
    for (let i = 0; i < count; i++) {
      if (row[i] === 0) continue;
      right[i]! += weight * row[i]! * value;
      for (let j = 0; j < count; j++) matrix[i]![j]! += weight * row[i]! * row[j]!;
    }
  };
  for (const [at, point] of points.entries()) add(rows[at]!, Math.log(point.values[quantity]), 1);
  const [wide, high] = [table.log2Depth.length, table.log2Width.length];
  for (let j = 0; j < high; j++)
    for (let i = 0; i < wide; i++)
      for (const [before, after] of [
        [i > 0 && i < wide - 1 ? j * wide + i - 1 : -1, j * wide + i + 1],
        [j > 0 && j < high - 1 ? (j - 1) * wide + i : -1, (j + 1) * wide + i],
      ] as const) {
        if (before < 0) continue;
        const bend = Array.from({ length: count }, () => 0);
        bend[before] = 1;
        bend[after] = 1;
        bend[j * wide + i] = -2;
        add(bend, 0, SMOOTHING);
      }
  for (let i = 0; i < count; i++) matrix[i]![i]! += 1e-9;
  return solved(matrix, right);
}

/** Solves linear equations by elimination with the largest pivots. */
function solved(matrix: number[][], right: number[]): number[] {
  const count = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let k = 0; k < count; k++) {
    const pivot = rows
      .slice(k)
      .reduce((best, row, i) => (Math.abs(row[k]!) > Math.abs(rows[best]![k]!) ? k + i : best), k);
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = k + 1; i < count; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      if (factor !== 0) for (let j = k; j <= count; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  const values = Array.from({ length: count }, () => 0);
  for (let k = count - 1; k >= 0; k--) {
    const rest = rows[k]!.slice(k + 1, count).reduce((sum, factor, i) => sum + factor * values[k + 1 + i]!, 0);
    values[k] = (rows[k]![count]! - rest) / rows[k]![k]!;
  }
  return values;
}

/** The median and the error of nine in ten, of factors less 1. */
function errorsOf(points: readonly Point[], quantity: Quantity, of: (point: Point) => number): string {
  const errors = points
    .map((point) => Math.exp(Math.abs(Math.log(of(point) / point.values[quantity]))) - 1)
    .sort((a, b) => a - b);
  const at = (share: number) => percent(errors[Math.floor(errors.length * share)] ?? Number.NaN);
  return `${at(0.5)} and ${at(0.9)}`.padEnd(19);
}

const random = prng(Number(seed));
const points = pointsOf(readFileSync(path, 'utf8'))
  .map((point) => ({ point, order: random() }))
  .sort((a, b) => a.order - b.order)
  .map(({ point }) => point);
const folds = Array.from({ length: Number(parts) }, (_, fold) => points.filter((_, at) => at % Number(parts) === fold));

console.log(`${points.length} memories in ${folds.length} parts: errors in the median and of nine in ten`);
for (const quantity of QUANTITIES) {
  console.log(`\n${quantity.padEnd(10)} model, all        model, one bank    fitted to the other parts, one bank`);
  for (const [fold, held] of folds.entries()) {
    const single = held.filter(({ banks }) => banks === 1);
    const model = ({ bank, banks }: Point) => ofBanks(quantity, bank, banks);
    const line = [errorsOf(held, quantity, model), errorsOf(single, quantity, model)];
    if (quantity !== 'read') {
      const table = TABLES[quantity];
      const others = points.filter((point) => point.banks === 1 && !held.includes(point));
      const weights = fitted(table, others, quantity);
      const value = ({ bank }: Point) =>
        Math.exp(featuresOf(table, bank).reduce((sum, feature, i) => sum + feature * weights[i]!, 0));
      line.push(errorsOf(single, quantity, value));
    }
    console.log(`  part ${fold + 1}   ${line.join('')}`);
  }
}
