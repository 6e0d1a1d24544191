import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CstUtils, type LangiumDocument } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, TextEdit } from 'vscode-languageserver-types';
import { type Language, parseDocument, startLanguage } from '../../../../language/language.js';

/** Documents as they come from people's hands, and as they are after formatting. */
const CASES: { readonly name: string; readonly before: string; readonly after: string }[] = [
  {
    name: 'puts blanks around signs and none around brackets',
    before: 'const a=( 2+b )*-3**2-c%max (4,b)\nconst b  =1\nconst c= - 1\n',
    after: 'const a = (2 + b) * -3 ** 2 - c % max(4, b)\nconst b = 1\nconst c = -1\n',
  },
  {
    name: 'writes couplings as the documentation does',
    before: 'coupling c{\n dims P=1 ,Q,R\n\tstrides s\nOut [ P ][Q]+=W[R] *In[ s * P+2 * R ] [Q]\n}\n',
    after: 'coupling c {\n  dims P = 1, Q, R\n  strides s\n  Out[P][Q] += W[R] * In[s*P + 2*R][Q]\n}\n',
  },
  {
    name: 'writes networks as the documentation does',
    before: 'network a{b  : c . d x  2\n  long   :c.e\nf x 3}\nnetwork g=a  with n=2*m ,k = 3\n',
    after: 'network a {\n  b : c.d x 2\n  long : c.e\n  f x 3\n}\nnetwork g = a with n = 2 * m, k = 3\n',
  },
  {
    name: 'writes levels as the documentation does',
    before: [
      'architecture A:gemm{',
      'memory DRAM{size :unbounded;energy:read 64pJ,write 60pJ  per wordline ;bandwidth:8}',
      '      memory B { size: 24KiB; valueBits:8; bandwidth: 64 GB / s; energy: 6/2 pJ /bit }',
      '  fanout X [ 14 ]over M,K{',
      '  factors:M<=12 ,K  =1',
      '  order : _,M',
      '  }',
      'compute MAC{}',
      '}',
    ].join('\n'),
    after: [
      'architecture A : gemm {',
      '  memory DRAM { size: unbounded; energy: read 64 pJ, write 60 pJ per wordline; bandwidth: 8 }',
      '  memory B { size: 24KiB; valueBits: 8; bandwidth: 64 GB/s; energy: 6 / 2 pJ/bit }',
      '  fanout X[14] over M, K {',
      '    factors: M <= 12, K = 1',
      '    order: _, M',
      '  }',
      '  compute MAC {}',
      '}\n',
    ].join('\n'),
  },
  {
    name: 'writes networks and mappings as the documentation does',
    before:
      'network n{a:gemm{M:1,K:2,N:3}x 4\nVGG16 . "L3+"x 2}\nmapping m  of n . a on Eyeriss{DRAM :M 4,K 2;SACols:K 8}',
    after:
      'network n {\n  a : gemm { M: 1, K: 2, N: 3 } x 4\n  VGG16."L3+" x 2\n}\nmapping m of n.a on Eyeriss { DRAM: M 4, K 2; SACols: K 8 }\n',
  },
  {
    name: 'writes what mappings decide as the documentation does',
    before:
      'architecture A:gemm{memory D{bits :W 8,In   8;mayBypass:W ,In;bandwidth:shared 512b;factors:M=all}}\nmapping m of n on A{\nDRAM:                 M 4\nBuffer  bypass W,In :   K 2\nL1 bypass W :\nPEs:                  M 8}\n',
    after: [
      'architecture A : gemm { memory D { bits: W 8, In 8; mayBypass: W, In; bandwidth: shared 512 b; factors: M = all } }',
      'mapping m of n on A {',
      '  DRAM:                M 4',
      '  Buffer bypass W, In: K 2',
      '  L1 bypass W:',
      '  PEs:                 M 8',
      '}\n',
    ].join('\n'),
  },
  {
    name: 'breaks what does not fit on its line, one item a line, and leaves what fits',
    before: [
      'architecture A : gemm { memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }; fanout X[4] over M; compute MAC { energy: 1 pJ } }',
      'architecture B : gemm {',
      '  memory R { size: 24KiB; valueBits: 8; energy: read 64 pJ, write 60 pJ; bandwidth: 8; factors: M <= 12, K = 1, N = 1; order: M, K, N }  // registers',
      '  compute MAC { energy: 1 pJ } }',
      'workload w : gemm { M: 1, K: 2, N: 3 } workload v : gemm { M: 1, K: 2, N: 3 } /* u */ workload u : gemm { M: 1, K: 2, N: 3 }',
      'coupling c { dims M, K, N strides stride_of_a_long_name; Out[M][N] += W[M][K] * In[stride_of_a_long_name * K][N] /* all of it */ }',
    ].join('\n'),
    after: [
      'architecture A : gemm {',
      '  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 };',
      '  fanout X[4] over M;',
      '  compute MAC { energy: 1 pJ }',
      '}',
      'architecture B : gemm {',
      '  memory R {',
      '    size: 24KiB;',
      '    valueBits: 8;',
      '    energy: read 64 pJ, write 60 pJ;',
      '    bandwidth: 8;',
      '    factors: M <= 12, K = 1, N = 1;',
      '    order: M, K, N',
      '  }  // registers',
      '  compute MAC { energy: 1 pJ }',
      '}',
      'workload w : gemm { M: 1, K: 2, N: 3 }',
      'workload v : gemm { M: 1, K: 2, N: 3 }',
      '/* u */ workload u : gemm { M: 1, K: 2, N: 3 }',
      'coupling c {',
      '  dims M, K, N',
      '  strides stride_of_a_long_name;',
      '  Out[M][N] += W[M][K] * In[stride_of_a_long_name*K][N] /* all of it */',
      '}\n',
    ].join('\n'),
  },
  {
    name: 'puts the braces of what is on several lines apart from what they hold',
    before: [
      'architecture A : gemm { memory D {',
      '    size: 1; energy: 2 } fanout X[2] { /* one */ factors: M = 2',
      '} compute C {} }',
    ].join('\n'),
    after: [
      'architecture A : gemm {',
      '  memory D {',
      '    size: 1; energy: 2',
      '  }',
      '  fanout X[2] {',
      '    /* one */ factors: M = 2',
      '  }',
      '  compute C {}',
      '}\n',
    ].join('\n'),
  },
  {
    name: 'keeps one empty line of many, and none inside braces or at the ends',
    before: '\n\n// About a.\n\n\n\nconst a = 1\n\n \n\nworkload w : gemm {\n\n  M: 1\n\n  K: 1\n  N: 1\n\n}\n\n\n',
    after: '// About a.\n\nconst a = 1\n\nworkload w : gemm {\n  M: 1\n\n  K: 1\n  N: 1\n}\n',
  },
  {
    name: 'indents lines that go on',
    before: 'const a = 1 +\n2\nworkload w\n: gemm\n{\n M: 1,\nK: 1,\n          N:\n1\n}\ncoupling c {\ndims M,\nK\n}\n',
    after:
      'const a = 1 +\n  2\nworkload w\n  : gemm\n{\n  M: 1,\n  K: 1,\n  N:\n    1\n}\ncoupling c {\n  dims M,\n    K\n}\n',
  },
  {
    name: 'indents comments with what follows, and the stars of theirs',
    before:
      '  /**\n* Two.\n      * Lines.\n */\nconst a = 1\nworkload w : gemm {\n// First.\nM: 1\n      // Last.\n}\n /* a\n    drawing */ const b = 2   \n',
    after:
      '/**\n * Two.\n * Lines.\n */\nconst a = 1\nworkload w : gemm {\n  // First.\n  M: 1\n  // Last.\n}\n/* a\n    drawing */ const b = 2\n',
  },
  {
    name: 'leaves comments at the ends of lines in their columns',
    before:
      'const a=1     // one\nconst b=22    // two\nconst c  =  333 // three\nconst d = 4444 /* four */\nworkload w : gemm {\n      M: 1    // five\n}\n',
    after:
      'const a = 1   // one\nconst b = 22  // two\nconst c = 333 // three\nconst d = 4444 /* four */\nworkload w : gemm {\n  M: 1    // five\n}\n',
  },
  {
    name: 'keeps the loops of a mapping in a column in which most of them are',
    before: 'mapping m of MB6 on Eyeriss {\n DRAM:         M 4\n GlobalBuffer: K 2\n SACols: K 8\n}\n',
    after: 'mapping m of MB6 on Eyeriss {\n  DRAM:         M 4\n  GlobalBuffer: K 2\n  SACols:       K 8\n}\n',
  },
  {
    name: 'makes no columns',
    before: 'mapping m of MB6 on Eyeriss {\n  DRAM:    M 4\n  GlobalBuffer: K 2\n  SACols: K 8\n}\n',
    after: 'mapping m of MB6 on Eyeriss {\n  DRAM: M 4\n  GlobalBuffer: K 2\n  SACols: K 8\n}\n',
  },
  {
    name: 'keeps the layers of a network in a column',
    before: 'network n {\n  a   : gemm { M: 1, K: 1, N: 1 }\n  long: gemm { M: 1, K: 1, N: 1 }\n}\n',
    after: 'network n {\n  a    : gemm { M: 1, K: 1, N: 1 }\n  long : gemm { M: 1, K: 1, N: 1 }\n}\n',
  },
  {
    name: 'keeps line breaks of Windows and the byte order mark',
    before: '\uFEFFconst a=1\r\n\r\n\r\n\r\nconst b=2',
    after: '\uFEFFconst a = 1\r\n\r\nconst b = 2\r\n',
  },
  { name: 'empties what holds nothing but blanks', before: ' \n\n ', after: '' },
  {
    name: 'leaves a declaration that does not parse, and formats its neighbours',
    before: 'const a=1\nworkload w:gemm{M:1,,}\ncoupling  c{dims M\n   Out[M]+=W[M]*In[M]}\nconst b=(2 $)\n',
    after: 'const a = 1\nworkload w:gemm{M:1,,}\ncoupling c {\n  dims M\n  Out[M] += W[M] * In[M]\n}\nconst b=(2 $)\n',
  },
];

describe('Formatter', () => {
  let language: Language;
  before(async () => {
    language = await startLanguage();
  });

  const parse = (text: string): Promise<LangiumDocument> => parseDocument(language, text, 'file:///formatted.ffarch');
  const formatter = () => language.Ffarch.lsp.Formatter!;
  const options = { tabSize: 8, insertSpaces: false };
  const apply = (document: LangiumDocument, edits: TextEdit[]): string =>
    TextDocument.applyEdits(document.textDocument, edits);

  async function format(text: string): Promise<string> {
    const document = await parse(text);
    const edits = await formatter().formatDocument(document, { textDocument: document.textDocument, options });
    return apply(document, edits);
  }

  for (const { name, before, after } of CASES) {
    it(name, async () => {
      assert.equal(await format(before), after);
      assert.equal(await format(after), after);
    });
  }

  const folders = ['examples', 'language/library', 'test/language/diagnostics/samples'];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ffarch'))
      .map((name) => join(folder, name)),
  );

  it('has nothing to do in the examples and the library', async () => {
    for (const file of files.filter((name) => !name.startsWith('test'))) {
      const text = readFileSync(file, 'utf8');
      assert.equal(await format(text), text, file);
    }
  });

  /** All that the white space of a document must not change. */
  function meaning({ textDocument, parseResult }: LangiumDocument): unknown {
    const { tokens, hidden } = language.Ffarch.parser.Lexer.tokenize(textDocument.getText());
    // At the start of a line a name has a type of its own, with which it means the same.
    const typeOf = (name: string): string => name.replace(/^first (.*) of a line$/, '$1');
    const words = tokens.map(({ image, tokenType, payload }) => [image, typeOf(tokenType.name), payload]);
    const comments = hidden.map(({ image }) => image.split(/\r\n|\r|\n/).map((line) => line.trim()));
    const nodes = CstUtils.flattenCst(parseResult.value.$cstNode!).map(({ text, astNode, hidden }) =>
      hidden ? [] : [text, astNode.$type, astNode.$containerProperty],
    );
    return { words, comments, nodes: nodes.toArray() };
  }

  /** What declarations mean as data, wherever they stand. */
  function lowered(document: LangiumDocument): string {
    const { problems: _, ...all } = language.Ffarch.lowering.LoweringProvider.document(document);
    const positions = new Set(['node', 'source', 'nameSource', 'propertySources', 'sizeSources', 'problems']);
    const values = Object.values(all).flatMap((list) => list.map(({ value, sound }) => [sound, value]));
    return JSON.stringify(values, (key, value) => (positions.has(key) ? undefined : value));
  }

  it('changes nothing but white space, and finds nothing more to change', async () => {
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), fc.infiniteStream(fc.nat(11)), async (text, choices) => {
        const blanks = ['', '', '', ' ', '   ', '\t', ' \t '];
        // Blanks may be left out where a sign stands on one side: no two words or numbers grow together.
        const disturbed = text.replace(
          /(?<=[\w"])[ \t]+(?=[[\](){},:;=<+*])|(?<=[[\](){},:;])[ \t]+|\n[ \t]*/g,
          (gap) => {
            const choice = choices.next().value!;
            const blank = blanks[choice] ?? gap;
            return gap.startsWith('\n') ? `\n${choice > 9 ? ' \n\n' : ''}${blank}` : blank;
          },
        );
        const document = await parse(disturbed);
        const [words, data] = [meaning(document), lowered(document)];
        const once = await format(disturbed);
        const formatted = await parse(once);
        assert.deepEqual(meaning(formatted), words);
        assert.equal(lowered(formatted), data);
        assert.equal(await format(once), once);
      }),
      { numRuns: 30, seed: 4 },
    );
  });

  it('breaks whatever lines were joined, and changes nothing else', async () => {
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), fc.infiniteStream(fc.nat(3)), async (text, choices) => {
        const joined = text.replace(/(?<!\/\/.*|\*.*)\n[ \t]*(?!.*\*|[ \t]*\/\/)/g, (gap) =>
          choices.next().value! > 0 ? [' ', '; '][choices.next().value! % 2] : gap,
        );
        const document = await parse(joined);
        const [words, data] = [meaning(document), lowered(document)];
        const once = await format(joined);
        const formatted = await parse(once);
        assert.deepEqual(meaning(formatted), words);
        assert.equal(lowered(formatted), data);
        // What a syntax error hides in the first pass, the second may see: then it has more to break.
        if (document.parseResult.parserErrors.length === 0) assert.equal(await format(once), once);
      }),
      { numRuns: 30, seed: 4 },
    );
  });

  it('breaks in time that grows with the text alone', async () => {
    const workloads = await format('workload w : gemm { M: 1, K: 2, N: 3 } '.repeat(2_000));
    assert.equal(workloads, 'workload w : gemm { M: 1, K: 2, N: 3 }\n'.repeat(2_000));
    const open = 'workload w : gemm '.concat('{'.repeat(2_000));
    assert.equal(await format(open), open);
  });

  it('formats no more lines than it is asked to', async () => {
    const text = 'const a=1\n  const b=2\nconst c=3\n';
    const document = await parse(text);
    const range = { start: { line: 1, character: 3 }, end: { line: 2, character: 0 } };
    const edits = await formatter().formatDocumentRange(document, {
      textDocument: document.textDocument,
      options,
      range,
    });
    assert.equal(apply(document, edits), 'const a=1\nconst b = 2\nconst c=3\n');
  });

  async function type(text: string, ch: string): Promise<string> {
    const document = await parse(text.replace('|', ''));
    const position: Position = document.textDocument.positionAt(text.indexOf('|'));
    const params = { textDocument: document.textDocument, options, ch, position };
    return apply(document, await formatter().formatDocumentOnType(document, params));
  }

  it('formats the block whose brace is typed', async () => {
    assert.equal(
      await type('const a=1\narchitecture A : gemm {\nmemory B{\nsize:1\n}|\ncompute C{}\n}', '}'),
      'const a=1\narchitecture A : gemm {\n  memory B {\n    size: 1\n  }\ncompute C{}\n}',
    );
    assert.equal(await type('const a=1 // }|\n', '}'), 'const a=1 // }\n');
  });

  it('leaves the cursor where it is: nothing is changed there or after it', async () => {
    assert.equal(
      await type('architecture A : gemm {\ncompute C{}\n}|', '}'),
      'architecture A : gemm {\n  compute C {}\n}',
    );
    assert.equal(
      await type('architecture A : gemm {\n  compute C {}}|   // c', '}'),
      'architecture A : gemm {\n  compute C {}\n}   // c',
    );
    assert.equal(await type('workload w : gemm { M:1;|}', ';'), 'workload w : gemm { M: 1;}');
  });

  it('formats the line of a semicolon', async () => {
    assert.equal(await type('workload w : gemm {\nM:1 ;|\nK:2\n}', ';'), 'workload w : gemm {\n  M: 1;\nK:2\n}');
    assert.equal(await type('const   a=1 // ;|\n', ';'), 'const   a=1 // ;\n');
    const long = `architecture A : gemm { memory D { ${'energy: 1 pJ; '.repeat(9)}area:1;| } }`;
    assert.equal(await type(long, ';'), long.replace('area:1;|', 'area: 1;'));
  });

  it('keeps comments wherever they stand', async () => {
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    const comments = ['/* a */', '/* a\n b */', '/**\n* a\n*/', '// a\n', '\n// a\n\n'];
    const where = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), which: fc.nat(4) }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), where, async (text, list) => {
        const { tokens } = language.Ffarch.parser.Lexer.tokenize(text);
        let commented = text;
        const offsets = new Map(
          list.map(({ at, which }) => [tokens[Math.floor(at * tokens.length)]?.startOffset, which]),
        );
        for (const [offset, which] of [...offsets].sort(([a = 0], [b = 0]) => b - a)) {
          commented = `${commented.slice(0, offset)}${comments[which]}${commented.slice(offset)}`;
        }
        const [words, data] = [meaning(await parse(commented)), lowered(await parse(commented))];
        const once = await format(commented);
        const formatted = await parse(once);
        assert.deepEqual(meaning(formatted), words);
        assert.equal(lowered(formatted), data);
        assert.equal(await format(once), once);
      }),
      { numRuns: 40, seed: 4 },
    );
  });

  it('formats the line that Enter ended, and leaves the new one to the editor', async () => {
    assert.equal(
      await type('const a=1\nworkload w : gemm {\nM:1 , K : 2\n    |\n}', '\n'),
      'const a=1\nworkload w : gemm {\n  M: 1, K: 2\n    \n}',
    );
  });
});
