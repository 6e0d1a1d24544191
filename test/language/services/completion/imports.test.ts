import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseDocument, startLanguage } from '../../../../language/services/parse.js';

describe('completion of imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ffarch-imports-'));
  before(() => {
    mkdirSync(join(folder, 'parts'));
    for (const name of ['main.ffarch', 'other.ffarch', 'notes.txt', 'parts/buffers.ffarch']) {
      writeFileSync(join(folder, name), '');
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  /** What is offered at `|`, and the text after it was chosen. */
  const check = async (text: string, expected: Readonly<Record<string, string>>) => {
    const language = await startLanguage(NodeFileSystem);
    const plain = text.replace('|', '');
    const document = await parseDocument(language, plain, URI.file(join(folder, 'main.ffarch')));
    const { items } = (await language.Ffarch.lsp.CompletionProvider!.getCompletion(document, {
      textDocument: { uri: document.uri.toString() },
      position: document.textDocument.positionAt(text.indexOf('|')),
    }))!;
    const chosen = items.map(({ label, textEdit }) => [
      label,
      TextDocument.applyEdits(TextDocument.create('', '', 0, plain), [textEdit as never]),
    ]);
    assert.deepEqual(Object.fromEntries(chosen), expected);
  };

  it('offers files and folders', () =>
    check('import |', { 'other.ffarch': 'import "other.ffarch"', 'parts/': 'import "parts/' }));
  it('goes on between quotes', () =>
    check('import "o|"', { 'other.ffarch': 'import "other.ffarch"', 'parts/': 'import "parts/"' }));
  it('goes on in a folder', () => check('import "parts/|"', { 'buffers.ffarch': 'import "parts/buffers.ffarch"' }));
  it('offers nothing in folders that do not exist', () => check('import "nowhere/|"', {}));
});
