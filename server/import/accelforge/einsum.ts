import type { Index, Term } from '../kernels/contraction.js';

/** An axis of a tensor: its rank, and the rank variables that index it. */
export interface RankIndex {
  readonly rank: string;
  readonly index: Index;
}

/** A tensor as an einsum reads or writes it. */
export interface Access {
  readonly tensor: string;
  readonly ranks: readonly RankIndex[];
}

/** An einsum: `T[m, n] = A[m, k] * B[k, n]`. */
export interface Einsum {
  readonly name: string;
  readonly output: Access;
  readonly inputs: readonly Access[];
}

const ACCESS = /^\s*([A-Za-z_]\w*)\s*\[([^[\]]*)\]\s*$/;

/** Reads an einsum in one text; it is called by the tensor that it writes. Undefined where the text is none. */
export function parseEinsum(text: string): Einsum | undefined {
  const [left, right, ...others] = text.split(/\+?=/);
  if (left === undefined || right === undefined || others.length > 0) return undefined;
  const output = parseAccess(left);
  const inputs = splitOutside(right, '*').map(parseAccess);
  return output && inputs.every((each) => each !== undefined) ? { name: output.tensor, output, inputs } : undefined;
}

function parseAccess(text: string): Access | undefined {
  const [, tensor, inside] = ACCESS.exec(text) ?? [];
  if (tensor === undefined || inside === undefined) return undefined;
  const ranks = inside
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [first = '', ...rest] = part.split(':');
      return rest.length > 0 ? rankIndex(rest.join(':'), first.trim()) : rankIndex(first);
    });
  return ranks.every((each) => each !== undefined) ? { tensor, ranks } : undefined;
}

/** An axis by what indexes it; its rank is called as its only variable in capitals where none is given. */
export function rankIndex(text: string, rank?: string): RankIndex | undefined {
  const index = parseIndex(text);
  const [only, ...others] = index ?? [];
  if (!index || !only) return undefined;
  if (rank !== undefined) return { rank, index };
  return others.length === 0 ? { rank: only.dimension.toUpperCase(), index } : { rank: text.trim(), index };
}

/** `p * 2 + r`; undefined for what is no sum of variables with whole coefficients. */
export function parseIndex(text: string): Index | undefined {
  const terms = text.split('+').map((part): Term | undefined => {
    const factors = part.split('*').map((factor) => factor.trim());
    const names = factors.filter((factor) => /^[A-Za-z_]\w*$/.test(factor));
    const numbers = factors.filter((factor) => /^\d+$/.test(factor));
    const [dimension] = names;
    if (dimension === undefined || names.length > 1 || names.length + numbers.length < factors.length) return undefined;
    const coefficient = numbers.reduce((product, number) => product * Number(number), 1);
    return coefficient >= 1 ? { dimension, coefficient } : undefined;
  });
  return terms.every((term) => term !== undefined) ? terms : undefined;
}

/** `0 <= p < 112`: the variable and how many values it has; undefined where a text is no such bound. */
export function parseBound(text: string): readonly [variable: string, size: number] | undefined {
  const [, from, low, variable, high, to] =
    /^\s*(-?\d+)\s*(<=?)\s*([A-Za-z_]\w*)\s*(<=?)\s*(-?\d+)\s*$/.exec(text) ?? [];
  if (variable === undefined) return undefined;
  const first = Number(from) + (low === '<' ? 1 : 0);
  const end = Number(to) + (high === '<=' ? 1 : 0);
  return [variable, end - first];
}

/** Parts between a sign that is not inside brackets. */
function splitOutside(text: string, sign: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '[') depth++;
    if (letter === ']') depth--;
    if (letter === sign && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}
