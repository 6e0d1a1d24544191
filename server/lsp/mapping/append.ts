import type { TextDocument } from 'langium';
import type { Range } from '../../protocol/index.js';

/** The edit that puts declarations at the end of a document, a blank line apart, in the document's own line breaks. */
export function appendEdit(document: TextDocument, declarations: readonly string[]): { range: Range; newText: string } {
  const text = document.getText();
  const end = text.trimEnd().length;
  const lines = [...(end > 0 ? ['', ''] : []), ...declarations.join('\n\n').split('\n'), ''];
  const newText = lines.join(text.includes('\r\n') ? '\r\n' : '\n');
  return { range: { start: document.positionAt(end), end: document.positionAt(text.length) }, newText };
}
