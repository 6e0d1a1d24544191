import { plural } from '../../../../language/figures.js';
import { Fault } from '../../fault.js';
import type { Node } from '../graph.js';

/** What a node is called in messages: by its name, else by what it gives. */
export const titleOf = ({ name, outputs, operator }: Node): string => name || outputs.find(Boolean) || operator;

/** The nodes so that each comes after those whose results it reads; as they are where they already do. */
export function inOrder(nodes: readonly Node[]): readonly Node[] | Fault {
  const givers = new Map<string, number>();
  for (const [at, { outputs }] of nodes.entries()) {
    for (const output of outputs) {
      if (output === '') continue;
      const other = givers.get(output);
      if (other !== undefined) {
        const both = `\`${titleOf(nodes[other]!)}\` and \`${titleOf(nodes[at]!)}\``;
        return new Fault('malformed', `The nodes ${both} both give \`${output}\`.`, 'Export the model again.');
      }
      givers.set(output, at);
    }
  }
  const needs = nodes.map(({ inputs }) => inputs.flatMap((input) => givers.get(input) ?? []));
  if (needs.every((needed, at) => needed.every((giver) => giver < at))) return nodes;
  return sorted(nodes, needs);
}

function sorted(nodes: readonly Node[], needs: readonly (readonly number[])[]): readonly Node[] | Fault {
  const readers = nodes.map((): number[] => []);
  for (const [at, needed] of needs.entries()) for (const giver of needed) readers[giver]!.push(at);
  const missing = needs.map(({ length }) => length);
  const order = [...nodes.keys()].filter((at) => missing[at] === 0);
  // Grows while it is read.
  for (const giver of order) {
    for (const at of readers[giver]!) {
      missing[at]! -= 1;
      if (missing[at] === 0) order.push(at);
    }
  }
  if (order.length === nodes.length) return order.map((at) => nodes[at]!);
  const circling = nodes.find((_, at) => missing[at]! > 0) as Node;
  const count = plural(nodes.length - order.length, 'node');
  return new Fault(
    'cycle',
    `${count} cannot run because they need each other’s results; the first is ${circling.operator} \`${titleOf(circling)}\`.`,
    'Export the model again.',
  );
}
