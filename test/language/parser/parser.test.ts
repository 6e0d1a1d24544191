import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type AstNode, type CstNode, isAstNode, isCompositeCstNode, isReference } from 'langium';
import type { FfarchLexer } from '../../../language/parser/lexer.js';
import type { FfarchParser } from '../../../language/parser/parser.js';
import { LIBRARY_TEXTS } from '../../../language/workspace/library.js';
import { language } from '../language.js';

const parser = language.Ffarch.parser.LangiumParser as FfarchParser;

const folder = new URL('../../../examples/', import.meta.url);
const TEXTS: readonly string[] = [
  ...readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8')),
  ...LIBRARY_TEXTS.values(),
];

/** All that a parse result says, as plain data. */
function described({ value, parserErrors, lexerErrors }: ReturnType<FfarchParser['reparse']>): unknown {
  return {
    tree: describedNode(value, undefined),
    syntax: describedSyntax(value.$cstNode!),
    parserErrors: parserErrors.map(({ message, token: { startOffset, endOffset } }) => [
      message,
      startOffset,
      endOffset,
    ]),
    lexerErrors,
  };
}

function describedNode(node: AstNode, container: AstNode | undefined): unknown {
  assert.equal(node.$container, container);
  const { $type, $containerProperty, $containerIndex, $cstNode, ...properties } = node;
  const described = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(described)
      : isReference(value)
        ? [value.$refText, value.$refNode?.offset]
        : isAstNode(value)
          ? describedNode(value, node)
          : value;
  const own = Object.entries(properties).filter(([key]) => !key.startsWith('$'));
  return [
    $type,
    $containerProperty,
    $containerIndex,
    $cstNode?.range,
    own.map(([key, value]) => [key, described(value)]),
  ];
}

function describedSyntax(node: CstNode, container?: CstNode): unknown {
  assert.equal(node.container, container);
  const content = isCompositeCstNode(node) ? node.content.map((child) => describedSyntax(child, node)) : [];
  return [
    node.offset,
    node.end,
    node.range,
    node.text,
    node.hidden,
    node.grammarSource?.$type,
    node.astNode.$type,
    content,
  ];
}

describe('The parser', () => {
  it('makes the same of a text after edits as of the text alone', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat({ max: 8 }),
      typed: fc.oneof(
        fc.constantFrom('', '\n', '{', '}', '}\n', '/*', '*/', '// ', '"', ':', ';', ' x 3', 'of', '§'),
        fc.constantFrom('\r', '\r\n', '\n\n', '/*\n', '\n*/', '"\n', '1', 'Ki', 'e', '+'),
        fc.constantFrom(
          '\nworkload W : gemm { M: 1, K: 2, N: 3 }\n',
          'architecture ',
          '\nnetwork n {',
          'memory',
          'import "a"',
        ),
        fc.string({ maxLength: 3 }),
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.array(edit, { minLength: 1, maxLength: 12 }), (start, edits) => {
        let text = start;
        let result = parser.reparse(text);
        for (const { at, removed, typed } of edits) {
          const offset = Math.floor(at * text.length);
          text = text.slice(0, offset) + typed + text.slice(offset + removed);
          result = parser.reparse(text, result.value);
          assert.deepEqual(described(result), described(parser.reparse(text)));
        }
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  it('reads nothing again but the declaration that is edited', () => {
    const text = LIBRARY_TEXTS.get('ffarch-library:/architectures.ffarch')!;
    const before = parser.reparse(text).value as AstNode & { declarations: AstNode[] };
    const declarations = [...before.declarations];
    const edited = text.indexOf('size: 384');
    const after = parser.reparse(`${text.slice(0, edited)}\n${text.slice(edited)}`, before).value as typeof before;
    const fresh = after.declarations.filter((node, i) => node !== declarations[i]);
    assert.deepEqual(
      fresh.map((node) => (node as AstNode & { name: string }).name),
      ['Eyeriss'],
    );
  });

  it('matches no tokens again but those on the lines that are edited', () => {
    const lexer = language.Ffarch.parser.Lexer as FfarchLexer;
    const text = LIBRARY_TEXTS.get('ffarch-library:/architectures.ffarch')!;
    const before = lexer.tokenize(text);
    const old = new Set(before.tokens);
    const edited = text.indexOf('size: 384');
    const after = lexer.retokenize(`${text.slice(0, edited)}area: 2 um2\n${text.slice(edited)}`, before);
    const fresh = after.tokens.filter((token) => !old.has(token)).map(({ image }) => image);
    assert.deepEqual(fresh.slice(0, 6), ['area', ':', '2', 'um2', 'size', ':']);
    assert.ok(fresh.length < 12);
  });

  const read = (text: string): string[] => {
    const { value } = parser.reparse(text);
    return (value as AstNode & { declarations: AstNode[] }).declarations.map(({ $type }) => $type);
  };

  it('loses one declaration at most to a missing brace', () => {
    const body = 'memory D {\n    size: 4\n\n';
    const rest = 'const a = 1\nworkload w : gemm { M: 1 }\n';
    for (const [open, type] of [
      [`architecture A : gemm {\n  ${body}`, 'Architecture'],
      ['network n {\n  a : gemm { M: 1 }\n', 'Network'],
      ['network n {\n  a : gemm { M: 1\n', 'Network'],
      ['workload v : gemm {\n  M: 1\n', 'Workload'],
      ['coupling c {\n  dims M\n', 'Coupling'],
    ]) {
      assert.deepEqual(read(open + rest), [type, 'Constant', 'Workload'], open);
      const [{ message }] = parser.reparse(open + rest).parserErrors;
      assert.match(message, /found `const`/);
    }
  });

  it('takes keywords for layers where they are', () => {
    const text = 'network n {\n  workload\n  mapping x 3\nnetwork\n  const, coupling\n}\nconst a = 1\n';
    assert.deepEqual(parser.reparse(text).parserErrors, []);
    assert.deepEqual(read(text), ['Network', 'Constant']);
  });
});
