import * as ast from '../generated/ast.js';
import type { Lowerings } from './lowerings.js';

/** The workload or the written-out layer that a name stands for, through however many networks it is named. */
export function resolveWorkload(target: ast.Runnable | undefined): ast.Workload | ast.InlineLayer | undefined {
  const found = resolve(target);
  return ast.isNetwork(found) ? undefined : found;
}

/** The network that a name stands for, through however many networks it is named. */
export function resolveNetwork(target: ast.Runnable | undefined): ast.Network | undefined {
  const found = resolve(target);
  return ast.isNetwork(found) ? found : undefined;
}

function resolve(target: ast.Runnable | undefined): Exclude<ast.Runnable, ast.LayerReference> | undefined {
  return ast.isLayerReference(target) ? walk(target.workload, () => {}) : target;
}

/** What a path leads to, and what its sizes are lowered with there; undefined where it leads nowhere, or in a circle. */
export function follow(
  reference: ast.WorkloadReference | undefined,
  lowering: Lowerings,
): { readonly node: Exclude<ast.Runnable, ast.LayerReference>; readonly lowering: Lowerings } | undefined {
  let inner = lowering;
  const node = walk(reference, (network) => {
    inner = inner.within(network);
  });
  return node && { node, lowering: inner };
}

/** @param enter is told of the networks that paths lead through */
function walk(
  reference: ast.WorkloadReference | undefined,
  enter: (network: ast.Network | undefined) => void,
): Exclude<ast.Runnable, ast.LayerReference> | undefined {
  const seen = new Set<ast.WorkloadReference>();
  let at = reference;
  while (at && !seen.has(at)) {
    seen.add(at);
    enter(at.network?.ref);
    const target = at.target?.ref;
    if (!ast.isLayerReference(target)) return target;
    at = target.workload;
  }
  return undefined;
}

/** The network that lists the layers which a network has: itself, unless it is another one; undefined where none does. */
export function layersOwner(network: ast.Network): ast.Network | undefined {
  const seen = new Set<ast.Network>();
  let owner = network;
  while (owner.base) {
    seen.add(owner);
    const next = owner.base.ref;
    if (!next || seen.has(next)) return undefined;
    owner = next;
  }
  return owner;
}
