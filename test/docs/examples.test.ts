import assert from 'node:assert/strict';
import { documentsOf, filesOf } from './examples.js';
import { examplesOf, PAGES, read } from './pages.js';

describe('The examples of the documentation', () => {
  for (const page of [...PAGES, 'README.md']) {
    it(`are without errors and warnings in ${page}`, async () => {
      for (const document of await documentsOf(examplesOf(read(page)))) {
        const found = (document.diagnostics ?? [])
          .filter(({ severity = 1 }) => severity <= 2)
          .map(({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`);
        assert.deepEqual(found, [], document.textDocument.getText());
      }
    });
  }

  it('are found, and mistakes in them, too', async () => {
    assert.ok(examplesOf(read('docs/language.md')).length > 20);
    for (const [kind, text] of [
      ['', 'workload W : gem { M: 1 }\n'],
      ['levels', 'memory M { size: 1 }\n'],
      ['memory', 'size: 4 MB\n'],
      ['fanout', 'multicast: full\n\nmulticast: some\n'],
      ['compute', 'energy: 1 J\n'],
    ]) {
      const documents = await documentsOf([{ kind, text }]);
      assert.ok(
        documents.some(({ diagnostics = [] }) => diagnostics.some(({ severity }) => severity === 1)),
        kind,
      );
    }
    assert.throws(() => filesOf({ kind: 'memry', text: '' }), /memry/);
  });
});
