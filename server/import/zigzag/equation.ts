import type { Index } from '../kernels/contraction.js';

/** An operand of an equation: `I[b][c][iy][ix]`. */
export interface Operand {
  readonly name: string;
  /** In lower case, as equations and relations spell them in either. */
  readonly indices: readonly string[];
}

/** What a layer computes. */
export interface Equation {
  readonly output: Operand;
  readonly inputs: readonly Operand[];
  /** Whether the inputs are multiplied; else they are added. */
  readonly multiplies: boolean;
}

const OPERAND = /^([A-Za-z_]\w*)((?:\[\w+\])*)$/;

/** `O[b][k] += W[k][c] * I[b][c]`; undefined where a text is no equation. */
export function parseEquation(text: string): Equation | undefined {
  const [left, right, ...others] = text.replace(/\s+/g, '').split(/\+?=/);
  if (left === undefined || right === undefined || others.length > 0) return undefined;
  const output = operandOf(left);
  const inputs = right.split(/[*+]/).map(operandOf);
  return output && inputs.every((each) => each !== undefined)
    ? { output, inputs, multiplies: right.includes('*') && !right.includes('+') }
    : undefined;
}

function operandOf(text: string): Operand | undefined {
  const [, name, indices] = OPERAND.exec(text) ?? [];
  return name === undefined || indices === undefined
    ? undefined
    : { name, indices: [...indices.matchAll(/\[(\w+)\]/g)].map(([, index = '']) => index.toLowerCase()) };
}

/** A sum that an index stands for: `ix=2*ox+1*fx`; undefined where a text is no such relation. */
export function parseRelation(text: string): readonly [index: string, sum: Index] | undefined {
  const [left, right, ...others] = text.replace(/\s+/g, '').toLowerCase().split('=');
  if (left === undefined || right === undefined || others.length > 0 || !/^\w+$/.test(left)) return undefined;
  const terms = right.split('+').map((term) => {
    const factors = term.split('*');
    const names = factors.filter((factor) => !/^\d+$/.test(factor));
    const coefficient = factors.filter((factor) => /^\d+$/.test(factor)).reduce((product, n) => product * Number(n), 1);
    const [dimension] = names;
    return dimension !== undefined && names.length === 1 && /^\w+$/.test(dimension) && coefficient >= 1
      ? { dimension, coefficient }
      : undefined;
  });
  return terms.every((term) => term !== undefined) ? [left, terms] : undefined;
}
