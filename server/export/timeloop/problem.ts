import { type Axis, coefficientOf, type Operand, type Term, type Workload } from '../../../language/domain/index.js';
import { listed, type Spelling } from './spelling.js';

/** A workload as a problem of Timeloop 0.4, in YAML. Coefficients are names there, of which the instance says the values. */
export function problemText({ coupling, sizes, strides }: Workload, { dimension, operand }: Spelling): string {
  const { dimensions, operands } = coupling;
  const coefficients = new Map<string, number>();
  const termText = (term: Term): string => {
    const value = coefficientOf(term, strides);
    if (term.stride === null && value === 1) return listed([dimension(term.dimension)]);
    const name = coefficientName(term, dimensions);
    coefficients.set(name, value);
    return listed([dimension(term.dimension), name]);
  };
  const axisText = (axis: Axis): string => listed(axis.map(termText));
  const space = ({ name, axes }: Operand, written: boolean): string[] => [
    `    - name: ${operand(name)}`,
    `      projection: ${listed(axes.map(axisText))}`,
    ...(written ? ['      read_write: True'] : []),
  ];
  const spaces = [...space(operands.w, false), ...space(operands.in, false), ...space(operands.out, true)];
  return [
    'problem:',
    '  version: 0.4',
    '  shape:',
    `    name: ${coupling.name.replace(/\W+/g, '_')}`,
    `    dimensions: ${listed(dimensions.map(dimension))}`,
    ...(coefficients.size > 0 ? ['    coefficients:'] : []),
    ...[...coefficients].map(([name, value]) => `    - {name: ${name}, default: ${value}}`),
    '    data_spaces:',
    ...spaces,
    '  instance:',
    ...dimensions.map((name) => `    ${dimension(name)}: ${sizes[name] ?? 1}`),
    ...[...coefficients].map(([name, value]) => `    ${name}: ${value}`),
    '',
  ].join('\n');
}

/** A coefficient's name: of its stride, its number, or both. */
function coefficientName({ dimension, stride, coefficient }: Term, dimensions: readonly string[]): string {
  const base = (stride ?? `${dimension}times`).replace(/\W+/g, '_');
  const name = coefficient === 1 ? base : `${base}${coefficient}`;
  return dimensions.includes(name) ? `${name}_` : name;
}
