import type { AstNode } from 'langium';
import type { Lowering } from '../../lower/index.js';
import type { FfarchServices } from '../../module.js';
import type { Block } from './markdown.js';

/** What hovers look things up in. */
export interface HoverContext {
  readonly services: FfarchServices;
  /** Of the documents as they are now. */
  readonly lowering: Lowering;
  /** What stands under the cursor: a name, or a reference to the thing that the hover is about. */
  readonly at: AstNode;
  /** The word under the cursor, where there is one. */
  readonly word?: string;
}

/** The comment above a declaration. */
export function documentation(node: AstNode, { services }: HoverContext): Block {
  return services.documentation.DocumentationProvider.getDocumentation(node);
}
