import * as vscode from 'vscode';
import type { Offer, SearchOptions } from '../../server/protocol/index.js';
import { applyEdits, openDocument, rangeOf, revealPlace } from '../editor.js';

/** A button of a message. */
export interface Button {
  readonly title: string;
  run(): unknown;
}

/** More changes than this are not offered; the message names them all. */
const MOST_EDITS = 3;

/** Searches for more than the one that found nothing. */
const WIDER: readonly { kind: Offer['kind']; title: string; change: Partial<SearchOptions> }[] = [
  { kind: 'ragged', title: 'Map with ragged fanouts', change: { ragged: true, strategy: 'optimal' } },
  { kind: 'pad', title: 'Map with padding', change: { pad: true } },
];

/** The buttons for what makes a mapping possible; other searches only where `map` can search. */
export function buttonsFor(offers: readonly Offer[], map?: (change: Partial<SearchOptions>) => unknown): Button[] {
  const edits = new Map(offers.flatMap((offer) => (offer.kind === 'edit' ? [[offer.title, offer] as const] : [])));
  const searches = WIDER.filter((wider) => offers.some(({ kind }) => kind === wider.kind));
  return [
    ...(map ? searches.map(({ title, change }) => ({ title, run: () => map(change) })) : []),
    ...[...edits].slice(0, MOST_EDITS).map(([title, offer]) => ({ title, run: () => change(offer) })),
  ];
}

/** Changes the document and shows where; undoable, and not saved. */
async function change({ title, uri, edit, replaces }: Extract<Offer, { kind: 'edit' }>): Promise<void> {
  const document = await openDocument(uri);
  const range = rangeOf(edit.range);
  if (document?.getText(range) !== replaces) {
    void vscode.window.showInformationMessage(`${title}: the document has changed since. Map again.`);
    return;
  }
  if (!(await applyEdits(document, [edit]))) return;
  await revealPlace(document, range.with({ end: range.start.translate(0, edit.newText.length) }));
}
