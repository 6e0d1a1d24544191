import type { Attribute, Node } from '../graph.js';

/** A node of a function, with the attributes of its call in the place of those that stand for them. */
export function bind(node: Node, bound: ReadonlyMap<string, Attribute>): Node {
  if (node.attributes.size === 0) return node;
  if (![...node.attributes.values()].some(({ reference }) => reference !== '')) return node;
  const attributes = new Map<string, Attribute>();
  for (const [name, attribute] of node.attributes) {
    const given = attribute.reference === '' ? attribute : bound.get(attribute.reference);
    if (given) attributes.set(name, given);
  }
  return { ...node, attributes };
}
