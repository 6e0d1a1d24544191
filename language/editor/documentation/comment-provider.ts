import { type AstNode, type CommentProvider, type CstNode, CstUtils } from 'langium';

/** The comment directly above a node: a block comment, or line comments without a blank line between or after them. */
export class FfarchCommentProvider implements CommentProvider {
  getComment(node: AstNode): string | undefined {
    const lines: string[] = [];
    let below: CstNode | undefined = node.$cstNode;
    while (below) {
      const above = CstUtils.getPreviousNode(below, true);
      if (!above?.hidden || above.range.end.line !== below.range.start.line - 1 || !startsItsLine(above)) {
        break;
      }
      const isBlock = above.text.startsWith('/*');
      if (!isBlock || lines.length === 0) {
        lines.unshift(above.text);
      }
      if (isBlock) {
        break;
      }
      below = above;
    }
    return lines.length > 0 ? lines.join('\n') : undefined;
  }
}

/** A comment after something else on its line belongs to that. */
function startsItsLine(comment: CstNode): boolean {
  const text = comment.root.fullText;
  const line = text.lastIndexOf('\n', comment.offset - 1) + 1;
  return text.slice(line, comment.offset).trim() === '';
}
