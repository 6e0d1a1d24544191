import { type AstNode, type CstNode, GrammarUtils } from 'langium';
import type { Source } from '../domain/source.js';

/** Where a node of the syntax tree stands, also after its declaration has moved; see {@link moveSources}. */
export function sourceOf(node: AstNode): Source {
  return place(node, node.$cstNode);
}

/** Where a property of a node stands (the `index`th, if it is a list), or the node where it is missing. */
export function sourceOfProperty(node: AstNode, property: string, index?: number): Source {
  return place(node, GrammarUtils.findNodeForProperty(node.$cstNode, property, index) ?? node.$cstNode);
}

/** What stands in a file by itself: the declaration or the import around a node. */
export function declarationAround(node: AstNode): AstNode {
  let outer = node;
  while (outer.$container?.$container) outer = outer.$container;
  return outer;
}

/** The sources in a declaration. An edit above it moves it as a whole, which its first line tells. */
interface Places {
  line: number;
  readonly sources: Map<CstNode, Source>;
}

const places = new WeakMap<AstNode, Places>();

/**
 * Brings the sources that a declaration has given out up to where it stands now. So what has been made of it is still true
 * when lines come and go above it, and need not be made again.
 */
export function moveSources(declaration: AstNode): void {
  const known = places.get(declaration);
  const line = lineOf(declaration);
  if (!known || known.line === line) return;
  known.line = line;
  for (const [{ range }, { start, end }] of known.sources) {
    Object.assign(start, range.start);
    Object.assign(end, range.end);
  }
}

function place(node: AstNode, cstNode: CstNode | undefined): Source {
  const declaration = declarationAround(node);
  const uri = (declaration.$container ?? declaration).$document?.uri.toString() ?? '';
  if (!cstNode) return { uri, start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const { sources } = placesIn(declaration);
  let source = sources.get(cstNode);
  if (!source) {
    const { start, end } = cstNode.range;
    source = { uri, start: { ...start }, end: { ...end } };
    sources.set(cstNode, source);
  }
  return source;
}

function placesIn(declaration: AstNode): Places {
  moveSources(declaration);
  let known = places.get(declaration);
  if (!known) {
    known = { line: lineOf(declaration), sources: new Map() };
    places.set(declaration, known);
  }
  return known;
}

function lineOf({ $cstNode }: AstNode): number {
  return $cstNode?.range.start.line ?? 0;
}
