import { freeName, printName } from '../../../language/print/print.js';
import { and } from '../../../language/wording.js';
import type { DraftCoupling, DraftWorkload } from '../draft.js';
import type { Scope } from '../expression.js';
import { evaluateExpression, Unfit } from '../expression.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import { SourceFile } from '../source-file.js';
import { unknownKey } from '../unknown-key.js';
import { plainKey, type YamlMap, type YamlNode } from '../yaml/node.js';
import { readYaml } from '../yaml/read.js';
import { isKey, reportUnread } from './keys.js';
import { namesOf, type Part } from './specification.js';

/** A term of an axis: a dimension, and the name or number before it. */
interface Term {
  readonly dimension: string;
  readonly coefficient: string | null;
}

/** An operand of a problem, as `.ffarch` understands it. */
export interface Operand {
  readonly name: string;
  readonly axes: readonly (readonly Term[])[];
}

/** What a problem computes. */
export interface Shape {
  readonly name: string;
  readonly dimensions: readonly string[];
  /** Dimensions that index no operand. */
  readonly idle: readonly string[];
  readonly output: Operand;
  readonly weights: Operand;
  readonly inputs: Operand;
  /** The coefficients that the coupling names, with what they are where an instance says nothing. */
  readonly strides: ReadonlyMap<string, number>;
  readonly from: Place | null;
}

/** A problem that was read: its shape, and its sizes where it has some. */
export interface Problem {
  /** Whether it means here what it means to Timeloop. */
  readonly exact: boolean;
  readonly shape: Shape;
  readonly sizes: ReadonlyMap<string, number>;
  readonly coefficients: ReadonlyMap<string, number>;
  readonly part: Part | null;
  readonly from: Place | null;
}

export const operandsOf = ({ output, weights, inputs }: Shape): readonly Operand[] => [output, weights, inputs];

/** The dimensions that index an operand. */
export const relevant = ({ axes }: Operand): ReadonlySet<string> =>
  new Set(axes.flatMap((axis) => axis.map(({ dimension }) => dimension)));

/** Whether an operand has windows: an axis of several dimensions. */
export const hasWindows = ({ axes }: Operand): boolean => axes.some((axis) => axis.length > 1);

/** The shapes that problems name instead of writing them, as Timeloop ships them. */
const BUILT_IN: Readonly<Record<string, string>> = {
  cnn_layer: `{name: cnn_layer, dimensions: [R, S, P, Q, C, K, N],
    coefficients: [{name: Wstride, default: 1}, {name: Hstride, default: 1}, {name: Wdilation, default: 1}, {name: Hdilation, default: 1}],
    data_spaces: [
      {name: Weights, projection: [[[C]], [[K]], [[R]], [[S]]]},
      {name: Inputs, projection: [[[N]], [[C]], [[R, Wdilation], [P, Wstride]], [[S, Hdilation], [Q, Hstride]]]},
      {name: Outputs, projection: [[[N]], [[K]], [[Q]], [[P]]], read_write: true}]}`,
  gemm: `{name: gemm, dimensions: [M, K, N], data_spaces: [
      {name: A, projection: [[[M]], [[K]]]}, {name: B, projection: [[[K]], [[N]]]},
      {name: Z, projection: [[[M]], [[N]]], read_write: true}]}`,
  gemm_ABZ: `{name: gemm_ABZ, dimensions: [M, N, K], data_spaces: [
      {name: A, projection: [[[M]], [[K]]]}, {name: B, projection: [[[N]], [[K]]]},
      {name: Z, projection: [[[M]], [[N]]], read_write: true}]}`,
};

/** The shape that is assumed where no problem is given. */
export function defaultShape(names: ReadonlySet<string>, report: Report): Shape | null {
  const text = (BUILT_IN.cnn_layer ?? '').replace(/\bK\b/g, names.has('M') ? 'M' : 'K');
  return builtIn('cnn_layer', text, report);
}

function builtIn(name: string, text: string, report: Report): Shape | null {
  const [node] = readYaml(SourceFile.ofText(name, text), report);
  return node?.kind === 'map' ? shapeOf(node, null, report) : null;
}

/**
 * Reads a problem; null, and a report, where it is none.
 *
 * @param shapes those that files have by themselves, which problems may name
 */
export function problemOf(part: Part, shapes: readonly Part[], scope: Scope, report: Report): Problem | null {
  const { node } = part;
  if (node.kind !== 'map') return null;
  const given = node.get('shape');
  const shape =
    given?.kind === 'scalar'
      ? namedShape(given.text, shapes, given.place, report)
      : given?.kind === 'map'
        ? shapeOf(given, given.place, report)
        : null;
  if (!shape) {
    if (!given)
      report.add(
        'ffarch/import-incomplete',
        { what: '`shape` in the problem', remedy: 'Say what is computed.' },
        node.place,
      );
    return null;
  }
  const instance = node.get('instance');
  const values = instance?.kind === 'map' ? instance : node;
  const sizes = new Map<string, number>();
  const coefficients = new Map<string, number>();
  let exact = true;
  for (const { key, value, place } of values.entries) {
    if (key === 'densities' || key === 'shape' || key === 'version' || key === 'name') continue;
    const dimension = shape.dimensions.includes(key);
    const stride = [...shape.strides.keys()].find((name) => name.toLowerCase() === key.toLowerCase());
    if (!dimension && stride === undefined) {
      if (shape.idle.includes(key)) {
        const effect = 'it indexes no data space, so what repeats along it is counted once';
        if (sizeOf(value, scope) !== 1) report.add('ffarch/import-lost', { construct: key, effect }, place);
      } else if (!IDLE_SIZE.test(key) && !(values === node && isKey('problem', key)))
        report.add(
          'ffarch/import-lost',
          { construct: key, effect: unknownKey(key, [...shape.dimensions, ...shape.strides.keys()]) },
          place,
        );
      continue;
    }
    if (stride !== undefined && stride !== key) {
      const how = `it is taken for \`${stride}\``;
      const errs = 'Timeloop tells capitals apart and would take the default, with fewer inputs if that is smaller';
      report.add('ffarch/import-approximated', { construct: key, how, errs }, place, null);
      exact = false;
    }
    const number = sizeOf(value, scope);
    if (number === null) {
      const found = value.kind === 'scalar' ? `\`${value.text}\`` : 'not a number';
      report.add('ffarch/import-value', { what: key, found, expected: 'a positive whole number' }, place);
    } else if (dimension) sizes.set(key, number);
    else coefficients.set(stride ?? key, number);
  }
  reportSparse(values, report);
  const missing = shape.dimensions.filter((dimension) => !sizes.has(dimension));
  if (missing.length > 0 && missing.length < shape.dimensions.length) {
    const how = `it gives no size of ${and(missing.map((name) => `\`${name}\``))}, so there is 1`;
    const errs = 'MACs come out fewer if more are meant';
    report.add('ffarch/import-approximated', { construct: 'instance', how, errs }, values.place, null);
    exact = false;
    for (const dimension of missing) sizes.set(dimension, 1);
  }
  return {
    shape,
    sizes: missing.length === shape.dimensions.length ? new Map() : sizes,
    coefficients,
    exact,
    part,
    from: node.place,
  };
}

/** A shape that a file has by itself, as a problem without sizes. */
export function loneShape(part: Part, report: Report): Problem | null {
  const { node } = part;
  const shape = node.kind === 'map' ? shapeOf(node, node.place, report) : null;
  return shape && { shape, sizes: new Map(), coefficients: new Map(), exact: true, part, from: node.place };
}

/** What instances say of inputs and of their padding, which follows from the other sizes. */
const IDLE_SIZE = /^[HW](pad)?$/i;

function sizeOf(node: YamlNode, scope: Scope): number | null {
  if (node.kind !== 'scalar') return null;
  const value = typeof node.value === 'number' ? node.value : evaluateExpression(node.text, scope);
  return value instanceof Unfit || typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1
    ? null
    : value;
}

function reportSparse(instance: YamlMap, report: Report): void {
  const densities = instance.entry('densities');
  if (densities)
    report.add(
      'ffarch/import-lost',
      { construct: 'densities', effect: 'all operands are counted as dense' },
      densities.place,
    );
}

function namedShape(name: string, shapes: readonly Part[], place: Place, report: Report): Shape | null {
  for (const { node } of shapes)
    if (node.kind === 'map' && plainKey(namesOf(node.get('name'))[0] ?? '') === plainKey(name))
      return shapeOf(node, node.place, report);
  const text = BUILT_IN[plainKey(name)];
  if (text !== undefined) return builtIn(name, text, report);
  const remedy = `Import the file that has it with the others, write it, or use one of ${Object.keys(BUILT_IN).join(', ')}.`;
  report.add('ffarch/import-incomplete', { what: `shape \`${name}\``, remedy }, place);
  return null;
}

function shapeOf(node: YamlMap, from: Place | null, report: Report): Shape | null {
  reportUnread(node.entries, 'shape', report);
  const dimensions = [...new Set(namesOf(node.get('dimensions')))];
  const coefficients = new Map<string, number>();
  const listed = node.get('coefficients');
  for (const item of listed?.kind === 'list' ? listed.items : []) {
    if (item.kind !== 'map') continue;
    const value = item.get('default');
    const [name] = namesOf(item.get('name'));
    if (name !== undefined)
      coefficients.set(name, value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : 1);
  }
  const spaces = node.get('data_spaces');
  const operands: (Operand & { readonly written: boolean })[] = [];
  for (const item of spaces?.kind === 'list' ? spaces.items : []) {
    if (item.kind !== 'map') continue;
    const [name] = namesOf(item.get('name'));
    const written = item.get('read_write');
    if (name === undefined) continue;
    reportUnread(item.entries, 'dataSpace', report);
    const axes = axesOf(item.get('projection'), dimensions);
    operands.push({
      name,
      axes,
      written: written?.kind === 'scalar' && written.value !== false && written.value !== null,
    });
  }
  const output = operands.find(({ written }) => written);
  const read = operands.filter(({ written }) => !written);
  if (!output || read.length !== 2) {
    const what = `data spaces for two inputs and one output, but ${read.length} for inputs and ${operands.length - read.length} for outputs`;
    report.add('ffarch/import-unsupported', { construct: what }, spaces?.place ?? node.place);
    return null;
  }
  const weights = read.find(({ name }) => /weight|filter|kernel|^w$/i.test(name)) ?? read[0];
  const inputs = read.find((operand) => operand !== weights);
  if (!weights || !inputs) return null;
  const shape = { output: plainAxes(output), weights: plainAxes(weights), inputs: plainAxes(inputs) };
  const used = new Set(
    Object.values(shape).flatMap(({ axes }) =>
      axes.flatMap((axis) => axis.flatMap(({ coefficient }) => coefficient ?? [])),
    ),
  );
  const unsuited = [...used, ...dimensions].find(
    (text) => !/^[A-Za-z_]\w*$/.test(text) && !(used.has(text) && /^[1-9]\d*$/.test(text)),
  );
  if (unsuited !== undefined) {
    const params = { what: 'projection', found: `\`${unsuited}\``, expected: 'a name or a positive whole number' };
    report.add('ffarch/import-value', params, spaces?.place ?? node.place);
    return null;
  }
  const product = dimensions.find((dimension) => used.has(dimension));
  if (product !== undefined) {
    const construct = `A projection in which the dimension ${product} is a coefficient`;
    report.add('ffarch/import-unsupported', { construct }, spaces?.place ?? node.place);
    return null;
  }
  for (const operand of Object.values(shape)) {
    const indices = operand.axes.flatMap((axis) => axis.map(({ dimension }) => dimension));
    const unknown = indices.find((dimension) => !dimensions.includes(dimension));
    if (unknown !== undefined) {
      const params = {
        what: `projection of ${operand.name}`,
        found: `\`${unknown}\``,
        expected: `one of ${dimensions.join(', ')}`,
      };
      report.add('ffarch/import-value', params, spaces?.place ?? node.place);
      return null;
    }
    const twice = indices.find((dimension, at) => indices.indexOf(dimension) !== at);
    if (twice === undefined) continue;
    const construct = `data space ${operand.name} in which ${twice} stands twice`;
    report.add('ffarch/import-unsupported', { construct }, spaces?.place ?? node.place);
    return null;
  }
  const [name = 'problem'] = namesOf(node.get('name'));
  const strides = new Map([...coefficients].filter(([stride]) => used.has(stride)));
  for (const coefficient of used) {
    if (!/^\d+$/.test(coefficient) && !strides.has(coefficient)) strides.set(coefficient, 1);
  }
  const indexed = new Set(Object.values(shape).flatMap((operand) => [...relevant(operand)]));
  return {
    name,
    dimensions: dimensions.filter((dimension) => indexed.has(dimension)),
    idle: dimensions.filter((dimension) => !indexed.has(dimension)),
    ...shape,
    strides,
    from,
  };
}

/** A coefficient before a lone dimension changes no count, and the language has none there. */
const plainAxes = ({ name, axes }: Operand): Operand => ({
  name,
  axes: axes.map((axis) => (axis.length > 1 ? axis : axis.map(({ dimension }) => ({ dimension, coefficient: null })))),
});

/** A projection is a list of axes, an axis one of terms, a term a dimension and perhaps a coefficient; lists of one may be left out. */
function axesOf(node: YamlNode | undefined, dimensions: readonly string[]): Term[][] {
  if (node?.kind !== 'list') return namesOf(node).map((dimension) => [{ dimension, coefficient: null }]);
  return node.items
    .map((axis): Term[] => {
      if (axis.kind !== 'list') return namesOf(axis).map((dimension) => ({ dimension, coefficient: null }));
      return axis.items.flatMap((term): Term[] => {
        const names = namesOf(term);
        const dimension = names.find((name) => dimensions.includes(name)) ?? names[0];
        if (dimension === undefined) return [];
        return [{ dimension, coefficient: names.find((name) => name !== dimension) ?? null }];
      });
    })
    .filter((axis) => axis.length > 0);
}

/** The coupling of a shape. */
export function couplingOf(shape: Shape, name: string): DraftCoupling {
  const { dimensions, output, weights, inputs, strides, from } = shape;
  return {
    kind: 'coupling',
    name,
    dims: dimensions,
    strides: [...strides.keys()],
    computation: `${operandText(output)} += ${operandText(weights)} * ${operandText(inputs)}`,
    from,
  };
}

const operandText = ({ name, axes }: Operand): string =>
  `${printName(name)}${axes.map((axis) => `[${axis.map(({ dimension, coefficient }) => (coefficient === null ? dimension : `${coefficient}*${dimension}`)).join(' + ')}]`).join('')}`;

/** The workload of a problem that has sizes. */
export function workloadOf(
  { shape, sizes, coefficients, from }: Problem,
  name: string,
  coupling: string,
): DraftWorkload {
  const strides = [...shape.strides].map(([stride, value]): [string, number] => [
    stride,
    coefficients.get(stride) ?? value,
  ]);
  return {
    kind: 'workload',
    name,
    coupling,
    sizes: [
      ...shape.dimensions.map((dimension): [string, number] => [dimension, sizes.get(dimension) ?? 1]),
      ...strides.filter(([, value]) => value !== 1),
    ],
    from,
  };
}

/** A name for what a file holds: its own without `.prob.yaml` and the like, unless that says nothing. */
export function fileName({ name }: SourceFile, taken: ReadonlySet<string>, otherwise: string): string {
  const stem = name
    .replace(/\.(ya?ml|jinja2?|j2)\b/gi, '')
    .replace(/[._](prob|problem|map|mapping|arch|architecture|constraints?)$/i, '');
  return freeName(
    /^(problem|prob|mapping|map|arch|architecture|timeloop-(mapper|model)|.*constraints)$/i.test(stem)
      ? otherwise
      : stem,
    taken,
  );
}
