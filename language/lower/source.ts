import { type AstNode, AstUtils, type CstNode, GrammarUtils } from 'langium';
import type { Source } from '../lowered/source.js';

/** Where a node of the syntax tree stands. */
export function sourceOf(node: AstNode): Source {
  return place(node, node.$cstNode);
}

/** Where a property of a node stands (the `index`th, if it is a list), or the node where it is missing. */
export function sourceOfProperty(node: AstNode, property: string, index?: number): Source {
  return place(node, GrammarUtils.findNodeForProperty(node.$cstNode, property, index) ?? node.$cstNode);
}

function place(node: AstNode, cstNode: CstNode | undefined): Source {
  const uri = AstUtils.findRootNode(node).$document?.uri.toString() ?? '';
  const { start, end } = cstNode?.range ?? NOWHERE;
  return { uri, start, end };
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
