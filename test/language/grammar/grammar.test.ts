import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { EmptyFileSystem, URI } from 'langium';
import { createLangiumGrammarServices } from 'langium/grammar';

describe('the grammar', () => {
  it('gives its generator nothing to warn of', async () => {
    const { shared } = createLangiumGrammarServices(EmptyFileSystem);
    const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = shared.workspace;
    const text = readFileSync('language/grammar/ffarch.langium', 'utf8');
    const document = LangiumDocumentFactory.fromString(text, URI.file('/ffarch.langium'));
    LangiumDocuments.addDocument(document);
    await DocumentBuilder.build([document], { validation: true });
    assert.deepEqual(
      document.diagnostics?.map(({ range, message }) => `${range.start.line + 1}: ${message}`),
      [],
    );
  });
});
