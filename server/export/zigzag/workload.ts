import { type Axis, coefficientOf, type Layer, type Operand, type Workload } from '../../../language/domain/index.js';
import { type Precision, quoted } from './hardware.js';

/** What ZigZag calls the dimensions of a workload: their own names where these differ in more than case. */
export function dimensionNames({ coupling: { dimensions } }: Workload): ReadonlyMap<string, string> {
  const plain = new Set(dimensions.map((name) => name.toUpperCase())).size === dimensions.length;
  const fits = plain && dimensions.every((name) => /^[A-Za-z]\w*$/.test(name));
  return new Map(dimensions.map((name, at) => [name, fits ? name.toUpperCase() : `D${at}`]));
}

/** Layers as a workload of ZigZag, in YAML. */
export const workloadText = (layers: readonly Layer[], precision: Precision): string =>
  layers.map((layer, at) => layerText(layer, at, precision)).join('\n');

function layerText({ name, workload }: Layer, id: number, precision: Precision): string {
  const names = dimensionNames(workload);
  const { operands, dimensions } = workload.coupling;
  const relations: string[] = [];
  const index = (axis: Axis): string => {
    const terms = axis.map((term) => {
      const factor = coefficientOf(term, workload.strides);
      return [factor, (names.get(term.dimension) ?? '').toLowerCase()] as const;
    });
    const [only] = terms;
    if (only && terms.length === 1) return only[1];
    const window = `x${relations.length}_${id}`;
    relations.push(`${window}=${terms.map(([factor, dimension]) => `${factor}*${dimension}`).join('+')}`);
    return window;
  };
  const indexed = ({ axes }: Operand) => axes.map((axis) => `[${index(axis)}]`).join('');
  const equation = `O${indexed(operands.out)}+=W${indexed(operands.w)}*I${indexed(operands.in)}`;
  return [
    `- id: ${id}`,
    `  name: ${quoted(name)}`,
    `  operator_type: ${quoted(workload.coupling.name)}`,
    `  equation: ${equation}`,
    `  dimension_relations: [${relations.join(', ')}]`,
    `  loop_dims: [${dimensions.map((dimension) => names.get(dimension)).join(', ')}]`,
    `  loop_sizes: [${dimensions.map((dimension) => workload.sizes[dimension] ?? 1).join(', ')}]`,
    '  operand_precision:',
    `    W: ${precision.w}`,
    `    I: ${precision.in}`,
    `    O: ${precision.out}`,
    `    O_final: ${precision.out}`,
    '  operand_source:',
    `    I: ${id}`,
    `    W: ${id}`,
    '',
  ].join('\n');
}
