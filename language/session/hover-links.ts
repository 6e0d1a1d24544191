import type { AstNode } from 'langium';

/** What a host puts under a hover: links to what it can do with a declaration. */
export interface HoverLinks {
  /**
   * @param node a declaration, layer or level
   * @param uri the document in which the hover is
   * @returns a line of Markdown; undefined where there is nothing to be done
   */
  of(node: AstNode, uri: string): string | undefined;
}

/** For hosts and editors without commands. */
export const NO_LINKS: HoverLinks = { of: () => undefined };
