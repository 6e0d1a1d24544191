import assert from 'node:assert/strict';
import { TextDocument } from 'langium';
import { appendEdit } from '../../../../server/lsp/mapping/append.js';

describe('Appending declarations', () => {
  const rows: [name: string, before: string, after: string][] = [
    ['to an empty document', '', 'one {\n}\n\ntwo\n'],
    ['to a document of blanks', ' \n\n', 'one {\n}\n\ntwo\n'],
    ['after the last line', 'const a = 1\n', 'const a = 1\n\none {\n}\n\ntwo\n'],
    ['where the last line has no end', 'const a = 1 // one', 'const a = 1 // one\n\none {\n}\n\ntwo\n'],
    ['in place of blank lines at the end', 'const a = 1\n\n\n \n', 'const a = 1\n\none {\n}\n\ntwo\n'],
    ["with the document's line breaks", 'const a = 1\r\n', 'const a = 1\r\n\r\none {\r\n}\r\n\r\ntwo\r\n'],
  ];
  for (const [name, before, after] of rows) {
    it(name, () => {
      const document = TextDocument.create('file:///a.ffarch', 'ffarch', 1, before);
      assert.equal(TextDocument.applyEdits(document, [appendEdit(document, ['one {\n}', 'two'])]), after);
    });
  }
});
