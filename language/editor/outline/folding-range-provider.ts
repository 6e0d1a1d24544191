import { type AstNode, CstUtils, type LangiumDocument, type LeafCstNode, type RootCstNode } from 'langium';
import type { FoldingRangeProvider } from 'langium/lsp';
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type * as ast from '../../generated/ast.js';
import { nodesIn } from '../../parser/syntax-tree.js';

/** Folds blocks, comments, the imports, and what stands between `// #region` and `// #endregion`. */
export class FfarchFoldingRangeProvider implements FoldingRangeProvider {
  getFoldingRanges(document: LangiumDocument): FoldingRange[] {
    const file = document.parseResult.value as ast.SourceFile;
    const root = file.$cstNode as RootCstNode | undefined;
    if (!root) return [];
    const comments = CstUtils.flattenCst(root)
      .filter(({ hidden }) => hidden)
      .toArray();
    return [
      ...file.declarations.flatMap(nodesIn).flatMap((node) => block(node, root.fullText)),
      ...importLines(file),
      ...comments.flatMap(blockComment),
      ...lineComments(comments),
      ...regions(comments),
    ];
  }
}

/** A node that ends with a brace on a line of its own, which stays visible. */
function block({ $cstNode }: AstNode, text: string): FoldingRange[] {
  if (!$cstNode || text[$cstNode.end - 1] !== '}') return [];
  const { start, end } = $cstNode.range;
  return lines(start.line, end.line - 1);
}

function importLines({ imports = [] }: ast.SourceFile): FoldingRange[] {
  const [first, last] = [imports[0]?.$cstNode, imports.at(-1)?.$cstNode];
  return first && last ? lines(first.range.start.line, last.range.end.line, FoldingRangeKind.Imports) : [];
}

function blockComment({ text, range }: LeafCstNode): FoldingRange[] {
  return text.startsWith('/*') ? lines(range.start.line, range.end.line, FoldingRangeKind.Comment) : [];
}

/** Comments of one line each, directly below each other. */
function lineComments(comments: readonly LeafCstNode[]): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let start = -1;
  comments.forEach((comment, i) => {
    if (!standsAlone(comment)) return;
    const { line } = comment.range.start;
    const above = comments[i - 1];
    if (!above || !standsAlone(above) || above.range.start.line !== line - 1) start = line;
    const below = comments[i + 1];
    if (!below || !standsAlone(below) || below.range.start.line !== line + 1) {
      ranges.push(...lines(start, line, FoldingRangeKind.Comment));
    }
  });
  return ranges;
}

function standsAlone({ text, range, root, offset }: LeafCstNode): boolean {
  const before = root.fullText.slice(offset - range.start.character, offset);
  return text.startsWith('//') && !REGION.test(text) && before.trim() === '';
}

const REGION = /^\/\/\s*#?(end)?region\b/;

function regions(comments: readonly LeafCstNode[]): FoldingRange[] {
  const open: number[] = [];
  const ranges: FoldingRange[] = [];
  for (const { text, range } of comments) {
    const marker = REGION.exec(text);
    if (marker && !marker[1]) open.push(range.start.line);
    const start = marker?.[1] ? open.pop() : undefined;
    if (start !== undefined) ranges.push(...lines(start, range.start.line, FoldingRangeKind.Region));
  }
  return ranges;
}

function lines(startLine: number, endLine: number, kind?: FoldingRangeKind): FoldingRange[] {
  return endLine > startLine ? [{ startLine, endLine, kind }] : [];
}
