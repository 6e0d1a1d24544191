import assert from 'node:assert/strict';
import fc from 'fast-check';
import { URI } from 'langium';
import { VirtualFileSystemProvider } from 'langium/test';
import { type Language, loadFile, startLanguage } from '../../../language/language.js';

const BASE = `const rows = 4
const twice = rows * 2

coupling c {
  dims M, K, N
  Out[M][N] += W[M][K] * In[K][N]
}

// An architecture.
architecture A : c {
  memory D { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory B {
    size: 16 * rows
    energy: 2 pJ
    bandwidth: 4
    factors: K = 1
  }
  fanout F[twice] over M
  compute C { energy: 1 pJ; cycles: 1 }
}
`;
const MAIN = `import "base.ffarch"

const size = rows * twice
workload w : c { M: 32, K: 4, N: size }

architecture Own : gemm {
  memory D { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory R { size: 2; energy: 1 pJ; bandwidth: 2; bypass: W; factors: N = 1 }
  compute C { energy: 1 pJ; cycles: 1 }
}

network n {
  w x 3
  l : c { M: rows, K: 2, N: 2 }
}

mapping one of w on A {
  D: M 4, K 4, N 32
  F: M 8
}
mapping two of n.l on A {
  D: M 4, K 2
  B: N 2
}
mapping three of MB6 on Own { D: M 512, K 256, N 256 }
`;

const uri = (name: string): URI => URI.file(`/work/${name}`);
const NAMES = ['main.ffarch', 'base.ffarch'];

/** The files as a language has them, in memory. */
class Work {
  private readonly files = new VirtualFileSystemProvider();
  private language!: Language;

  static async start(): Promise<Work> {
    const work = new Work();
    work.language = await startLanguage({ fileSystemProvider: () => work.files });
    work.language.shared.workspace.DocumentBuilder.updateBuildOptions = { validation: true };
    return work;
  }

  /** As after an edit. */
  async write(name: string, text: string): Promise<void> {
    this.files.insert(uri(name), text);
    await this.language.shared.workspace.DocumentBuilder.update([uri(name)], []);
  }

  /** As if all were opened for the first time. */
  async open(texts: ReadonlyMap<string, string>): Promise<void> {
    for (const [name, text] of texts) this.files.insert(uri(name), text);
    await this.language.shared.workspace.DocumentBuilder.update([], NAMES.map(uri));
    for (const name of NAMES) await loadFile(this.language, `/work/${name}`);
  }

  /** What the files' architectures and mappings mean. */
  get lowered(): unknown[] {
    const { LoweringProvider } = this.language.Ffarch.lowering;
    return NAMES.flatMap((name) => {
      const document = this.language.shared.workspace.LangiumDocuments.getDocument(uri(name))!;
      const { architectures, mappings } = LoweringProvider.document(document);
      return [...architectures, ...mappings].map(({ value }) => value);
    });
  }

  /** What is said of the files. */
  get said(): unknown {
    const { LoweringProvider } = this.language.Ffarch.lowering;
    return NAMES.map((name) => {
      const document = this.language.shared.workspace.LangiumDocuments.getDocument(uri(name))!;
      const { problems, ...kinds } = LoweringProvider.document(document);
      const lowered = Object.values(kinds).map((list) =>
        list.map(({ value, sound, problems }: (typeof list)[number]) => ({ value, sound, problems })),
      );
      const diagnostics = document.diagnostics!.map((diagnostic) => JSON.stringify(diagnostic)).sort();
      return JSON.parse(JSON.stringify({ diagnostics, problems, lowered }));
    });
  }
}

describe('What is kept of a declaration', () => {
  it('is what would be found again, after any edits', async () => {
    const [worn, fresh] = [await Work.start(), await Work.start()];
    const edit = fc.record({
      file: fc.constantFrom(...NAMES),
      // A word or a sign somewhere in the file is replaced.
      at: fc.nat(),
      typed: fc.constantFrom(
        ...[
          '',
          '\n',
          '{',
          '}',
          '1',
          '5',
          '512',
          'M',
          'K',
          'A',
          'B',
          'D',
          'c',
          'gemm',
          'w',
          'n',
          'Own',
          'rows',
          'twice',
        ],
        ...[
          'size',
          'size * rows',
          'const x = twice\n',
          '\n\n\n',
          '// more\n',
          '<=',
          '// ',
          '/*',
          'memory B',
          'base',
          'Eyeriss',
          'MB5',
          ', K 2',
        ],
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 10 }), async (edits) => {
        const texts = new Map([
          ['main.ffarch', MAIN],
          ['base.ffarch', BASE],
        ]);
        await worn.open(texts);
        for (const { file, at, typed } of edits) {
          const text = texts.get(file)!;
          const words = [...text.matchAll(/\w+|[^\w\s]|\n/g)];
          const { index, 0: word } = words[at % Math.max(1, words.length)] ?? { index: 0, 0: '' };
          texts.set(file, text.slice(0, index) + typed + text.slice(index + word.length));
          await worn.write(file, texts.get(file)!);
          await fresh.open(texts);
          assert.deepEqual(worn.said, fresh.said);
          // And the edit is taken back now and then, to restore much of what was.
          if (at % 3 === 0) {
            texts.set(file, text);
            await worn.write(file, text);
          }
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 20), seed: 4 },
    );
  });

  it('moves with it when lines come and go above', async () => {
    const [worn, fresh] = [await Work.start(), await Work.start()];
    // A factor that does not divide is said of a mapping, with places in the base, too.
    const texts = new Map([
      ['main.ffarch', MAIN.replace('K: 4,', 'K: 5,')],
      ['base.ffarch', BASE],
    ]);
    await worn.open(texts);
    const before = worn.lowered;
    for (const above of ['\n\n', '\r\n', '\nconst more = 1\n']) {
      for (const [name, text] of texts) {
        const moved = `${above}${text}`;
        await worn.write(name, moved);
        await fresh.open(new Map([...texts, [name, moved]]));
        assert.deepEqual(worn.said, fresh.said);
        assert.ok(worn.lowered.every((value, i) => value === before[i]));
        await worn.write(name, text);
      }
    }
  });

  it('is forgotten where constants lead to each other', async () => {
    const [worn, fresh] = [await Work.start(), await Work.start()];
    const texts = new Map([
      ['main.ffarch', 'const a = b\nconst b = 1\nworkload w : gemm { M: a, K: 1, N: 1 }\n'],
      ['base.ffarch', ''],
    ]);
    await worn.open(texts);
    for (const b of ['a', '2', 'a + b', 'w', '3']) {
      texts.set('main.ffarch', `const a = b\nconst b = ${b}\nworkload w : gemm { M: a, K: 1, N: 1 }\n`);
      await worn.write('main.ffarch', texts.get('main.ffarch')!);
      await fresh.open(texts);
      assert.deepEqual(worn.said, fresh.said);
    }
  });

  it('does not end at the end of the stack', async () => {
    const work = await Work.start();
    const chain = Array.from({ length: 8_000 }, (_, i) => `const a${i} = a${i + 1}\n`).join('');
    await work.open(
      new Map([
        ['main.ffarch', chain],
        ['base.ffarch', ''],
      ]),
    );
    await work.write('main.ffarch', `${chain}const a8000 = 1\n`);
    assert.match(JSON.stringify(work.said), /nested-too-deeply/);
  });
});
