import { ELEMENT } from '../graph.js';
import { MOST_NUMBERS } from '../read/wire.js';
import { axisOf, type Call } from './call.js';
import { cutsOf, rangeOf, shapeRange } from './movement.js';
import { isKnown, type Shape, wordsOf } from './value.js';

/** What the first output of a node holds; null where that depends on data that is not known. */
type ValueRule = (call: Call, shape: Shape) => readonly number[] | null;

/** The arithmetic with which exporters compute shapes. */
const RULES: Readonly<Record<string, ValueRule>> = {
  Constant: (call) => {
    const attribute = (name: string) => call.attribute(name);
    if (attribute('value')) return attribute('value')?.tensor?.values ?? null;
    const [int, float] = [attribute('value_int'), attribute('value_float')];
    if (int || float) return [int?.integer ?? float?.float ?? 0];
    return attribute('value_ints')?.integers ?? attribute('value_floats')?.floats ?? null;
  },
  ConstantOfShape: (call, shape) => filled(wordsOf(shape), call.attribute('value')?.tensor?.values?.[0] ?? 0),
  Shape: (call) => {
    const axes = call.shape(0)?.slice(...shapeRange(call)) ?? null;
    return isKnown(axes) ? axes : null;
  },
  Size: (call) => {
    const words = wordsOf(call.shape(0));
    return words === null ? null : [words];
  },
  Identity: kept,
  Reshape: kept,
  Squeeze: kept,
  Unsqueeze: kept,
  Flatten: kept,
  Cast: (call) => {
    const whole = [ELEMENT.int32, ELEMENT.int64].some((type) => type === call.integer('to', 0));
    return call.constant(0)?.map((value) => (whole ? Math.trunc(value) : value)) ?? null;
  },
  Concat: (call) => {
    const parts = call.inputs.map((input) => input?.constant ?? null);
    const flat = call.inputs.every((input) => input?.shape?.length === 1);
    return flat && !parts.includes(null) ? parts.flatMap((part) => part ?? []) : null;
  },
  Gather: (call) => {
    const [data, indices] = [call.constant(0), call.constant(1)];
    if (!data || !indices || call.shape(0)?.length !== 1) return null;
    return whole(indices.map((index) => data[axisOf(index, data.length)]));
  },
  Slice: (call) => {
    const data = call.constant(0);
    const [cut] = cutsOf(call, 1) ?? [];
    if (!data || !cut || call.shape(0)?.length !== 1) return null;
    const [first, count] = rangeOf(cut, data.length);
    return Array.from({ length: Math.min(count, data.length) }, (_, i) => data[first + i * cut.step]!);
  },
  Expand: (call, shape) => {
    const data = call.constant(0);
    return data?.length === 1 ? filled(wordsOf(shape), data[0]!) : null;
  },
  Range: (call, shape) => {
    const [start, , step] = [0, 1, 2].map((input) => call.constant(input)?.[0]);
    const count = wordsOf(shape);
    if (start === undefined || step === undefined || count === null || count > MOST_NUMBERS) return null;
    return Array.from({ length: count }, (_, i) => start + i * step);
  },
  ReduceProd: (call) => {
    const data = call.shape(0)?.length === 1 ? call.constant(0) : null;
    return data && [data.reduce((a, b) => a * b, 1)];
  },
  Neg: each((a) => -a),
  Abs: each(Math.abs),
  Floor: each(Math.floor),
  Ceil: each(Math.ceil),
  Round: each(Math.round),
  Sqrt: each(Math.sqrt),
  Not: each((a) => Number(!a)),
  Add: pairs((a, b) => a + b),
  Sub: pairs((a, b) => a - b),
  Mul: pairs((a, b) => a * b),
  Div: (call, shape) => {
    const integers = call.inputs.every((input) => input?.type === ELEMENT.int64 || input?.type === ELEMENT.int32);
    return pairs((a, b) => (integers ? Math.trunc(a / b) : a / b))(call, shape);
  },
  Mod: pairs((a, b) => ((a % b) + b) % b),
  Max: pairs(Math.max),
  Min: pairs(Math.min),
  Equal: pairs((a, b) => Number(a === b)),
  Greater: pairs((a, b) => Number(a > b)),
  Less: pairs((a, b) => Number(a < b)),
  And: pairs((a, b) => Number(a && b)),
  Or: pairs((a, b) => Number(a || b)),
  Where: (call, shape) => {
    const [condition, yes, no] = [0, 1, 2].map((input) => spread(call, input, wordsOf(shape)));
    return condition && yes && no ? condition.map((chosen, i) => (chosen ? yes[i]! : no[i]!)) : null;
  },
};

/** What the first output of a node holds, where that is little and can be told. */
export function constantOf(operator: string, call: Call, shape: Shape | null): readonly number[] | null {
  if (!Object.hasOwn(RULES, operator) || !isKnown(shape)) return null;
  const values = RULES[operator]!(call, shape);
  return values && values.length <= MOST_NUMBERS && values.length === wordsOf(shape) ? values : null;
}

function kept(call: Call): readonly number[] | null {
  return call.constant(0);
}

function each(of: (value: number) => number): ValueRule {
  return (call) => call.constant(0)?.map(of) ?? null;
}

function pairs(of: (a: number, b: number) => number): ValueRule {
  return (call, shape) => {
    const [a, b] = [0, 1].map((input) => spread(call, input, wordsOf(shape)));
    return a && b ? a.map((value, i) => of(value, b[i]!)) : null;
  };
}

/** A constant as long as the result: one value for all, or one for each. */
function spread(call: Call, input: number, count: number | null): readonly number[] | null {
  const values = call.constant(input);
  if (!values || count === null) return null;
  return values.length === count ? values : values.length === 1 ? filled(count, values[0]!) : null;
}

function filled(count: number | null, value: number): number[] | null {
  return count === null || count > MOST_NUMBERS ? null : Array<number>(count).fill(value);
}

const whole = (values: readonly (number | undefined)[]): number[] | null =>
  values.includes(undefined) ? null : (values as number[]);
