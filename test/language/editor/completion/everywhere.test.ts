import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CompletionItem, InsertTextFormat, type TextEdit } from 'vscode-languageserver-types';
import { scan, type Token } from '../../../../language/editor/cursor/tokens.js';
import { type Language, parseDocument, startLanguage } from '../../../../language/language.js';
import { found } from './found.js';

const examples = join(dirname(fileURLToPath(import.meta.url)), '../../../../examples');

/** The words after which people write names of their own. */
const DECLARING = new Set([
  ...['const', 'coupling', 'architecture', 'workload', 'network', 'mapping', 'memory', 'fanout', 'compute', 'dims'],
  ...['strides'],
]);

/** Every how many tokens of a long example are looked at. */
const STRIDE = 7;

describe('completion at every token of the examples', () => {
  let language: Language;
  before(async () => {
    language = await startLanguage(NodeFileSystem);
  });

  const completions = async (name: string, text: string, offset: number): Promise<readonly CompletionItem[]> => {
    const uri = URI.file(join(examples, name));
    const document = await parseDocument(language, text, uri);
    const position = document.textDocument.positionAt(offset);
    const list = await language.Ffarch.lsp.CompletionProvider!.getCompletion(document, {
      textDocument: { uri: uri.toString() },
      position,
    });
    return list!.items;
  };

  /** The errors of the grammar in a text, those at its end left out: there it is not finished. */
  const errors = (text: string): number => {
    const { parserErrors, lexerErrors } = language.Ffarch.parser.LangiumParser.parse(text);
    const inside = parserErrors.filter(({ token }) => token.startOffset < text.length);
    return inside.length + lexerErrors.length;
  };

  for (const name of readdirSync(examples).filter((one) => one.endsWith('.ffarch'))) {
    const text = readFileSync(join(examples, name), 'utf8');
    const tokens = scan(text).filter(({ kind }) => kind !== 'comment');
    const looked = tokens.map((token, i) => [token, i] as const).filter(([, i]) => i % STRIDE === 0);

    it(`offers what is written there in ${name}, with everything before it or all around it`, async () => {
      for (const [token, i] of looked) {
        if (token.kind !== 'word' || isOwn(text, tokens, i)) continue;
        const before = text.slice(0, token.start);
        for (const around of [before, before + text.slice(token.end)]) {
          const items = await completions(name, around, token.start);
          const labels = items.map(({ label }) => label.split(' ')[0]);
          // Only with all around it is it certain that what is referred to is there.
          const known = around !== before || !text.includes(`import`);
          assert.ok(!known || labels.includes(token.text), `${place(around, token.start)}: ${labels.slice(0, 20)}`);
        }
      }
    });

    it(`leaves Enter to whoever has written a word or a number of ${name}, however late it is asked`, async () => {
      for (const [token, i] of looked) {
        if (!['word', 'number'].includes(token.kind) || isOwn(text, tokens, i)) continue;
        const written = text.slice(0, token.end);
        const late = await completions(name, written.slice(0, token.start), token.start);
        const shown = late.filter((item) => found(item, token.text));
        const message = `${place(written, token.end)}: ${shown.map(({ label }) => label)}`;
        // The editor prefers what is just that, and of plain text it would change nothing.
        assert.ok(shown.length === 0 || shown.some(({ filterText }) => filterText === token.text), message);
        for (const item of [...late, ...(await completions(name, written, token.end))]) {
          const { newText } = item.textEdit as TextEdit;
          assert.equal(item.insertTextFormat === InsertTextFormat.Snippet, newText !== filledIn(newText), item.label);
        }
        const asked = await completions(name, written, token.end);
        assert.ok(!asked.some(({ textEdit }) => (textEdit as TextEdit).newText === token.text), message);
      }
    });

    it(`breaks nothing in ${name}`, async () => {
      for (const [token] of looked) {
        const before = text.slice(0, token.start);
        const whole = text.slice(token.end);
        const writings = [before, ...(token.kind === 'word' ? [before + token.text[0] + whole] : [])];
        for (const written of writings) {
          const offset = Math.min(written.length, token.start + (written === before ? 0 : 1));
          const shapes = new Set<string>();
          for (const item of await completions(name, written, offset)) {
            const edit = { ...(item.textEdit as TextEdit) };
            const shape = `${item.kind} ${edit.newText.replace(/[\w"]+/g, 'a')}`;
            // What would go on after blocks that are still open is told apart by the rank.
            if (shapes.has(shape) || !item.sortText?.startsWith('0')) continue;
            shapes.add(shape);
            edit.newText = filledIn(edit.newText);
            const document = TextDocument.create('', '', 0, written);
            const inserted = TextDocument.applyEdits(document, [edit]);
            const message = `${item.label} at ${place(written, offset)}`;
            if (written !== before) {
              // Declarations of another kind have other contents.
              if (!DECLARING.has(item.label)) assert.equal(errors(inserted), errors(text), message);
            } else {
              const end = document.offsetAt(edit.range.start) + edit.newText.length;
              assert.ok(errors(inserted.slice(0, end)) <= errors(before), message);
            }
          }
        }
      }
    });
  }
});

/** Whether a word is a name that is declared where it stands, so nobody can know it. */
function isOwn(text: string, tokens: readonly Token[], i: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', tokens[i].start) + 1, tokens[i].end);
  if (/^\s*(dims|strides) /.test(line)) return true;
  const [previous, next] = [tokens[i - 1]?.text ?? '', tokens[i + 1]?.text ?? ''];
  const declared = DECLARING.has(previous) || previous === '+=' || previous === '*' || next === '+=';
  const layer = next === ':' && /^[a-zA-Z]/.test(tokens[i + 2]?.text ?? '') && tokens[i + 4]?.text !== ',';
  return declared || layer;
}

function place(text: string, offset: number): string {
  return JSON.stringify(`${text.slice(Math.max(0, offset - 60), offset)}|${text.slice(offset, offset + 20)}`);
}

/** A snippet with the first of its choices. */
function filledIn(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([\\$},|])/g, '$1');
}
