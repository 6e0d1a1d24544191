import type { Source } from '../domain/source.js';
import type { Layer, Network } from '../domain/workload.js';
import * as ast from '../generated/ast.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import { follow } from './resolve.js';
import { sourceOf, sourceOfProperty } from './source.js';
import { valuesOf } from './values.js';

/** Networks in networks multiply: more layers than this nobody means. */
export const MAX_LAYERS = 10_000;

/**
 * Layers of networks in this one are among its own, called `BertLarge.KQV`, with the repeat counts of both multiplied. Layers that
 * cannot be lowered are left out. Problems of written-out layers are among the network's.
 *
 * @param cycle Called after all that is in it has been lowered: the networks through which this one contains itself, itself first.
 */
export function lowerNetwork(
  node: ast.Network,
  lowering: Lowerings,
  cycle: () => readonly ast.Network[] | undefined,
): Lowered<Network> {
  const problems = new Problems();
  const isOther = node.base !== undefined || node.bindings.length > 0;
  const layers = isOther ? otherLayers(node, problems, lowering) : ownLayers(node, problems, lowering);
  const through = cycle();
  if (through) {
    const params = { name: node.name, through: through.map(({ name }) => name) };
    const next = through[1] ?? node;
    const layer = node.layers.find((one) => ast.isLayerReference(one) && networkIn(one, lowering) === next);
    if (layer) problems.add('ffarch/network-cycle', params, layer);
    else problems.add('ffarch/network-cycle', params, node, 'base');
  }
  return problems.result({
    name: node.name,
    layers,
    ...(node.base && { base: node.base.$refText }),
    source: sourceOf(node),
    nameSource: sourceOfProperty(node, 'name'),
  });
}

function networkIn({ workload }: ast.LayerReference, lowering: Lowerings): ast.Network | undefined {
  const found = follow(workload, lowering)?.node;
  return ast.isNetwork(found) ? found : undefined;
}

function ownLayers(node: ast.Network, problems: Problems, lowering: Lowerings): Layer[] {
  const all: Layer[] = [];
  for (const layer of node.layers) {
    const some = lowerLayer(layer, problems, lowering);
    if (all.length + some.length > MAX_LAYERS) {
      problems.add('ffarch/too-many-layers', { layers: all.length + some.length, most: MAX_LAYERS }, layer);
      break;
    }
    all.push(...some);
  }
  return all;
}

/** The layers of another network, with the values that this one gives to constants. */
function otherLayers(node: ast.Network, problems: Problems, lowering: Lowerings): readonly Layer[] {
  valuesOf(node, problems, lowering);
  const other = node.base?.ref;
  if (!other) {
    problems.incomplete();
    return [];
  }
  // Where it has errors, it may lead back here for ever, or without end to layers.
  const usual = lowering.usual.network(other);
  const lowered = usual.sound ? lowering.within(node).network(other) : usual;
  problems.dependOn(lowered);
  const flaw = usual.sound ? lowered.problems.find(({ severity }) => severity === 'error') : undefined;
  if (flaw) problems.add('ffarch/values-unfit', { network: other.name, message: flaw.message }, node, 'bindings');
  return (lowered.value?.layers ?? []).map((layer) => ({
    ...layer,
    source: sourceOf(node),
    nameSource: sourceOfProperty(node, 'name'),
  }));
}

function nameSourceOf(node: ast.Layer): Source {
  return ast.isLayerReference(node) && !node.name && node.workload
    ? sourceOfProperty(node.workload, 'target')
    : sourceOfProperty(node, 'name');
}

/** One layer, or those of the network that it is. */
function lowerLayer(node: ast.Layer, problems: Problems, lowering: Lowerings): Layer[] {
  const sources = { source: sourceOf(node), nameSource: nameSourceOf(node) };
  const repeat = (node.repeat && positiveInteger(node.repeat, 'A repeat count', problems, lowering)) ?? 1;
  if (ast.isInlineLayer(node)) {
    const lowered = lowering.workload(node);
    problems.include(lowered);
    const workload = problems.dependOn(lowered);
    return workload ? [{ name: workload.name, workload, repeat, ...sources }] : [];
  }
  const found = follow(node.workload, lowering);
  if (!found) {
    if (node.workload?.target?.ref) problems.add('ffarch/layer-cycle', {}, node);
    problems.incomplete();
    return [];
  }
  if (ast.isNetwork(found.node)) {
    const prefix = node.name ?? found.node.name;
    const inside = problems.dependOn(found.lowering.network(found.node))?.layers ?? [];
    return inside.map((layer) => {
      const product = repeat * layer.repeat;
      if (!Number.isSafeInteger(product))
        problems.add('ffarch/number-too-large', { what: 'A repeat count', value: product }, node);
      return { ...layer, name: `${prefix}.${layer.name}`, repeat: product, ...sources };
    });
  }
  const workload = problems.dependOn(found.lowering.workload(found.node));
  return workload ? [{ name: node.name ?? workload.name, workload, repeat, ...sources }] : [];
}
