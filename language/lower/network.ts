import type { Layer, Network } from '../domain/workload.js';
import * as ast from '../generated/ast.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import { sourceOf, sourceOfProperty } from './source.js';
import { resolveWorkload } from './workload.js';

/** Layers that cannot be lowered are left out. Problems of written-out layers are among the network's. */
export function lowerNetwork(node: ast.Network, lowering: Lowerings): Lowered<Network> {
  const problems = new Problems();
  const layers = node.layers.map((layer) => lowerLayer(layer, problems, lowering));
  return problems.result({
    name: node.name,
    layers: layers.filter((layer) => layer !== undefined),
    source: sourceOf(node),
    nameSource: sourceOfProperty(node, 'name'),
  });
}

function lowerLayer(node: ast.Layer, problems: Problems, lowering: Lowerings): Layer | undefined {
  const repeat = node.repeat ? positiveInteger(node.repeat, 'A repeat count', problems, lowering) : 1;
  const target = resolveWorkload(node);
  if (!target) {
    if (ast.isLayerReference(node) && node.workload?.target?.ref) {
      problems.add('ffarch/layer-cycle', {}, node);
    }
    problems.incomplete();
    return undefined;
  }
  const lowered = lowering.workload(target);
  if (ast.isInlineLayer(node)) {
    problems.include(lowered);
  }
  const workload = problems.dependOn(lowered);
  return workload && { name: workload.name, workload, repeat: repeat ?? 1, source: sourceOf(node) };
}
