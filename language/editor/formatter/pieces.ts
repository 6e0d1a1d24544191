import { type AstNode, type CstNode, isCompositeCstNode, type LangiumDocument, type Lexer } from 'langium';
import * as ast from '../../generated/ast.js';
import { nodesIn } from '../../parser/syntax-tree.js';

/** A token or a comment: what a document consists of besides white space. */
export interface Piece {
  readonly text: string;
  readonly offset: number;
  readonly end: number;
  readonly line: number;
  readonly endLine: number;
  /** Zero-based, in characters. */
  readonly column: number;
  readonly comment: boolean;
  readonly number: boolean;
  /** The node whose keyword or value a token is; undefined for comments. */
  readonly node: AstNode | undefined;
  /** The node that begins here and has a line of its own where people write one a line: a declaration, a property. */
  readonly begins: AstNode | undefined;
  /** How many braces are open around it; a closing brace stands outside. */
  readonly depth: number;
}

/** All tokens and comments of a document in order. */
export function piecesOf(document: LangiumDocument, lexer: Lexer): Piece[] {
  const root = document.parseResult.value as ast.SourceFile;
  const nodes = nodesOf(root);
  const begins = beginningsOf(root);
  const { tokens, hidden } = lexer.tokenize(document.textDocument.getText());
  const all = [...tokens, ...hidden].sort((a, b) => a.startOffset - b.startOffset);
  const comments = new Set(hidden);
  let depth = 0;
  return all.map((token) => {
    const comment = comments.has(token);
    // A line comment's blanks at its end are white space to everybody else.
    const text = token.image.startsWith('//') ? token.image.trimEnd() : token.image;
    // One that closes nothing leaves what follows at the margin.
    if (!comment && text === '}') depth = Math.max(0, depth - 1);
    const piece: Piece = {
      text,
      offset: token.startOffset,
      end: token.startOffset + text.length,
      line: token.startLine! - 1,
      endLine: token.endLine! - 1,
      column: token.startColumn! - 1,
      comment,
      number: token.tokenType.name === 'NUMBER',
      node: comment ? undefined : nodes.get(token.startOffset),
      begins: comment ? undefined : begins.get(token.startOffset),
      depth,
    };
    if (!comment && text === '{') depth += 1;
    return piece;
  });
}

/** The node that each token belongs to, by the token's offset. */
function nodesOf(root: AstNode): Map<number, AstNode> {
  const nodes = new Map<number, AstNode>();
  const visit = (syntax: CstNode): void => {
    if (isCompositeCstNode(syntax)) syntax.content.forEach(visit);
    else if (!syntax.hidden) nodes.set(syntax.offset, syntax.astNode);
  };
  if (root.$cstNode) visit(root.$cstNode);
  return nodes;
}

function beginningsOf({ imports = [], declarations = [] }: ast.SourceFile): Map<number, AstNode> {
  const begins = new Map<number, AstNode>();
  for (const node of [...imports, ...declarations].flatMap(nodesIn)) {
    if (node.$cstNode && beginsLine(node)) begins.set(node.$cstNode.offset, node);
  }
  return begins;
}

function beginsLine(node: AstNode): boolean {
  return (
    [ast.isImport, ast.isDeclaration, ast.isComputation, ast.isLevel, ast.isProperty, ast.isAttribute, ast.isSize].some(
      (is) => is(node),
    ) ||
    ast.isLayer(node) ||
    ast.isLevelLoops(node)
  );
}
