import type { AstNode } from 'langium';
import type { InlayHint } from 'vscode-languageserver-types';

/** What is shown behind a place. */
export type Hint = Pick<InlayHint, 'position' | 'label' | 'tooltip'>;

/** A hint behind a node. */
export function behind(node: AstNode | undefined, label: string, tooltip?: string): Hint[] {
  const position = node?.$cstNode?.range.end;
  return position ? [{ position, label, tooltip }] : [];
}
