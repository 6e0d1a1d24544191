import { plural } from '../../../../language/figures.js';
import { oneLine } from '../../one-line.js';

/** Something that a user should know of a node, or of several alike. */
export interface Remark {
  readonly operator: string;
  /** The first of the nodes. */
  readonly node: string;
  readonly nodes: number;
  /** A sentence that goes on from the node, without a full stop: `is not a known operator; …`. */
  readonly text: string;
}

/** The most characters of the name of a node in a remark, which must leave room for what is said. */
const MOST_NAME = 80;

/** A remark as a sentence on one line, without a full stop. */
export const remarkText = ({ operator, node, nodes, text }: Remark): string =>
  `${oneLine(operator, MOST_NAME)} \`${oneLine(node, MOST_NAME)}\`${nodes > 1 ? ` (and ${plural(nodes - 1, 'other')})` : ''} ${text}`;

/** One remark for all nodes of an operator of which the same is said. */
export function together(remarks: readonly Omit<Remark, 'nodes'>[]): Remark[] {
  const alike = new Map<string, Remark>();
  for (const remark of remarks) {
    const key = JSON.stringify([remark.operator, remark.text]);
    alike.set(key, { ...(alike.get(key) ?? remark), nodes: (alike.get(key)?.nodes ?? 0) + 1 });
  }
  return [...alike.values()];
}
