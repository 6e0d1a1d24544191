import assert from 'node:assert/strict';
import { type DocumentSymbol, type Range, type SelectionRange, SymbolKind } from 'vscode-languageserver-types';
import { SelectionRangeProvider } from '../../../../language/editor/outline/selection-range-provider.js';
import { type Language, parseDocument, startLanguage } from '../../../../language/language.js';
import { language, parse } from '../../language.js';

const { lsp } = language.Ffarch;

const name = (kind: SymbolKind): string => Object.entries(SymbolKind).find(([, value]) => value === kind)![0];

describe('document symbols', () => {
  const shown = ({ kind, name: label, detail, children = [] }: DocumentSymbol): string[] => [
    `${name(kind)} ${label}${detail ? ` ${detail}` : ''}`,
    ...children.flatMap(shown).map((line) => `  ${line}`),
  ];
  const check = async (text: string, expected: string) => {
    const document = await parse(text);
    const symbols = await lsp.DocumentSymbolProvider!.getSymbols(document, { textDocument: { uri: '' } });
    assert.equal(symbols.flatMap(shown).join('\n'), expected.trim());
  };

  it('are what a document declares', () =>
    check(
      `
import "other.ffarch"
const rows = 3 * 4
coupling mm { dims M, K; strides S; Out[M] += W[M][K] * In[K] }
architecture A : mm {
  memory DRAM { size: unbounded }
  fanout PEs[rows] over M, K { factors: M = 2 }
  compute MAC
}
workload W : mm { M: 2, K: 2 }
network n { first : mm { M: 2, K: 2 } x 2; W; other.x x 3 }
mapping m of W on A { DRAM: M 2, K 2; PEs: M 2 }
`,
      `
Constant rows 3 * 4
Interface mm
  TypeParameter M
  TypeParameter K
  Number S
  Variable Out [M]
  Variable W [M][K]
  Variable In [K]
Class A mm
  Struct DRAM
  Array PEs [rows] over M, K
  Operator MAC
Object W mm
Namespace n
  Object first mm
  Object W
  Object x
Function m W on A
  Field DRAM M 2, K 2
  Field PEs M 2
`,
    ));

  it('are what can be read of broken text', () =>
    check(
      `
workload
workload "" : gemm {}
architecture A { memory { size: } fanout
mapping m {
  DRAM:
  : M 2
`,
      `
Class A
Function m … on …
  Field DRAM
`,
    ));
});

describe('workspace symbols', () => {
  /** Of its own, with one file beside the library. */
  let own: Language;
  before(async () => {
    own = await startLanguage();
    const text = 'architecture Zebra : gemm { memory Zulu {} }\nnetwork zoo { zeal : gemm {}; zeal }';
    await parseDocument(own, text, 'file:///zoo.ffarch');
  });
  const found = async (query: string): Promise<string[]> => {
    const symbols = await own.shared.lsp.WorkspaceSymbolProvider!.getSymbols({ query });
    return symbols.map(({ kind, name: label, containerName, location }) =>
      [name(kind), ...(containerName ? [containerName] : []), label, location.uri.split('/').at(-1)].join(' '),
    );
  };

  it('are declarations, levels and layers by name', async () => {
    assert.deepEqual(await found('z'), [
      ...[
        'Class Zebra zoo.ffarch',
        'Struct Zebra Zulu zoo.ffarch',
        'Namespace zoo zoo.ffarch',
        'Object zoo zeal zoo.ffarch',
      ],
    ]);
  });
  it('are those of the library, too', async () =>
    // Other suites leave documents of their own in the workspace.
    assert.deepEqual(
      (await found('eyeriss')).filter((symbol) => symbol.endsWith('architectures.ffarch')),
      [
        'Class Eyeriss architectures.ffarch',
        'Class EyerissConv architectures.ffarch',
        'Class EyerissNet architectures.ffarch',
      ],
    ));
  it('leave the library out until something is typed', async () =>
    assert.equal(
      (await found('')).some((symbol) => symbol.endsWith('architectures.ffarch')),
      false,
    ));
});

describe('folding', () => {
  const check = async (text: string, expected: readonly string[]) => {
    const document = await parse(text);
    const ranges = await lsp.FoldingRangeProvider!.getFoldingRanges(document, { textDocument: { uri: '' } });
    assert.deepEqual(
      ranges.map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`),
      expected,
    );
  };

  it('takes blocks, and leaves their last lines', () =>
    check('architecture A : gemm {\n  memory D {\n    size: 2\n  }\n  memory E { size: 3 }\n}', ['0-4', '1-2']));
  it('takes layers', () => check('network n {\n  a : gemm {\n    M: 2\n  } x 2\n}', ['0-3']));
  it('takes imports', () => check('import "a.ffarch"\nimport "b.ffarch"', ['0-1 imports']));
  it('takes comments', () =>
    check('/*\n * A\n */\nconst a = 1 // one\n// two\n// three\n\n// four\n', ['0-2 comment', '4-5 comment']));
  it('takes regions', () =>
    check('// #region A\nconst a = 1\n// region B\n// endregion\n// #endregion', ['2-3 region', '0-4 region']));
  it('takes blocks that are never closed', () =>
    check('architecture A : gemm {\n  memory D {\n    size: 2\n  }', ['0-2', '1-2']));
});

describe('selection ranges', () => {
  it('grow from a word to the document', async () => {
    const text = 'architecture A : gemm {\n  memory D { size: 2 * rows }\n}\n';
    const document = await parse(text);
    const position = document.textDocument.positionAt(text.indexOf('ows'));
    const params = { textDocument: { uri: '' }, positions: [position] };
    const written: string[] = [];
    let [range]: (SelectionRange | undefined)[] = new SelectionRangeProvider().getSelectionRanges(document, params);
    for (; range; range = range.parent) written.push(textIn(range.range));
    assert.deepEqual(written, [
      'rows',
      '2 * rows',
      'size: 2 * rows',
      ' size: 2 * rows ',
      'memory D { size: 2 * rows }',
      '\n  memory D { size: 2 * rows }\n',
      'architecture A : gemm {\n  memory D { size: 2 * rows }\n}',
      text,
    ]);

    function textIn(part: Range): string {
      return document.textDocument.getText(part);
    }
  });

  it('are the whole document where nothing is written', async () => {
    const document = await parse('\n\n');
    const positions = [{ line: 1, character: 0 }];
    assert.deepEqual(
      new SelectionRangeProvider().getSelectionRanges(document, { textDocument: { uri: '' }, positions }),
      [{ range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } } }],
    );
  });
});
