import { type AstNode, isAstNode, isReference, type ReferenceInfo } from 'langium';

interface Contents {
  readonly nodes: readonly AstNode[];
  readonly references: readonly ReferenceInfo[];
}

/** A tree is as the parser made it as long as it exists, and most trees live through many keystrokes. */
const contents = new WeakMap<AstNode, Contents>();

/** A node and all that it contains, each before its contents. */
export function nodesIn(node: AstNode): readonly AstNode[] {
  return contentsOf(node).nodes;
}

/** All references in a node and in what it contains. */
export function referencesIn(node: AstNode): readonly ReferenceInfo[] {
  return contentsOf(node).references;
}

/** What a node contains directly. */
export function childrenOf(node: AstNode): AstNode[] {
  return Object.entries(node).flatMap(([property, value]) =>
    property.startsWith('$') ? [] : (Array.isArray(value) ? value : [value]).filter((item) => isAstNode(item)),
  );
}

function contentsOf(node: AstNode): Contents {
  let found = contents.get(node);
  if (!found) {
    const [nodes, references]: [AstNode[], ReferenceInfo[]] = [[], []];
    collect(node, nodes, references);
    found = { nodes, references };
    contents.set(node, found);
  }
  return found;
}

function collect(container: AstNode, nodes: AstNode[], references: ReferenceInfo[]): void {
  nodes.push(container);
  const visit = (item: unknown, property: string, index?: number): void => {
    if (isReference(item)) references.push({ reference: item, container, property, index });
    else if (isAstNode(item)) collect(item, nodes, references);
  };
  for (const [property, value] of Object.entries(container)) {
    if (property.startsWith('$')) continue;
    if (Array.isArray(value)) value.forEach((item, index) => void visit(item, property, index));
    else visit(value, property);
  }
}
