import assert from 'node:assert/strict';
import { isArchitecture, type SourceFile } from '../../../language/generated/ast.js';
import { language } from '../language.js';

const COUNT = 5_000;

/** What stands around a line that is repeated, and what of it must still be read. */
const FILES: readonly { before?: string; line: string; after?: string }[] = [
  { line: 'const = ;' },
  { line: '; ; = ;' },
  { line: '}' },
  { line: 'architecture {' },
  { line: 'fanout [' },
  { line: 'memory {', before: 'architecture A : gemm {', after: 'memory Last { } }' },
  { line: '= ;', before: 'architecture A : gemm {', after: 'memory Last { } }' },
  { line: '= ;', before: 'architecture A : gemm { memory First {', after: '} memory Last { } }' },
];

describe('The parser', () => {
  const { stackTraceLimit } = Error;
  // As in the product. Tests keep the whole stack of each error, which takes longer than all else.
  before(() => {
    Error.stackTraceLimit = 10;
  });
  after(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  for (const { before = '', line, after = '' } of FILES) {
    it(`reads what follows ${COUNT} lines \`${line}\`${before && ` after \`${before}\``}`, () => {
      const text = `${before}\n${`${line}\n`.repeat(COUNT)}${after}\nconst last = 1\n`;
      const { value, parserErrors } = language.Ffarch.parser.LangiumParser.parse<SourceFile>(text);
      assert.ok(parserErrors.length > 0);
      const last = value.declarations.at(-1);
      assert.equal(last?.name, 'last');
      if (after) assert.equal(value.declarations.find(isArchitecture)?.levels.at(-1)?.name, 'Last');
    });
  }
});
