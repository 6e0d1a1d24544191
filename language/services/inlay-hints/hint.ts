import type { AstNode } from 'langium';
import type { InlayHint } from 'vscode-languageserver-types';

/** What is shown behind a place. */
export type Hint = Pick<InlayHint, 'position' | 'label' | 'tooltip'>;

/** A hint behind a node. */
export function behind(node: AstNode | undefined, label: string, tooltip?: string): Hint[] {
  const position = node?.$cstNode?.range.end;
  return position ? [{ position, label, tooltip }] : [];
}

/** Of a part that fits, never 100 % unless it is all; of one that does not, never 100 %. */
export function share(part: number, whole: number): string {
  const percent = Math.round((part / whole) * 100);
  if (percent === 0) return '< 1 %';
  if (part < whole) return `${Math.min(percent, 99)} %`;
  return `${part > whole ? Math.max(percent, 101) : 100} %`;
}
