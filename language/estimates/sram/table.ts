import { TABLES, type Table } from './coefficients.js';
import type { Bank, Quantity } from './request.js';

/** Energy of a write, leakage or area of one bank: interpolated between logarithms at 45 nm, then moved to node and ports. */
export function fromTable(quantity: Exclude<Quantity, 'read'>, { node, width, depth, ports }: Bank): number {
  const table = TABLES[quantity];
  const [x, y] = [Math.log2(depth), Math.log2(width)];
  const size = (x + y - 17) / 6;
  const shifts = [1, size, (y - 7) / 2, size ** 2];
  const shift = (weights: readonly number[]) => weights.reduce((sum, weight, i) => sum + weight * (shifts[i] ?? 0), 0);
  return Math.exp(bilinear(table, x, y) + shift(table.node[node]) + shift(table.port[ports]));
}

function bilinear({ log2Depth, log2Width, ln }: Table, x: number, y: number): number {
  const [i, right] = between(log2Depth, x);
  const [j, below] = between(log2Width, y);
  const inRow = (row: readonly number[] = []) => (row[i] ?? 0) * (1 - right) + (row[i + 1] ?? 0) * right;
  return inRow(ln[j]) * (1 - below) + inRow(ln[j + 1]) * below;
}

/** The interval of an axis that a coordinate lies in, and how far; coordinates outside are taken to the axis's ends. */
function between(axis: readonly number[], coordinate: number): [index: number, share: number] {
  const last = axis.length - 2;
  const found = axis.findIndex((value, i) => i > 0 && coordinate < value);
  const index = found < 0 ? last : found - 1;
  const [from = 0, to = 1] = axis.slice(index);
  return [index, Math.min(1, Math.max(0, (coordinate - from) / (to - from)))];
}
