import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem } from 'vscode-languageserver-types';
import { parseDocument, startLanguage } from '../../../../language/language.js';

describe('completion of paths', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ffarch-imports-'));
  before(() => {
    mkdirSync(join(folder, 'parts'));
    for (const name of [
      'main.ffarch',
      'other.ffarch',
      'notes.txt',
      'ERT.yaml',
      'parts/area.yml',
      'parts/buffers.ffarch',
    ]) {
      writeFileSync(join(folder, name), '');
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const offered = async (text: string): Promise<CompletionItem[]> => {
    const language = await startLanguage(NodeFileSystem);
    const plain = text.replace('|', '');
    const document = await parseDocument(language, plain, URI.file(join(folder, 'main.ffarch')));
    const { items } = (await language.Ffarch.lsp.CompletionProvider!.getCompletion(document, {
      textDocument: { uri: document.uri.toString() },
      position: document.textDocument.positionAt(text.indexOf('|')),
    }))!;
    return items;
  };

  /** What is offered at `|`, and the text after it was chosen. */
  const check = async (text: string, expected: Readonly<Record<string, string>>) => {
    const plain = text.replace('|', '');
    const chosen = (await offered(text)).map(({ label, textEdit }) => [
      label,
      TextDocument.applyEdits(TextDocument.create('', '', 0, plain), [textEdit as never]),
    ]);
    assert.deepEqual(Object.fromEntries(chosen), expected);
  };

  it('offers files and folders', () =>
    check('import |', {
      'other.ffarch': 'import "other.ffarch"',
      'parts/': 'import "parts/$0"',
      '../': 'import "../$0"',
    }));
  it('goes on between quotes', () =>
    check('import "o|"', {
      'other.ffarch': 'import "other.ffarch"',
      'parts/': 'import "parts/"',
      '../': 'import "../"',
    }));
  it('replaces the path that is there', () =>
    check('import "o|ld.ffarch"', {
      'other.ffarch': 'import "other.ffarch"',
      'parts/': 'import "parts/"',
      '../': 'import "../"',
    }));
  it('goes up to the folders above', async () => {
    const labels = (text: string) => offered(text).then((items) => items.map(({ label }) => label));
    const name = `${basename(folder)}/`;
    assert.ok((await labels('import "../|"')).includes(name));
    assert.ok((await labels('import "../|"')).includes('../'));
    assert.ok(!(await labels(`import "${'../'.repeat(20)}|"`)).includes('../'));
    assert.ok(!(await labels('import "parts/|"')).includes('../'));
  });
  it('goes on in a folder', () => check('import "parts/|"', { 'buffers.ffarch': 'import "parts/buffers.ffarch"' }));
  const FROM = 'architecture A : gemm {\n  memory D { energy: from ';
  it('offers tables of energies after `from` of a level', () =>
    check(`${FROM}"|" }\n}`, {
      'ERT.yaml': `${FROM}"ERT.yaml" }\n}`,
      'parts/': `${FROM}"parts/" }\n}`,
      '../': `${FROM}"../" }\n}`,
    }));
  it('offers them after that of an architecture, and in folders', () =>
    check('architecture A : gemm {\n  area: from "parts/|"\n}', {
      'area.yml': 'architecture A : gemm {\n  area: from "parts/area.yml"\n}',
    }));
  it('offers nothing in folders that do not exist', () => check('import "nowhere/|"', {}));
});
