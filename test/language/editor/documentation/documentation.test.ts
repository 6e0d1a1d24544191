import assert from 'node:assert/strict';
import type { SourceFile } from '../../../../language/generated/ast.js';
import { language, parse } from '../../language.js';

/** What precedes a declaration, and its documentation. */
const COMMENTS: [above: string, documentation: string | undefined][] = [
  ['', undefined],
  ['// One line.\n', 'One line.'],
  ['// Two\n// lines.\n', 'Two\nlines.'],
  ['/* A block. */\n', 'A block.'],
  ['/**\n * A block\n *\n * of **Markdown**.\n */\n', 'A block\n\nof **Markdown**.'],
  ['// Far away.\n\n', undefined],
  ['// Far away.\n\n// Near.\n', 'Near.'],
  ['/* A block. */\n// And a line.\n', 'And a line.'],
  ['const before = 1 // That one.\n', undefined],
  ['const before = 1 // That one.\n// This one.\n', 'This one.'],
];

describe('documentation', () => {
  for (const [above, expected] of COMMENTS) {
    it(JSON.stringify(above), async () => {
      const document = await parse(`${above}const a = 1`);
      const declaration = (document.parseResult.value as SourceFile).declarations.at(-1)!;
      assert.equal(language.Ffarch.documentation.DocumentationProvider.getDocumentation(declaration), expected);
    });
  }

  it('is found inside architectures, too', async () => {
    const document = await parse(
      'architecture A : gemm {\n  // The buffer.\n  memory D {\n    size: 1\n    // Costly.\n    energy: 2\n  }\n}',
    );
    const [architecture] = (document.parseResult.value as SourceFile).declarations;
    assert.ok(architecture.$type === 'Architecture');
    const [memory] = architecture.levels;
    const text = [memory, ...memory.properties].map((node) =>
      language.Ffarch.documentation.DocumentationProvider.getDocumentation(node),
    );
    assert.deepEqual(text, ['The buffer.', undefined, 'Costly.']);
  });
});
