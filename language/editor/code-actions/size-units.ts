import { type AstNode, AstUtils } from 'langium';
import type { Memory } from '../../domain/index.js';
import * as ast from '../../generated/ast.js';
import { type Fix, type FixContext, replace } from './fix.js';

/** The size of a memory in words or bits as one in bytes, or the other way round, where the bits of a word are known. */
export function convertSize(at: AstNode, { lowering }: FixContext): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isQuantityProperty);
  const level = property?.$container;
  if (property?.keyword !== 'size' || !property.quantity || !ast.isMemory(level)) return [];
  const { value, sound } = lowering.architecture(level.$container);
  const lowered = value?.levels[level.$containerIndex ?? 0] as Memory | undefined;
  const counted = lowered?.bits ? 1 : lowered?.valueBits;
  if (!sound || !lowered || lowered.size === null || !counted) return [];
  const bytes = (lowered.size * counted) / 8;
  if (property.quantity.unit === undefined && !Number.isInteger(bytes)) return [];
  const text = property.quantity.unit === undefined ? inBytes(bytes) : inWords(lowered.size);
  const edits = replace(property, property.quantity.$cstNode, text);
  return [
    {
      title: `Convert size to ${property.quantity.unit === undefined ? text : `${text} ${lowered.bits ? 'bits' : 'words'}`}`,
      edits,
    },
  ];
}

function inBytes(bytes: number): string {
  const [factor, unit] = UNITS.find(([size]) => bytes % size === 0)!;
  return `${bytes / factor} ${unit}`;
}

function inWords(words: number): string {
  return words % 1024 === 0 ? `${words / 1024}Ki` : String(words);
}

const UNITS = [
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
  [1, 'B'],
] as const;
