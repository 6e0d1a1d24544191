import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type CompletionItem, CompletionRequest, HoverRequest, type MarkupContent } from 'vscode-languageserver/node';
import { Editor } from './editor.js';

const PAGE = new URL('../../../docs/diagnostics.md', import.meta.url);
const TEXT = 'const a = b\nconst c = 1 / 0\nworkload w : gemm { M: 1, K: 1 } $\n';

describe('Diagnostics in an editor', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const found = async (documentation?: { uri: string; text: string }) => {
    editor = await Editor.start({ map: () => assert.fail(), dispose: () => {} }, { documentation });
    return editor.open('file:///documented.ffarch', TEXT);
  };

  it('link to where the page that comes with it explains them', async () => {
    const text = readFileSync(PAGE, 'utf8');
    const lines = text.split('\n');
    const diagnostics = await found({ uri: PAGE.href, text });
    assert.deepEqual(
      new Set(diagnostics.map(({ code }) => code)),
      new Set(['ffarch/unresolved-name', 'ffarch/division-by-zero', 'ffarch/missing-size', 'ffarch/unexpected-text']),
    );
    for (const { code, codeDescription } of diagnostics) {
      const [page, line] = codeDescription!.href.split('#L');
      assert.equal(page, PAGE.href);
      assert.equal(lines[Number(line) - 1], `### ${code}`);
    }
  });

  it('link nowhere without a page', async () => {
    for (const { codeDescription } of await found()) assert.equal(codeDescription, undefined);
  });
});

describe('Hovers and completion in an editor', () => {
  const FILE = 'file:///linked.ffarch';
  const LEVELS = [
    'architecture A : gemm {',
    '  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8; factors: M >= 2 }',
    '  fanout F[4] over M { multicast: full }',
    '  compute MAC { energy: 1 pJ }',
    '}',
    'mapping m of MaestroBlas.MB6 on A { DRAM: M 4 }',
    '',
  ];
  let editor: Editor;
  afterEach(() => editor.stop());

  const open = async (commandLinks: boolean) => {
    editor = await Editor.start({ map: () => assert.fail(), dispose: () => {} }, { commands: true, commandLinks });
    await editor.open(FILE, LEVELS.join('\n'));
  };
  const sections = (text: string) =>
    [...text.matchAll(/\(command:factorflow\.openDocumentation\?([^)]*)\)/g)].map(([, query]) => {
      const [{ page, section }] = JSON.parse(decodeURIComponent(query));
      return `${page}#${section}`;
    });
  const hovered = async (line: number, text: string) => {
    const position = { line, character: LEVELS[line].indexOf(text) };
    const hover = await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri: FILE }, position });
    return sections((hover!.contents as MarkupContent).value);
  };

  it('link properties and keywords to their sections of the reference', async () => {
    await open(true);
    for (const [line, text, section] of [
      [0, 'architecture', 'architecture'],
      [1, 'memory', 'memory'],
      [1, 'size', 'memory'],
      [1, '64', 'memory'],
      [1, 'factors', 'factors'],
      [2, 'over', 'fanout'],
      [2, 'full', 'fanout'],
      [3, 'energy', 'compute'],
      [5, 'mapping', 'mapping'],
    ] as const)
      assert.deepEqual(await hovered(line, text), [`docs/language.md#${section}`], text);
    assert.deepEqual(await hovered(5, 'DRAM'), [], 'names are not of the language');
    const position = { line: 2, character: LEVELS[2].indexOf('multicast') };
    const textDocument = { uri: FILE };
    const items = (await editor.connection.sendRequest(CompletionRequest.type, { textDocument, position })) as {
      items: CompletionItem[];
    };
    const item = items.items.find(({ label }) => label === 'multicast')!;
    assert.deepEqual(sections((item.documentation as MarkupContent).value), ['docs/language.md#fanout']);
  });

  it('link to nothing in an editor that would show the links as text', async () => {
    await open(false);
    assert.deepEqual(await hovered(1, 'size'), []);
  });
});
