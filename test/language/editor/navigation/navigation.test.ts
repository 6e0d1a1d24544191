import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type LangiumDocument, URI } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { parseDocument, startLanguage } from '../../../../language/language.js';

/** Of its own, because files come and go. */
const language = await startLanguage();
const { lsp } = language.Ffarch;
const { LangiumDocuments, DocumentBuilder } = language.shared.workspace;

let folders = 0;

/** Files of one folder, by name, with the cursor at `|` in one of them. Those that are imported come first. */
class Files {
  readonly folder = `file:///navigation/${folders++}/`;
  readonly documents = new Map<string, LangiumDocument>();
  private cursor!: { document: LangiumDocument; offset: number };

  static async open(texts: Readonly<Record<string, string>>): Promise<Files> {
    const files = new Files();
    for (const [name, text] of Object.entries(texts)) {
      const document = await parseDocument(language, text.replace(/[‹›|]/g, ''), files.folder + name);
      files.documents.set(name, document);
      if (text.includes('|')) {
        files.cursor = { document, offset: text.replace(/[‹›]/g, '').indexOf('|') };
      }
    }
    return files;
  }

  get document(): LangiumDocument {
    return this.cursor.document;
  }

  get at() {
    const { document, offset } = this.cursor;
    return {
      textDocument: { uri: document.uri.toString() },
      position: document.textDocument.positionAt(offset),
    };
  }

  /** The texts with ranges in ‹› and the cursor at `|`. */
  marked(ranges: readonly { uri: string; range: Range }[]): Record<string, string> {
    const marks = (document: LangiumDocument): [number, string][] => {
      const cursor: [number, string][] = document === this.document ? [[this.cursor.offset, '|']] : [];
      return ranges
        .filter(({ uri }) => uri === document.uri.toString())
        .flatMap(({ range }): [number, string][] => [
          [document.textDocument.offsetAt(range.start), '‹'],
          [document.textDocument.offsetAt(range.end), '›'],
        ])
        .concat(cursor)
        .sort(([a, x], [b, y]) => b - a || '‹|›'.indexOf(y) - '‹|›'.indexOf(x));
    };
    return Object.fromEntries(
      [...this.documents].map(([name, document]) => [
        name,
        marks(document).reduce(
          (text, [offset, mark]) => text.slice(0, offset) + mark + text.slice(offset),
          document.textDocument.getText(),
        ),
      ]),
    );
  }

  async close(): Promise<void> {
    await DocumentBuilder.update(
      [],
      [...this.documents.values()].map(({ uri }) => uri),
    );
  }
}

async function using(texts: Readonly<Record<string, string>>, test: (files: Files) => Promise<void>): Promise<void> {
  const files = await Files.open(texts);
  try {
    await test(files);
  } finally {
    await files.close();
  }
}

/** Everything that the name at `|` stands for, and nothing else, is in ‹›. */
const check = (texts: Readonly<Record<string, string>>) =>
  using(texts, async (files) => {
    const context = { includeDeclaration: true };
    const found = await lsp.ReferencesProvider!.findReferences(files.document, { ...files.at, context });
    assert.deepEqual(files.marked(found), texts);
  });

const IMPORT = 'import "a.ffarch"\n';

describe('references', () => {
  it('to a constant', () =>
    check({
      'a.ffarch': 'const ‹n› = 2\nconst m = 3 * ‹n›',
      'b.ffarch': `${IMPORT}workload W : gemm { M: ‹|n›, K: 2 ** ‹n›, N: 1 }`,
    }));
  it('to a constant that a network gives another value', () =>
    check({
      'a.ffarch': 'const ‹n› = 2\nnetwork a { b : gemm { M: ‹n›, K: 1, N: 1 } }',
      'b.ffarch': `${IMPORT}const n = 7\nnetwork c = a with ‹|n› = 2 * n`,
    }));
  it('to a network, by the names of layers, too', () =>
    check({
      'a.ffarch': `network ‹a› { b : gemm }
network c { ‹|a› x 2 }
network d = ‹a›
network e { f : ‹a›.b }`,
    }));
  it('to a layer with a name of its own', () =>
    check({
      'a.ffarch': `network a { b : gemm }
network c { ‹d› : a.b x 2; e : c.‹d› }
mapping m of c.‹|d› on Eyeriss`,
    }));
  it('to a coupling', () =>
    check({
      'a.ffarch':
        'coupling ‹mm|› { dims M }\nworkload W : ‹mm› {}\narchitecture A : gemm, ‹mm› {}\nnetwork n { a : ‹mm› }',
    }));
  it('to a dimension', () =>
    check({
      'a.ffarch': `coupling mm { dims ‹M›, K; Out[‹M›] += W[‹M|›][K] * In[K] }
architecture A : mm { memory D { factors: ‹M› = 1; order: K, ‹M› }; fanout F[2] over ‹M› }
workload W : mm { ‹M›: 2, K: 2 }
workload other : gemm { M: 2 }
mapping m of W on A { D: ‹M› 2, K 2 }`,
    }));
  it('to a stride', () =>
    check({
      'a.ffarch':
        'coupling c { dims P, R; strides ‹S›; Out[P] += W[R] * In[‹S›*P + R] }\nworkload W : c { P: 1, R: 2, ‹S|›: 2 }',
    }));
  it('to an operand', () =>
    check({
      'a.ffarch':
        'coupling mm { dims M; ‹Out›[M] += W[M] * In[M] }\narchitecture A : mm { memory D { bypass: W, ‹Ou|t› } }',
    }));
  it('to an architecture and its levels', async () => {
    await check({
      'a.ffarch': 'architecture ‹A› : gemm { memory D }\n',
      'b.ffarch': `${IMPORT}mapping m of MB6 on ‹|A› { D: M 2 }`,
    });
    await check({
      'a.ffarch': 'architecture A : gemm { memory ‹D|› }\narchitecture B : gemm { memory D }\n',
      'b.ffarch': `${IMPORT}mapping m of MB6 on A { ‹D›: M 2 }\nmapping n of MB6 on B { D: M 2 }`,
    });
  });
  it('to a workload, by the names of layers, too', () =>
    check({
      'a.ffarch': `workload ‹W› : gemm {}
network a { ‹W›; ‹W› x 2 }
network b { a.‹|W› }
mapping m of b.‹W› on Eyeriss`,
    }));
  it('to a layer', () =>
    check({ 'a.ffarch': 'network a { ‹"L 1"› : gemm }\nnetwork b { a.‹"L 1"› }\nmapping m of ‹"|L 1"› on Eyeriss' }));
  it('to the library, in the library, too', () =>
    using({ 'a.ffarch': 'workload W : |gemm {}' }, async (files) => {
      const context = { includeDeclaration: true };
      const found = await lsp.ReferencesProvider!.findReferences(files.document, { ...files.at, context });
      const names = new Set(found.map(({ uri }) => URI.parse(uri).path.split('/').at(-1)));
      for (const name of ['a.ffarch', 'couplings.ffarch', 'architectures.ffarch']) assert.ok(names.has(name), name);
    }));
});

describe('highlights', () => {
  it('tell the declaration from its uses', () =>
    using({ 'a.ffarch': 'const |n = 2\nconst m = n' }, async (files) => {
      const found = await lsp.DocumentHighlightProvider!.getDocumentHighlight(files.document, files.at);
      assert.deepEqual(
        found!.map(({ range, kind }) => `${range.start.line} ${kind}`),
        ['0 3', '1 2'],
      );
    }));
});

describe('definitions', () => {
  const leads = (texts: Readonly<Record<string, string>>, expected: string | undefined) =>
    using(texts, async (files) => {
      const [link] = (await lsp.DefinitionProvider!.getDefinition(files.document, files.at)) ?? [];
      if (!link) return assert.equal(undefined, expected);
      const uri = URI.parse(link.targetUri);
      const { textDocument } = LangiumDocuments.getDocument(uri)!;
      const { line } = link.targetSelectionRange.start;
      const found = `${uri.scheme} ${uri.path.split('/').at(-1)}: ${textDocument.getText(link.targetSelectionRange)} in ${textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).trim()}`;
      assert.equal(found, expected);
    });

  it('lead into other files', () =>
    leads({ 'a.ffarch': 'const n = 2', 'b.ffarch': `${IMPORT}const m = |n` }, 'file a.ffarch: n in const n = 2'));
  it('lead into the library', () =>
    leads(
      { 'a.ffarch': 'mapping m of MB6 on Eye|riss' },
      'ffarch-library architectures.ffarch: Eyeriss in architecture Eyeriss : gemm {',
    ));
  it('lead to dimensions in the library', () =>
    leads({ 'a.ffarch': 'workload W : gemm { |M: 2 }' }, 'ffarch-library couplings.ffarch: M in dims M, K, N'));
  it('lead to layers in the library', () =>
    leads(
      { 'a.ffarch': 'mapping m of ResNet18.|L20 on EyerissConv' },
      'ffarch-library benchmarks.ffarch: L20 in L20 : stridedConv { M: 1000, P: 1, Q: 1, C: 512, R: 1, S: 1 }',
    ));
  it('lead to levels', () =>
    leads(
      { 'a.ffarch': 'mapping m of MB6 on Eyeriss { SACols|: M 2 }' },
      'ffarch-library architectures.ffarch: SACols in fanout SACols[14] over M, K',
    ));
  it('lead through the layers of networks', () =>
    leads(
      { 'a.ffarch': 'workload W : gemm {}\nnetwork a { W }\nmapping m of a.|W on Eyeriss' },
      'file a.ffarch: W in workload W : gemm {}',
    ));
  it('lead to imported files', () =>
    leads({ 'a.ffarch': 'const n = 2', 'b.ffarch': 'import "|a.ffarch"' }, 'file a.ffarch:  in const n = 2'));
  it('lead nowhere from files that do not exist', () => leads({ 'b.ffarch': 'import "|x.ffarch"' }, undefined));
  it('lead nowhere from numbers', () => leads({ 'a.ffarch': 'const n = |2' }, undefined));
});

describe('document links', () => {
  it('are the imports of files that exist', () =>
    using({ 'a.ffarch': '', 'b.ffarch': '|import "./a.ffarch"\nimport "x.ffarch"\nimport' }, async (files) => {
      const links = await lsp.DocumentLinkProvider!.getDocumentLinks(files.document, files.at);
      assert.deepEqual(files.marked(links.map(({ range }) => ({ uri: files.at.textDocument.uri, range }))), {
        'a.ffarch': '',
        'b.ffarch': '|import "‹./a.ffarch›"\nimport "x.ffarch"\nimport',
      });
      assert.equal(links[0].target, `${files.folder}a.ffarch`);
      assert.equal(links[0].tooltip, 'Open a.ffarch');
    }));
});

describe('renaming', () => {
  const renamed = ({ documents }: Files, { changes = {} }: WorkspaceEdit): Record<string, string> =>
    Object.fromEntries(
      [...documents].map(([name, { uri, textDocument }]) => [
        name,
        TextDocument.applyEdits(
          TextDocument.create('', '', 0, textDocument.getText()),
          (changes[uri.toString()] ?? []) as never,
        ),
      ]),
    );
  const rename = async (files: Files, newName: string): Promise<Record<string, string> | undefined> => {
    const edit = await lsp.RenameProvider!.rename(files.document, { ...files.at, newName });
    return edit && renamed(files, edit);
  };
  const renames = (texts: Readonly<Record<string, string>>, newName: string, expected: Record<string, string>) =>
    using(texts, async (files) => assert.deepEqual(await rename(files, newName), expected));
  const refuses = (texts: Readonly<Record<string, string>>, newName: string, expected: RegExp) =>
    using(texts, (files) => assert.rejects(async () => rename(files, newName), expected));

  it('leaves everything in the examples what it is', async () => {
    const folder = new URL('../../../../examples/', import.meta.url);
    const texts = Object.fromEntries(
      ['edge-npu.ffarch', 'transformer.ffarch'].map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
    );
    const results = new Map<string, Readonly<Record<string, string>>>();
    await using({ ...texts, 'none.ffarch': '|' }, async (files) => {
      for (const [name, text] of Object.entries(texts)) {
        const document = files.documents.get(name)!;
        const textDocument = { uri: document.uri.toString() };
        for (const { index } of text.matchAll(/\b[A-Za-z_]\w*/g)) {
          const position = document.textDocument.positionAt(index);
          try {
            const edit = await lsp.RenameProvider!.rename(document, { textDocument, position, newName: 'any name' });
            if (edit) results.set(JSON.stringify(edit), renamed(files, edit));
          } catch (error) {
            assert.match(String(error), /standard library/);
          }
        }
      }
    });
    assert.ok(results.size > 30, `${results.size} names`);
    for (const result of results.values()) {
      await using({ ...result, 'none.ffarch': '|' }, async ({ documents }) => {
        for (const document of documents.values()) {
          assert.deepEqual(document.diagnostics, []);
          const textDocument = { uri: document.uri.toString() };
          const options = { tabSize: 2, insertSpaces: true };
          assert.deepEqual(await lsp.Formatter!.formatDocument(document, { textDocument, options }), []);
        }
      });
    }
  });
  it('takes all files', () =>
    renames({ 'a.ffarch': 'const n = 2', 'b.ffarch': `${IMPORT}const m = |n * n` }, 'rows', {
      'a.ffarch': 'const rows = 2',
      'b.ffarch': `${IMPORT}const m = rows * rows`,
    }));
  it('quotes what is not an identifier', () =>
    renames({ 'a.ffarch': 'network a { L|1 : gemm }\nmapping m of a.L1 on Eyeriss' }, 'L3+', {
      'a.ffarch': 'network a { "L3+" : gemm }\nmapping m of a."L3+" on Eyeriss',
    }));
  it('quotes what means something else', () =>
    renames({ 'a.ffarch': 'const n = 2\nworkload W : gemm { M: |n }' }, 'memory', {
      'a.ffarch': 'const "memory" = 2\nworkload W : gemm { M: "memory" }',
    }));
  it('quotes what would be a unit', () =>
    renames({ 'a.ffarch': 'const |n = 2\narchitecture A : gemm { memory D { energy: read n, write n } }' }, 'pJ', {
      'a.ffarch': 'const "pJ" = 2\narchitecture A : gemm { memory D { energy: read "pJ", write "pJ" } }',
    }));
  it('takes quotes away that are no longer needed', () =>
    renames({ 'a.ffarch': 'workload "|L3+" : gemm {}\nnetwork n { "L3+" }' }, '"L3"', {
      'a.ffarch': 'workload L3 : gemm {}\nnetwork n { L3 }',
    }));
  it('takes the names of layers along', () =>
    renames({ 'a.ffarch': 'workload |W : gemm {}\nnetwork n { W }\nmapping m of n.W on Eyeriss' }, 'V', {
      'a.ffarch': 'workload V : gemm {}\nnetwork n { V }\nmapping m of n.V on Eyeriss',
    }));
  const aligned: [what: string, newName: string, before: string, after: string][] = [
    [
      'the loops of a mapping',
      'Memory',
      `mapping m of MB6 on A {
  |DRAM:   M 4   // outside
  Buffer: K 2   // inside
}
architecture A : gemm {
  memory DRAM { size: unbounded }   // outside
  memory Buffer { size: 2 }         // inside
}`,
      `mapping m of MB6 on A {
  Memory: M 4   // outside
  Buffer: K 2   // inside
}
architecture A : gemm {
  memory Memory { size: unbounded } // outside
  memory Buffer { size: 2 }         // inside
}`,
    ],
    [
      'what no longer fits into its column',
      'GlobalBuffer',
      `mapping m of MB6 on A {
  DRAM:    M 4 // outside
  |Buffer:  K 2 // inside
  Spatial: N 2 // spread
}
architecture A : gemm { memory DRAM {}; memory Buffer {}; fanout Spatial[2] over N }`,
      `mapping m of MB6 on A {
  DRAM:         M 4 // outside
  GlobalBuffer: K 2 // inside
  Spatial:      N 2 // spread
}
architecture A : gemm { memory DRAM {}; memory GlobalBuffer {}; fanout Spatial[2] over N }`,
    ],
    [
      'sizes and strides of workloads, and comments on constants',
      'M',
      `coupling c { dims |Rows, K, N; Out[Rows][N] += W[Rows][K] * In[K][N] }
workload w : c {
  Rows: 4
  K:    2
  N:    8
}`,
      `coupling c { dims M, K, N; Out[M][N] += W[M][K] * In[K][N] }
workload w : c {
  M: 4
  K: 2
  N: 8
}`,
    ],
    [
      'the layers of a network',
      'convolution',
      `network n {
  |a  : gemm { M: 1, K: 1, N: 1 }
  bc : gemm { M: 1, K: 1, N: 1 }
}`,
      `network n {
  convolution : gemm { M: 1, K: 1, N: 1 }
  bc          : gemm { M: 1, K: 1, N: 1 }
}`,
    ],
    [
      'comments in a column, all of them if one line has become too long',
      'elements',
      'const |n = 16   // across\nconst m = n    // down\nconst o = n*2 // not formatted\n',
      'const elements = 16 // across\nconst m = elements  // down\nconst o = elements*2 // not formatted\n',
    ],
  ];
  for (const [what, newName, before, after] of aligned) {
    it(`keeps aligned ${what}`, () => renames({ 'a.ffarch': before }, newName, { 'a.ffarch': after }));
  }
  it('may take the name of something in the library that nobody uses', () =>
    renames({ 'a.ffarch': 'architecture |A : gemm {}' }, 'Simba', { 'a.ffarch': 'architecture Simba : gemm {}' }));

  it('tells the name without its quotes', () =>
    using({ 'a.ffarch': 'workload "|L3+" : gemm {}' }, async (files) =>
      assert.deepEqual(await lsp.RenameProvider!.prepareRename(files.document, files.at), {
        range: { start: { line: 0, character: 9 }, end: { line: 0, character: 14 } },
        placeholder: 'L3+',
      }),
    ));
  it('is offered for names alone', () =>
    using({ 'a.ffarch': 'architecture A : gemm { memory D { |size: 2 } }' }, async (files) =>
      assert.equal(await lsp.RenameProvider!.prepareRename(files.document, files.at), undefined),
    ));
  it('leaves the library alone', () =>
    using({ 'a.ffarch': 'workload W : |gemm {}' }, (files) =>
      assert.rejects(
        async () => lsp.RenameProvider!.prepareRename(files.document, files.at),
        /`gemm` belongs to the standard library, which cannot be changed. Declare a coupling of your own/,
      ),
    ));
  it('leaves the dimensions of the library alone', () =>
    refuses({ 'a.ffarch': 'workload W : gemm { |M: 2 }' }, 'L', /`M` belongs to the standard library/));
  it('wants a name', () => refuses({ 'a.ffarch': 'const |n = 2' }, ' ', /at least one character/));

  it('refuses what another declaration is called', () =>
    refuses(
      { 'a.ffarch': 'const |n = 2\nconst m = 3' },
      'm',
      /There is a constant `m` already, on line 2 of a.ffarch/,
    ));
  it('refuses what an import is called', () =>
    refuses({ 'a.ffarch': 'const m = 2', 'b.ffarch': `${IMPORT}const |n = 3` }, 'm', /line 1 of a.ffarch/));
  it('refuses what those who import it declare', () =>
    refuses({ 'a.ffarch': 'const |n = 2', 'b.ffarch': `${IMPORT}const m = 3` }, 'm', /line 2 of b.ffarch/));
  it('refuses what would take the place of the library', () =>
    refuses(
      { 'a.ffarch': 'architecture |A : gemm {}\nmapping m of MB6 on Eyeriss' },
      'Eyeriss',
      /There is an architecture `Eyeriss` already, .* of architectures.ffarch/,
    ));
  it('refuses what another dimension or stride is called', () =>
    refuses({ 'a.ffarch': 'coupling c { dims |P, R; strides S }' }, 'S', /a stride `S` already/));
  it('refuses what another level is called', () =>
    refuses({ 'a.ffarch': 'architecture A : gemm { memory |D; compute C }' }, 'C', /a compute level `C` already/));
  it('refuses what another layer is called where the network is not named', () =>
    refuses(
      { 'a.ffarch': 'network a { |x : gemm }\nnetwork b { y : gemm }\nmapping m of y on Eyeriss' },
      'y',
      /a layer `y` already/,
    ));
  describe('of what couplings agree in', () => {
    const couplings = `coupling one { dims M, K; Out[M] += W[M][K] * In[K] }
coupling two { dims M, K, L; Out[M] += W[M][K][L] * In[K][L] }
`;
    const both = (order: string, levels: string) => `${couplings}architecture A : ${order} { ${levels} }\n`;
    const over = 'fanout F[2] over K';

    const renamed = (text: string) =>
      text
        .replace('dims M, K; Out[M] += W[M][K] * In[K]', 'dims M, Z; Out[M] += W[M][Z] * In[Z]')
        .replace('dims M, K, L; Out[M] += W[M][K][L] * In[K][L]', 'dims M, Z, L; Out[M] += W[M][Z][L] * In[Z][L]')
        .replaceAll('over K', 'over Z');

    it('renames a dimension in all couplings in which an architecture means it', async () => {
      const text = both('one, two', over);
      for (const marked of [
        text.replace('dims M, K;', 'dims M, |K;'),
        text.replace('dims M, K, L', 'dims M, |K, L'),
        text.replace('over K', 'over |K'),
      ])
        await renames({ 'a.ffarch': marked }, 'Z', { 'a.ffarch': renamed(text) });
    });
    it('renames it in other files', () =>
      renames(
        {
          'a.ffarch': couplings.replace('dims M, K;', 'dims M, |K;'),
          'b.ffarch': `${IMPORT}architecture A : one, two { ${over} }`,
        },
        'Z',
        { 'a.ffarch': renamed(couplings), 'b.ffarch': `${IMPORT}architecture A : one, two { fanout F[2] over Z }` },
      ));
    it('renames that of one coupling where the architecture names that alone', () =>
      renames({ 'a.ffarch': both('one, two', 'fanout F[2] over two.|L') }, 'Z', {
        'a.ffarch': both('one, two', 'fanout F[2] over two.Z').replace(
          'K, L; Out[M] += W[M][K][L] * In[K][L]',
          'K, Z; Out[M] += W[M][K][Z] * In[K][Z]',
        ),
      }));
    it('renames an operand, whose counterparts keep their names', () =>
      renames({ 'a.ffarch': both('two, one', 'memory D { bypass: |W }') }, 'V', {
        'a.ffarch': both('two, one', 'memory D { bypass: V }').replace('W[M][K][L]', 'V[M][K][L]'),
      }));
    it('refuses it where a coupling of the library has it, too', () =>
      refuses(
        { 'a.ffarch': `${couplings}architecture A : one, gemm { fanout F[2] over |K }` },
        'Z',
        /`K` on line 3 of a\.ffarch also stands for that of `gemm`, which belongs to the standard library/,
      ));
    it('refuses a name that would then stand for more, or for something else', async () => {
      await refuses(
        { 'a.ffarch': both('one, two', 'fanout F[2] over L').replace('dims M, K;', 'dims M, |K;') },
        'L',
        /`L` on line 3 of a\.ffarch would stand for `K` of `one`, too/,
      );
      await refuses({ 'a.ffarch': both('two, one', 'fanout F[2] over one.K, |L') }, 'K', /already/);
    });
    it('lets them differ in what the architecture does not name', () =>
      renames({ 'a.ffarch': both('one, two', 'fanout F[2] over M').replace('K; Out', '|K; Out') }, 'Z', {
        'a.ffarch': both('one, two', 'fanout F[2] over M').replace(
          'M, K; Out[M] += W[M][K] * In[K]',
          'M, Z; Out[M] += W[M][Z] * In[Z]',
        ),
      }));
    it('refuses what makes a workload and its architecture strangers', async () => {
      const pair = `${couplings}architecture A : two { memory D; compute C }
workload W : one { M: 2, K: 2 }
mapping m of W on A { D: M 2, K 2 }
`;
      await refuses(
        { 'a.ffarch': pair.replace('dims M, K;', 'dims M, |K;') },
        'Z',
        /`m` on line 5 of a\.ffarch would no longer be valid: `A` computes `two`, `W` is a `one`: two has no dimension Z\. Use them separately/,
      );
      await refuses({ 'a.ffarch': pair.replace('K, L;', '|K, L;') }, 'Z', /two has no dimension K/);
      await renames({ 'a.ffarch': pair.replace('K, L;', 'K, |L;') }, 'Z', {
        'a.ffarch': pair.replace('K, L;', 'K, Z;').replaceAll('[L]', '[Z]'),
      });
    });
  });
  it('lets layers of different networks have one name', () =>
    renames({ 'a.ffarch': 'network a { |x : gemm }\nnetwork b { y : gemm }\nmapping m of b.y on Eyeriss' }, 'y', {
      'a.ffarch': 'network a { y : gemm }\nnetwork b { y : gemm }\nmapping m of b.y on Eyeriss',
    }));
});

describe('type definitions', () => {
  const leads = (text: string, expected: readonly string[]) =>
    using({ 'a.ffarch': text }, async (files) => {
      const links = (await lsp.TypeProvider!.getTypeDefinition(files.document, files.at)) ?? [];
      const shown = links.map(({ targetUri, targetSelectionRange }) =>
        LangiumDocuments.getDocument(URI.parse(targetUri))!.textDocument.getText(targetSelectionRange),
      );
      assert.deepEqual(shown, expected);
    });

  it('are couplings and architectures', async () => {
    await leads('workload |W : gemm', ['gemm']);
    await leads('mapping m of ResNet18.|L1 on Eyeriss', ['stridedConv']);
    await leads('mapping m of MB6 on |EyerissConv', ['stridedConv', 'transposedConv']);
    await leads('mapping |m of MB6 on Eyeriss', ['Eyeriss']);
    await leads('const |n = 2', []);
  });
  it('are what dimensions, operands and levels belong to', async () => {
    await leads('workload W : gemm { |M: 2 }', ['gemm']);
    await leads('architecture A : gemm { memory D { bypass: |W } }', ['gemm']);
    await leads('mapping m of MB6 on Eyeriss { |DRAM: M 2 }', ['Eyeriss']);
  });
});

describe('call hierarchy', () => {
  const check = (text: string, incoming: readonly string[], outgoing: readonly string[]) =>
    using({ 'a.ffarch': text }, async (files) => {
      const provider = lsp.CallHierarchyProvider!;
      const [item] = (await provider.prepareCallHierarchy(files.document, files.at))!;
      const calls = (await provider.incomingCalls({ item }))!.map(
        ({ from, fromRanges }) => [from, fromRanges] as const,
      );
      const called = (await provider.outgoingCalls({ item }))!.map(({ to, fromRanges }) => [to, fromRanges] as const);
      const shown = (list: typeof calls) =>
        list.map(([{ name, detail }, ranges]) => `${detail ? `${detail}.` : ''}${name} ${ranges.length}`);
      assert.deepEqual([shown(calls), shown(called)], [incoming, outgoing]);
    });

  it('goes from constants to what is made of them', () =>
    check('const |n = 2\nconst m = n * n\nnetwork net { a : gemm { M: n } }', ['m 2', 'net.a 1'], []));
  it('goes from workloads to networks and mappings, and to what they are made of', () =>
    check(
      'const n = 2\nworkload |W : gemm { M: n }\nnetwork net { W; W x 2 }\nmapping m of net.W on Eyeriss',
      ['net 2', 'm 1'],
      ['gemm 1', 'n 1'],
    ));
  it('goes from mappings to what is mapped on what', () =>
    check('workload W : gemm\nmapping |m of W on Eyeriss', [], ['W 1', 'Eyeriss 1']));
});

describe('moving files', () => {
  const moves = (
    texts: Readonly<Record<string, string>>,
    [from, to]: readonly [string, string],
    expected: Readonly<Record<string, string>>,
  ) =>
    using(texts, async (files) => {
      const edit = await language.shared.lsp.FileOperationHandler!.willRenameFiles!({
        files: [{ oldUri: files.folder + from, newUri: files.folder + to }],
      });
      const changed = [...files.documents].flatMap(([name, { uri, textDocument }]) => {
        const edits = edit?.changes?.[uri.toString()];
        const copy = TextDocument.create('', '', 0, textDocument.getText());
        return edits ? [[name, TextDocument.applyEdits(copy, edits as never)]] : [];
      });
      assert.deepEqual(Object.fromEntries(changed), expected);
    });

  it('changes imports of what is moved', () =>
    moves(
      { 'a.ffarch': '', 'b.ffarch': 'import "a.ffarch"', 'c.ffarch': 'import "b.ffarch"' },
      ['a.ffarch', 'sub/d.ffarch'],
      { 'b.ffarch': 'import "sub/d.ffarch"' },
    ));
  it('changes imports in what is moved', () =>
    moves({ 'a.ffarch': '', 'b.ffarch': 'import "a.ffarch"' }, ['b.ffarch', 'sub/b.ffarch'], {
      'b.ffarch': 'import "../a.ffarch"',
    }));
  it('changes imports of what is in folders that are moved', () =>
    moves({ 'x/a.ffarch': '', 'x/b.ffarch': 'import "a.ffarch"', 'c.ffarch': 'import "x/a.ffarch"' }, ['x', 'y'], {
      'c.ffarch': 'import "y/a.ffarch"',
    }));
  it('changes nothing else', () =>
    moves({ 'a.ffarch': '', 'b.ffarch': 'import "x.ffarch"' }, ['a.ffarch', 'c.ffarch'], {}));
});
