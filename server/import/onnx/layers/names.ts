import type { Part } from './part.js';

/** Words that exporters put around a whole graph, and say nothing of a layer. */
const AROUND = new Set(['StatefulPartitionedCall', 'PartitionedCall', 'model']);

/** What exporters call the node of a layer inside it, with a number where there are several. */
const OPERATOR =
  /^(node_)?(Conv\w*|depthwise|convolution\w*|MatMul\w*|Gemm\w*|Einsum|einsum|BiasAdd|Tensordot|linear|Attention|addmm)([_.:]\d+)*$/;

/** The most characters of a name that is made of a path. */
const MOST_LENGTH = 120;

/**
 * A name for a layer from the path of its node, as an identifier: `/features/features.1/features.1.0/Conv` is `features_1_0`,
 * and `StatefulPartitionedCall/net/dense/MatMul` is `net_dense`.
 */
function layerName(title: string): string {
  const parts = title.split('/').filter((part) => part !== '' && !AROUND.has(part));
  // PyTorch writes a module's path at each depth in full.
  const path = parts.filter((part, at) => !parts[at + 1]?.startsWith(`${part}.`));
  while (path.length > 1 && OPERATOR.test(path[path.length - 1]!)) path.pop();
  const identifier = path
    .join('_')
    .slice(0, MOST_LENGTH)
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=[0-9])/, '_');
  return /[A-Za-z0-9]/.test(identifier) ? identifier : '';
}

/**
 * A name for each part, all of them different. The two products of an attention are mostly called alike, and the kernel tells
 * them apart; nodes without a name are called by it.
 */
export function layerNames(parts: readonly Part[]): string[] {
  const bases = parts.map(({ step, kernel }) => (step.node.name && layerName(step.title)) || kernel);
  const uses = new Map<string, number>();
  for (const base of bases) uses.set(base, (uses.get(base) ?? 0) + 1);
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return parts.map(({ kernel }, at) => {
    const own = bases[at]!;
    const told = (kernel === 'scores' || kernel === 'context') && uses.get(own) !== 1 && own !== kernel;
    const base = told ? `${own}_${kernel}` : own;
    let name = base;
    for (let next = numbers.get(base) ?? 2; taken.has(name); next++) {
      name = `${base}_${next}`;
      numbers.set(base, next + 1);
    }
    taken.add(name);
    return name;
  });
}
