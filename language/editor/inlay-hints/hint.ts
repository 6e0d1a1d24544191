import type { AstNode } from 'langium';
import type { InlayHint } from 'vscode-languageserver-types';
import type { Fill } from '../../evaluation/occupancy.js';
import type { HintKind } from '../../session/hint-settings.js';

/** What is shown after a place. */
export type Hint = Pick<InlayHint, 'position' | 'label' | 'tooltip' | 'textEdits' | 'data'> & {
  readonly kind: HintKind;
};

/** A hint after a node. */
export function after(kind: HintKind, node: AstNode | undefined, label: string, tooltip?: string): Hint[] {
  const position = node?.$cstNode?.range.end;
  return position ? [{ kind, position, label, tooltip }] : [];
}

/** How full a level is, after a node that says what fills it; the arrow keeps the numbers of both apart. */
export function fillAfter(
  kind: HintKind,
  node: AstNode | undefined,
  fill: Fill | undefined,
  { sign, about }: { readonly sign: string; readonly about: string } = { sign: '⟵', about: '' },
): Hint[] {
  if (!fill) return [];
  const { label, tooltip, overfull } = fill;
  const hints = after(kind, node, `${sign} ${label}`, `${about}${tooltip}`);
  return overfull ? hints.map((hint) => ({ ...hint, data: { overfull } })) : hints;
}
