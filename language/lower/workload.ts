import type { Source } from '../domain/source.js';
import type { Workload } from '../domain/workload.js';
import type * as ast from '../generated/ast.js';
import { nearest } from '../nearest.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import type { Lowered } from './problem.js';
import { givenFirst } from './problem.js';
import { Problems } from './problems.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** A workload, or a layer that is written out in a network. */
export function lowerWorkload(node: ast.Workload | ast.InlineLayer, lowering: Lowerings): Lowered<Workload> {
  const problems = new Problems();
  const coupling = node.coupling?.ref && problems.dependOn(lowering.coupling(node.coupling.ref));
  if (!node.coupling) {
    problems.add('ffarch/coupling-missing', { kind: 'workload', name: node.name }, node, 'name');
  }
  const given = new Map<string, { value: number | undefined; source: Source }>();
  for (const size of node.sizes) {
    const name = size.index?.ref?.name;
    const written = size.index?.$refText;
    const what = `\`${written}\``;
    const value = size.value ? positiveInteger(size.value, what, problems, lowering) : undefined;
    if (!size.value) {
      problems.add('ffarch/value-missing', { what, lacks: 'size', example: `${written}: 64` }, size);
    }
    if (name === undefined) {
      problems.incomplete();
    } else if (given.has(name)) {
      const { source } = given.get(name)!;
      problems.add('ffarch/repeated-size', { name }, size, undefined, givenFirst(source));
    } else {
      given.set(name, { value, source: sourceOf(size) });
    }
  }
  if (!coupling) {
    problems.incomplete();
    return problems.result<Workload>(undefined);
  }
  // A name that nothing has is likely the one that seems missing, misspelt.
  const open = coupling.dimensions.filter(
    (dimension) => !given.has(dimension) && !Object.hasOwn(coupling.defaults, dimension),
  );
  const meant = node.sizes.map(({ index }) => (index?.ref ? undefined : nearest(index?.$refText ?? '', open)));
  const missing = open.filter((dimension) => !meant.includes(dimension));
  if (missing.length > 0) {
    problems.add('ffarch/missing-size', { workload: node.name, missing }, node, 'name');
  }
  const numbers = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, given.get(name)?.value ?? coupling.defaults[name] ?? 1]));
  const workload: Workload = {
    name: node.name,
    coupling,
    sizes: numbers(coupling.dimensions),
    strides: numbers(coupling.strides),
    source: sourceOf(node),
    nameSource: sourceOfProperty(node, 'name'),
    sizeSources: Object.fromEntries([...given].map(([name, { source }]) => [name, source])),
  };
  origins.set(workload, node);
  return problems.result(workload);
}

/** Where workloads were lowered from. */
const origins = new WeakMap<Workload, ast.Workload | ast.InlineLayer>();

/** The declaration or the written-out layer that a workload was lowered from, whatever the values of its constants were. */
export const writtenAs = (workload: Workload): ast.Workload | ast.InlineLayer | undefined => origins.get(workload);
