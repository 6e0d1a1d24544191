import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LangiumDocument, URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import { type Language, parseDocument, startLanguage } from '../../../language/language.js';
import { withoutExpectations } from './expected.js';

const samples = join(dirname(fileURLToPath(import.meta.url)), 'samples');
const golden = join(samples, '../data.txt');

interface Sample {
  readonly name: string;
  readonly language: Language;
  readonly document: LangiumDocument;
}

describe('the parameters and related places of diagnostics', () => {
  const parsed: Sample[] = [];
  before(async () => {
    for (const name of readdirSync(samples).sort()) {
      const text = withoutExpectations(readFileSync(join(samples, name), 'utf8'));
      const language = await startLanguage(NodeFileSystem);
      parsed.push({ name, language, document: await parseDocument(language, text, URI.file(join(samples, name))) });
    }
  });

  it('are those of data.txt; UPDATE_EXPECTED=1 writes it', () => {
    const actual = `${parsed.flatMap(linesOf).join('\n')}\n`;
    if (process.env.UPDATE_EXPECTED !== undefined) writeFileSync(golden, actual);
    else assert.equal(actual, readFileSync(golden, 'utf8'));
  });

  it('may be kept back by an editor: fixes then do without, or are not offered', async () => {
    const { error } = console;
    const failures: unknown[][] = [];
    console.error = (...failure) => void failures.push(failure);
    try {
      for (const { language, document } of parsed) {
        const textDocument = { uri: document.uri.toString() };
        for (const { data: _, ...diagnostic } of document.diagnostics ?? []) {
          const context = { diagnostics: [diagnostic] };
          const { CodeActionProvider: actions } = language.Ffarch.lsp;
          await actions!.getCodeActions(document, { textDocument, range: diagnostic.range, context });
        }
      }
    } finally {
      console.error = error;
    }
    assert.deepEqual(failures, []);
  });
});

/** A line for each diagnostic with its parameters, and one below it for each related place. */
function linesOf({ name, language, document: { diagnostics = [], textDocument } }: Sample): string[] {
  const { LangiumDocuments } = language.shared.workspace;
  const textAt = ({ uri, range }: { uri: string; range: Diagnostic['range'] }) => {
    const known = LangiumDocuments.getDocument(URI.parse(uri));
    // A table of energies is not a document of the language.
    const { textDocument } = known ?? {
      textDocument: TextDocument.create(uri, '', 0, readFileSync(new URL(uri), 'utf8')),
    };
    return firstLine(textDocument.getText(range));
  };
  return diagnostics.flatMap(({ code, range, data, relatedInformation = [] }) => {
    return [
      `${name} ${code} "${firstLine(textDocument.getText(range))}" ${JSON.stringify(data)}`,
      ...relatedInformation.map(({ message, location }) => `    ${message} "${textAt(location)}"`),
    ];
  });
}

const firstLine = (text: string): string => text.split('\n', 1)[0];
