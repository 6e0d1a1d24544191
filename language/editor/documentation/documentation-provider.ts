import type { AstNode, CommentProvider, DocumentationProvider } from 'langium';

/** The comment above a declaration as Markdown, without the marks of the comment. */
export class FfarchDocumentationProvider implements DocumentationProvider {
  constructor(private readonly comments: CommentProvider) {}

  getDocumentation(node: AstNode): string | undefined {
    const comment = this.comments.getComment(node);
    return comment === undefined ? undefined : withoutMarks(comment);
  }
}

function withoutMarks(comment: string): string {
  return comment
    .replace(/^\/\*+|\*+\/$/g, '')
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(\/\/+|\*+)? ?/, ''))
    .join('\n')
    .trim();
}
