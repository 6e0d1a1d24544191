import { count, number } from '../../../../language/figures.js';
import { Fault } from '../../fault.js';
import type { Model } from '../graph.js';
import { ATTENTION_OPERATORS, isAttention } from '../shapes/attention.js';
import { Call } from '../shapes/call.js';
import type { Step } from '../shapes/value.js';
import type { Run } from '../shapes/walk.js';
import { attentionParts, withAttention } from './attention.js';
import { convolutionPart } from './convolution.js';
import type { Layer } from './layer.js';
import { layersOf } from './merge.js';
import { isFolded, type Other, othersOf } from './others.js';
import { LeftOut, type Part } from './part.js';
import { packedPart, productPart } from './products.js';
import { recurrentParts } from './recurrent.js';
import { type Remark, together } from './remark.js';

/** What a model is to a mapper. */
export interface ImportedNetwork {
  /** What exported it, `pytorch 1.13.0`; empty where it is not said. */
  readonly producer: string;
  readonly layers: readonly Layer[];
  /** What is not a layer, by operator. */
  readonly others: readonly Other[];
  /** Nodes that multiply and could not become layers. */
  readonly leftOut: readonly Remark[];
  /** What had to be assumed, because the file does not say it. */
  readonly assumptions: readonly Remark[];
  /** Multiply-accumulates of all layers with their repeats. */
  readonly macs: number;
  /** Words of weights and biases, those of what is not a layer included. */
  readonly parameters: number;
}

type Rule = (step: Step, call: Call) => readonly Part[] | Part | LeftOut;

const convolution =
  (weights: number, bias: number | null): Rule =>
  (step, call) =>
    convolutionPart(step, call, { weights, bias });

const product =
  (second: number, bias: number | null = null): Rule =>
  (step, call) =>
    productPart(step, call, { second, bias });

/** The operators that become layers, by name with domain. */
const RULES: Readonly<Record<string, Rule>> = {
  Conv: convolution(1, 2),
  ConvInteger: convolution(1, null),
  DeformConv: convolution(1, 3),
  QLinearConv: convolution(3, 8),
  ConvTranspose: convolution(1, 2),
  'com.microsoft.FusedConv': convolution(1, 2),
  'com.microsoft.QLinearConv': convolution(3, 8),
  Gemm: product(1, 2),
  'com.microsoft.FusedGemm': product(1, 2),
  'com.microsoft.QGemm': product(3, 6),
  MatMul: product(1),
  MatMulInteger: product(1),
  QLinearMatMul: product(3),
  Einsum: product(1),
  'com.microsoft.FusedMatMul': product(1),
  'com.microsoft.MatMulIntegerToFloat': product(1, 6),
  'com.microsoft.DynamicQuantizeMatMul': product(1, 4),
  'com.microsoft.MatMulNBits': packedPart,
  RNN: recurrentParts,
  GRU: recurrentParts,
  LSTM: recurrentParts,
};

/** The operators that become layers, with their domains. */
export const LAYER_OPERATORS: readonly string[] = [...Object.keys(RULES), ...ATTENTION_OPERATORS];

const ruleOf = (operator: string): Rule | undefined => {
  if (isAttention(operator)) return attentionParts;
  return Object.hasOwn(RULES, operator) ? RULES[operator] : undefined;
};

/** The layers of a model that has run, and all that is none. */
export function networkOf(model: Model, { steps, assumptions }: Run): ImportedNetwork | Fault {
  const parts: Part[] = [];
  const rest: [Step, Call][] = [];
  const leftOut: LeftOut[] = [];
  for (const step of steps.filter((each) => !isFolded(each))) {
    const call = new Call(step.node, step.inputs, model.opset);
    const given = ruleOf(step.operator)?.(step, call);
    if (given === undefined) rest.push([step, call]);
    else if (given instanceof LeftOut) leftOut.push(given);
    else for (const part of [given].flat() as Part[]) place(part, parts, leftOut);
  }
  const layers = layersOf(withAttention(parts, steps));
  const others = othersOf(rest);
  const macs = layers.reduce((sum, layer) => sum + layer.macs * layer.repeat, 0);
  const large = layers.find((layer) => layer.macs * layer.repeat > Number.MAX_SAFE_INTEGER);
  if (large || macs > Number.MAX_SAFE_INTEGER) {
    const what = large
      ? `\`${large.nodes[0]}\` has ${number(large.macs * large.repeat)}`
      : `The layers have ${number(macs)}`;
    const limit = `${what} multiply-accumulates, and counts are exact up to ${count(Number.MAX_SAFE_INTEGER)}.`;
    return new Fault('too-large', limit, 'Check the sizes of the model, and those given for its names.');
  }
  return {
    producer: model.producer,
    layers,
    others,
    leftOut: together(leftOut.map(({ step, reason }) => ({ operator: step.operator, node: step.title, text: reason }))),
    assumptions: together(assumptions),
    macs,
    parameters: [...layers, ...others].reduce((sum, { parameters }) => sum + parameters, 0),
  };
}

/** A tensor without words is nothing to multiply, and a window that does not move no convolution. */
function place(part: Part, parts: Part[], leftOut: LeftOut[]): void {
  const odd = Object.entries(part.sizes).find(([, size]) => !isCount(size));
  const still = [...part.strides, ...part.dilations].find((step) => !isCount(step));
  if (odd)
    leftOut.push(new LeftOut(part.step, `has ${number(odd[1])} in its dimension ${odd[0]}, so nothing is multiplied`));
  else if (still !== undefined) leftOut.push(new LeftOut(part.step, `has a stride or dilation of ${number(still)}`));
  else parts.push(part);
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;
