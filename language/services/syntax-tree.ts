import { type AstNode, isAstNode, isReference, type ReferenceInfo } from 'langium';

/**
 * Calls back for a node and all that it contains, each before its contents. Linking, indexing and checking go over whole
 * documents at every keystroke, where this takes a fraction of the time of Langium's streams.
 */
export function visitNodes(node: AstNode, visit: (node: AstNode) => void): void {
  visit(node);
  forEachItem(node, (item) => {
    if (isAstNode(item)) {
      visitNodes(item, visit);
    }
  });
}

/** Calls back for all references in a node and in all that it contains. */
export function visitReferences(node: AstNode, visit: (reference: ReferenceInfo) => void): void {
  forEachItem(node, (item, property, index) => {
    if (isReference(item)) {
      visit({ reference: item, container: node, property, index });
    } else if (isAstNode(item)) {
      visitReferences(item, visit);
    }
  });
}

/** Calls back for the values of a node's properties, for each element where the value is a list. */
function forEachItem(node: AstNode, visit: (item: unknown, property: string, index?: number) => void): void {
  for (const property of Object.keys(node)) {
    if (property.startsWith('$')) {
      continue;
    }
    const value: unknown = node[property as keyof AstNode];
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        visit(value[index], property, index);
      }
    } else {
      visit(value, property);
    }
  }
}
