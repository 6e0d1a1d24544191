import type { Call, ShapeRule } from './call.js';
import type { Shape } from './value.js';

/** What an operator of attention computes. */
export interface Attention {
  readonly batch: number;
  /** Heads of keys and values. */
  readonly heads: number;
  /** Heads of queries that share one of those. */
  readonly queriesPerHead: number;
  readonly queries: number;
  /** Those of the past included. */
  readonly keys: number;
  /** Words of a query and of a key. */
  readonly depth: number;
  /** Words of a value. */
  readonly valueDepth: number;
  /** Whether results have an axis for the heads. */
  readonly perHead: boolean;
}

type Known = readonly number[];

const known = (shape: Shape | null): Known | null => (shape && !shape.includes(null) ? (shape as Known) : null);

/** How each operator of attention gives its sizes; null where one is not known. */
const OPERATORS: Readonly<Record<string, (call: Call) => Attention | null>> = {
  Attention: standard,
  'com.microsoft.Attention': projected,
  'com.microsoft.QAttention': projected,
  'com.microsoft.MultiHeadAttention': multiHead,
  'com.microsoft.DecoderMaskedMultiHeadAttention': multiHead,
  'com.microsoft.GroupQueryAttention': groupQuery,
};

/** With their domains. */
export const ATTENTION_OPERATORS = Object.keys(OPERATORS);

export const isAttention = (operator: string): boolean => Object.hasOwn(OPERATORS, operator);

/** The sizes of an attention; null where they are not known. */
export const attentionOf = (operator: string, call: Call): Attention | null => OPERATORS[operator]!(call);

/** ONNX's own: queries, keys and values with an axis for the heads, or without. */
function standard(call: Call): Attention | null {
  const [q, k, v] = [0, 1, 2].map((input) => known(call.shape(input)));
  if (!q || !k || !v) return null;
  const past = known(call.shape(4))?.[2] ?? 0;
  const perHead = q.length === 4;
  const heads = perHead ? k[1]! : call.integer('kv_num_heads', 0);
  const all = perHead ? q[1]! : call.integer('q_num_heads', 0);
  const [depth, valueDepth] = perHead ? [q[3]!, v[3]!] : [q[2]! / all, v[2]! / heads];
  const [queries, keys] = perHead ? [q[2]!, k[2]!] : [q[1]!, k[1]!];
  return { batch: q[0]!, heads, queriesPerHead: all / heads, queries, keys: keys + past, depth, valueDepth, perHead };
}

/** `Attention` of ONNX Runtime, which projects its input to queries, keys and values itself. */
function projected(call: Call): Attention | null {
  const [input, weights] = [known(call.shape(0)), known(call.shape(1))];
  const heads = call.integer('num_heads', 0);
  if (input?.length !== 3 || weights?.length !== 2 || heads < 1) return null;
  const third = weights[1]! / 3;
  const [depth, , valueDepth] = call.integers('qkv_hidden_sizes') ?? [third, third, third];
  // The past of keys and values, [2, batch, heads, past, depth].
  const past = known(call.shape(call.node.operator === 'QAttention' ? 8 : 4))?.[3] ?? 0;
  return {
    batch: input[0]!,
    heads,
    queriesPerHead: 1,
    queries: input[1]!,
    keys: input[1]! + past,
    depth: depth! / heads,
    valueDepth: valueDepth! / heads,
    perHead: false,
  };
}

/** `MultiHeadAttention` of ONNX Runtime: apart, or queries, keys and values packed in one or two tensors of five axes. */
function multiHead(call: Call): Attention | null {
  const [q, k, v] = [0, 1, 2].map((input) => known(call.shape(input)));
  const heads = call.integer('num_heads', 0);
  if (!q || heads < 1 || (call.has(1) && !k)) return null;
  const depth = q.length === 5 ? q[4]! : q[2]! / heads;
  const past = known(call.shape(6))?.[2] ?? 0;
  const keys = (k?.length === 4 ? k[2]! : (k?.[1] ?? q[1]!)) + past;
  const valueDepth = v ? (v.length === 4 ? v[3]! : v[2]! / heads) : depth;
  return { batch: q[0]!, heads, queriesPerHead: 1, queries: q[1]!, keys, depth, valueDepth, perHead: false };
}

/** `GroupQueryAttention` of ONNX Runtime: several heads of queries share one of keys and values. */
function groupQuery(call: Call): Attention | null {
  const [q, k] = [known(call.shape(0)), known(call.shape(1))];
  const [all, heads] = [call.integer('num_heads', 0), call.integer('kv_num_heads', 0)];
  if (q?.length !== 3 || all < 1 || heads < 1 || (call.has(1) && !k)) return null;
  // Without keys, all three stand one after the other in the first input.
  const depth = k ? k[2]! / heads : q[2]! / (all + 2 * heads);
  const total = call.constant(6)?.[0];
  const past = known(call.shape(3))?.[2] ?? 0;
  return {
    batch: q[0]!,
    heads,
    queriesPerHead: all / heads,
    queries: q[1]!,
    keys: total ?? q[1]! + past,
    depth,
    valueDepth: depth,
    perHead: false,
  };
}

/** The result, and the keys and values with those of the past. */
export const attention =
  (operator: string): ShapeRule =>
  (call) => {
    const sizes = attentionOf(operator, call);
    if (!sizes) return call.node.outputs.map(() => null);
    const { batch, heads, queriesPerHead, queries, keys, depth, valueDepth, perHead } = sizes;
    const all = heads * queriesPerHead;
    const result = perHead ? [batch, all, queries, valueDepth] : [batch, queries, all * valueDepth];
    const present = [
      [batch, heads, keys, depth],
      [batch, heads, keys, valueDepth],
    ];
    return operator === 'com.microsoft.Attention' ? [result, [2, ...present[0]!]] : [result, ...present];
  };
