import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LangiumDocument, URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import type { Diagnostic } from 'vscode-languageserver-types';
import { parseDocument, startLanguage } from '../../../language/services/parse.js';
import { withoutExpectations } from './expected.js';

const samples = join(dirname(fileURLToPath(import.meta.url)), 'samples');
const golden = join(samples, '../facts.txt');

describe('the facts and related places of diagnostics', () => {
  it('are those of facts.txt; UPDATE_EXPECTED=1 writes it', async function () {
    this.timeout(20_000);
    const lines: string[] = [];
    for (const name of readdirSync(samples).sort()) {
      const text = withoutExpectations(readFileSync(join(samples, name), 'utf8'));
      const language = await startLanguage(NodeFileSystem);
      const document = await parseDocument(language, text, URI.file(join(samples, name)));
      const { LangiumDocuments } = language.shared.workspace;
      const textAt = ({ uri, range }: { uri: string; range: Diagnostic['range'] }) =>
        LangiumDocuments.getDocument(URI.parse(uri))!.textDocument.getText(range);
      lines.push(...linesOf(document, name, textAt));
    }
    const actual = `${lines.join('\n')}\n`;
    if (process.env.UPDATE_EXPECTED !== undefined) writeFileSync(golden, actual);
    else assert.equal(actual, readFileSync(golden, 'utf8'));
  });
});

type TextAt = (location: { uri: string; range: Diagnostic['range'] }) => string;

/** A line for each diagnostic that has facts or related places, and one below it for each of those. */
function linesOf({ diagnostics = [], uri }: LangiumDocument, name: string, textAt: TextAt): string[] {
  return diagnostics.flatMap(({ code, range, data, relatedInformation = [] }) => {
    const facts = Object.entries((data ?? {}) as object).filter(([, value]) => value !== undefined);
    if (facts.length + relatedInformation.length === 0) return [];
    const what = facts.map(([fact, value]) => ` ${fact}=${value}`).join('');
    return [
      `${name} ${code} "${firstLine(textAt({ uri: uri.toString(), range }))}"${what}`,
      ...relatedInformation.map(({ message, location }) => `    ${message} "${firstLine(textAt(location))}"`),
    ];
  });
}

const firstLine = (text: string): string => text.split('\n', 1)[0];
