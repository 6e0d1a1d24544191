import type { AstNode } from 'langium';
import type { InlayHint } from 'vscode-languageserver-types';
import type { HintKind } from '../session/hint-settings.js';

/** What is shown behind a place. */
export type Hint = Pick<InlayHint, 'position' | 'label' | 'tooltip' | 'textEdits'> & { readonly kind: HintKind };

/** A hint behind a node. */
export function behind(kind: HintKind, node: AstNode | undefined, label: string, tooltip?: string): Hint[] {
  const position = node?.$cstNode?.range.end;
  return position ? [{ kind, position, label, tooltip }] : [];
}
