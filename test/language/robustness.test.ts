import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { LangiumDocument } from 'langium';
import { type Diagnostic, ResponseError } from 'vscode-languageserver';
import { SelectionRangeProvider } from '../../language/editor/outline/selection-range-provider.js';
import { parseDocument, startLanguage } from '../../language/language.js';
import { withoutExpectations } from './diagnostics/expected.js';

/** Of its own, so it has no more files to look through than these tests give it. */
const language = await startLanguage();
const { lsp } = language.Ffarch;
const parse = (text: string) => parseDocument(language, text, 'file:///broken.ffarch');
const examples = join(dirname(fileURLToPath(import.meta.url)), '../../examples');
const texts = readdirSync(examples)
  .filter((name) => name.endsWith('.ffarch'))
  .map((name) => readFileSync(join(examples, name), 'utf8'));

/** Everything that an editor may ask for at a place. What is said is in words. */
async function askAll(document: LangiumDocument, offset: number): Promise<void> {
  const textDocument = { uri: document.uri.toString() };
  const position = document.textDocument.positionAt(offset);
  const range = { start: position, end: document.textDocument.positionAt(offset + 5) };
  const whole = { start: { line: 0, character: 0 }, end: document.textDocument.positionAt(Number.MAX_SAFE_INTEGER) };
  const at = { textDocument, position };
  const completions = await lsp.CompletionProvider!.getCompletion(document, at);
  for (const { textEdit } of completions!.items) assert.ok(textEdit);
  const hover = await lsp.HoverProvider!.getHoverContent(document, at);
  await lsp.DefinitionProvider!.getDefinition(document, at);
  await lsp.ReferencesProvider!.findReferences(document, { ...at, context: { includeDeclaration: true } });
  await lsp.DocumentHighlightProvider!.getDocumentHighlight(document, at);
  const signature = await lsp.SignatureHelp!.provideSignatureHelp(document, at);
  const symbols = await lsp.DocumentSymbolProvider!.getSymbols(document, at);
  await lsp.FoldingRangeProvider!.getFoldingRanges(document, at);
  await lsp.DocumentLinkProvider!.getDocumentLinks(document, at);
  const hints = await lsp.InlayHintProvider!.getInlayHints(document, { textDocument, range: whole });
  await lsp.SemanticTokenProvider!.semanticHighlight(document, at);
  const context = { diagnostics: document.diagnostics ?? [] };
  const actions = await lsp.CodeActionProvider!.getCodeActions(document, { textDocument, range, context });
  new SelectionRangeProvider().getSelectionRanges(document, { textDocument, positions: [position] });
  await language.shared.lsp.WorkspaceSymbolProvider!.getSymbols({ query: 'e' });
  try {
    await lsp.RenameProvider!.rename(document, { ...at, newName: 'anew' });
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
  }
  const said = JSON.stringify({ context, completions, hover, signature, symbols, hints, actions });
  assert.doesNotMatch(said, /.{0,60}(\bundefined\b|\bNaN\b|\[object )/);
}

describe('services', () => {
  const errors: unknown[][] = [];
  const log = console.error;
  before(() => {
    console.error = (...message) => void errors.push(message);
  });
  after(() => {
    console.error = log;
  });

  it('answer in the middle of every edit, without an error in the log', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...' {}[]:,;=."'),
      fc.constantFrom(
        'memory ',
        'over ',
        '<= ',
        '// ',
        '/* ',
        '\n',
        'M 3',
        '0',
        '9e99',
        'x ',
        '_',
        'mapping m of W on ',
      ),
    );
    const edit = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(40),
      piece,
    });
    await fc.assert(
      fc.asyncProperty(edit, async ({ text, at, length, piece: typed }) => {
        const offset = Math.floor(at * text.length);
        const document = await parse(text.slice(0, offset) + typed + text.slice(offset + length));
        await askAll(document, offset + typed.length);
        assert.deepEqual(errors, []);
      }),
      { numRuns: 150, seed: 4 },
    );
  });

  it('offer fixes for what an editor still shows of a text that has lost a part since, without an error in the log', async () => {
    const samples = join(dirname(fileURLToPath(import.meta.url)), 'diagnostics/samples');
    const before = readdirSync(samples).map((name) => withoutExpectations(readFileSync(join(samples, name), 'utf8')));
    const shown: { text: string; found: { diagnostic: Diagnostic; offset: number }[] }[] = [];
    for (const text of before) {
      const { diagnostics = [], textDocument } = await parse(text);
      const found = diagnostics.map((diagnostic) => ({
        diagnostic,
        offset: textDocument.offsetAt(diagnostic.range.start),
      }));
      if (found.length > 0) shown.push({ text, found });
    }
    const cut = fc.record({
      sample: fc.constantFrom(...shown),
      which: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      before: fc.nat(20),
      length: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(cut, async ({ sample: { text, found }, which, before, length }) => {
        const { diagnostic, offset } = found[Math.floor(which * found.length)];
        const start = Math.max(0, offset - before);
        const document = await parse(text.slice(0, start) + text.slice(start + length));
        const textDocument = { uri: document.uri.toString() };
        const context = { diagnostics: [diagnostic] };
        await lsp.CodeActionProvider!.getCodeActions(document, { textDocument, range: diagnostic.range, context });
        assert.deepEqual(errors, []);
      }),
      { numRuns: Number(process.env.RUNS ?? 200), seed: Number(process.env.SEED ?? 4) },
    );
  });

  it('answer in files that end anywhere', async () => {
    for (const text of texts) {
      const keywords = [
        ...text.matchAll(/^\s*(const|coupling|architecture|workload|network|mapping|memory|fanout|compute)/gm),
      ];
      const keywordEnds = keywords.map(({ index, 0: keyword }) => index + keyword.length);
      for (const end of [...Array.from({ length: text.length / 61 }, (_, i) => i * 61), ...keywordEnds]) {
        const document = await parse(text.slice(0, end));
        await askAll(document, end);
        assert.deepEqual(errors, []);
      }
    }
  });
});
