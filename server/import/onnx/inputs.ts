import { plural } from '../../../language/figures.js';
import { Fault } from '../fault.js';
import type { Dimension, Graph, Model, ValueInfo } from './graph.js';
import { openNames, type Sizes } from './shapes/sizes.js';

/** What is given for each run; older files list initialisers there, too. */
const inputsOf = ({ inputs, initializers }: Graph): readonly ValueInfo[] =>
  inputs.filter(({ name }) => !initializers.has(name));

/** Sizes of inputs of which the model says nothing get names, so they can be given: `image.0` is the first of `image`. */
export function withNamedInputs(model: Model): Model {
  const inputs = model.graph.inputs.map((info) => ({
    ...info,
    shape: info.shape?.map((size, axis): Dimension => size ?? `${info.name}.${axis}`) ?? null,
  }));
  return { ...model, graph: { ...model.graph, inputs } };
}

/** The most names that a message lists. */
const MOST_NAMES = 8;

const list = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMES).map((name) => `\`${name}\``), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');

/** Why a model cannot run with these sizes: some of its own are open, or it has none of a name. */
export function openDimensions(graph: Graph, sizes: Sizes): Fault | null {
  const dimensions = inputsOf(graph).flatMap(({ shape }) => shape ?? []);
  const names = [...new Set(dimensions.flatMap((size) => openNames(size, new Map())))];
  const strange = [...sizes.keys()].find((name) => !names.includes(name) && !dimensions.includes(name));
  if (strange !== undefined) {
    const known = names.length > 0 ? `Its open sizes are ${list(names)}.` : 'All of its sizes are given.';
    return new Fault('unknown-dimension', `The model has no open size \`${strange}\`.`, known);
  }
  const open = [...new Set(dimensions.flatMap((size) => openNames(size, sizes)))];
  if (open.length === 0) return null;
  const message = `The model leaves ${plural(open.length, 'size')} of its inputs open: ${list(open)}.`;
  const remedy = `Give each a number: ${open
    .slice(0, MOST_NAMES)
    .map((name) => `--dim ${name}=1`)
    .join(' ')}.`;
  return new Fault('open-dimension', message, remedy, open);
}
