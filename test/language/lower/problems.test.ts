import assert from 'node:assert/strict';
import { lower, parse } from '../language.js';

/** A memory with all that it needs, but for what is given. */
function memory(properties: string): string {
  const given = (keyword: string) => new RegExp(`\\b${keyword}\\b`).test(properties);
  const rest = [
    ['size', 'size: 16'],
    ['energy', 'energy: 2'],
    ['bandwidth', 'bandwidth: 4'],
  ].flatMap(([keyword, line]) => (given(keyword) ? [] : [line]));
  return `architecture A : gemm { memory D { ${[properties, ...rest].join('; ')} } }`;
}

/** Each text with the part of it that is to blame, marked by «», and what is said of it. */
const PROBLEMS: [text: string, code: string, message: string][] = [
  [memory('«size:»'), 'value-missing', '`size` has no value. Write, for example, `size: 16Ki`.'],
  [memory('size: «0»'), 'not-positive', 'The size is 0, but must be at least 1.'],
  [memory('size: «2 - 5»'), 'not-positive', 'The size is -3, but must be at least 1.'],
  [memory('size: «10 / 4»'), 'not-an-integer', 'The size is 2.5, but must be a whole number.'],
  [
    memory('size: «2 ** 53»'),
    'number-too-large',
    'The size is 9,007,199,254,740,992, but whole numbers are exact only up to 9,007,199,254,740,991.',
  ],
  [memory('size: 4 «pJ»'), 'unknown-unit', '`pJ` is not a unit here. A size is given in b, B, KiB, MiB, GiB.'],
  [
    memory('size: 4 «kib»'),
    'unknown-unit',
    '`kib` is not a unit here. A size is given in b, B, KiB, MiB, GiB. Did you mean `KiB`?',
  ],
  [
    memory('size: «24 KiB»'),
    'missing-value-bits',
    'How many words 24 KiB are depends on the bits of a word. Add `valueBits: 16`, or give words.',
  ],
  [
    memory('valueBits: 16; size: «1 B»'),
    'not-positive',
    'The size, 1 B, holds less than one word of 16 bits. Raise it to 2 B or more.',
  ],
  [
    memory('bandwidth: read «16 b», write 4'),
    'missing-value-bits',
    'How many words 16 b are depends on the bits of a word. Add `valueBits: 16`, or give words.',
  ],
  [
    memory('bandwidth: 4 «pJ»'),
    'unknown-unit',
    '`pJ` is not a unit here. The bandwidth is given in b, B, KiB, MiB, GiB, GB/s, MB/s, TB/s, MiB/s, GiB/s, Mb/s, Gb/s, or without a unit in words per cycle.',
  ],
  [
    memory('«bits»: W 8, In 8'),
    'missing-bits',
    '`D` stores `Out`, whose bits it does not give. Add `Out 16`, or bypass it.',
  ],
  [memory('bits: W 8, In 8, Out 16, «W 9»'), 'repeated-bits', 'The bits of `W` are given twice. Keep one of them.'],
  [memory('bits: «W», In 8, Out 8'), 'value-missing', '`W` has no bits. Write, for example, `W 8`.'],
  [memory('bits: W «0», In 8, Out 8'), 'not-positive', 'The width of `W` is 0, but must be at least 1.'],
  [
    memory('bits: W 8, In 8, Out 8; size: «0.01 B»'),
    'not-positive',
    'The size, 0.01 B, holds less than one bit. Raise it to 1 B or more.',
  ],
  [
    memory('«mayBypass»: W'),
    'outermost-may-bypass',
    '`D` is the outermost memory, from which everything comes: no mapping can do without it. Remove `mayBypass`, or write `bypass` for what is never here.',
  ],
  [memory('factors: M «>=» all'), 'all-not-equal', 'Nothing is more than the whole of `M`. Write `= all`.'],
  [memory('factors: M «<=» all'), 'all-not-equal', '`M <= all` allows everything. Remove it, or write `= all`.'],
  [
    memory('size: 4 «per wordline»').replace('«per wordline»', '«per» wordline'),
    'misplaced-per-wordline',
    'Only an energy can be given per wordline, not a size. Remove `per wordline`.',
  ],
  [
    memory('buffering: «unbounded»'),
    'unbounded',
    'Only a size or a bandwidth can be unbounded, not `buffering`. Give it a number.',
  ],
  [memory('buffering: «0»'), 'not-positive', '`buffering` is 0, but must be at least 1.'],
  [memory('energy: «-1»'), 'not-positive', 'The energy is -1, but must not be negative.'],
  [memory('bandwidth: «0»'), 'not-positive', 'The bandwidth is 0, but must be more than 0.'],
  [memory('leakage: «-0.5» pJ'), 'not-positive', '`leakage` is -0.5 pJ, but must not be negative.'],
  [memory('area: 3 «nm2»'), 'unknown-unit', '`nm2` is not a unit here. `area` is given in um2, mm2.'],
  [
    memory('energy: 8 pJ «per» wordline'),
    'missing-word-bits',
    'An energy per wordline is shared by the values in it. Add `wordBits: 64` and `valueBits: 16`.',
  ],
  [
    memory('wordBits: 8; valueBits: 16; energy: 8 pJ «per» wordline'),
    'word-smaller-than-value',
    'A value of 16 bits takes 2 wordlines of 8 bits. Raise `wordBits` or lower `valueBits`, unless that is intended.',
  ],
  [
    memory('«energy: read 3 pJ»'),
    'one-direction',
    '`energy` lacks `write`. Give each of read and write once: `energy: read …, write …`.',
  ],
  [
    memory('bandwidth: read 3, write 4, «read 5»'),
    'one-direction',
    '`bandwidth` repeats `read`. Give each of read and write once: `bandwidth: read …, write …`.',
  ],
  [memory('energy: 2; «energy»: 3'), 'repeated-property', '`energy` of `D` is given twice. Keep one of them.'],
  [memory('«multicast»: full'), 'unknown-property', 'A memory has no property `multicast`. It belongs to a fanout.'],
  [memory('«bypas»: W'), 'unknown-property', 'A memory has no property `bypas`. Did you mean `bypass`?'],
  [memory('«foo»: 3'), 'unknown-property', 'A memory has no property `foo`.'],
  [memory('multipleReuses: «yes»'), 'unknown-word', '`multipleReuses` is `true` or `false`, not `yes`.'],
  [memory('factors: «M»'), 'value-missing', 'The constraint on `M` has no value. Write, for example, `M <= 8`.'],
  [memory('factors: M = «0»'), 'not-positive', 'A factor is 0, but must be at least 1.'],
  [
    'architecture A : gemm { memory «D» { energy: 1; bandwidth: 1 } }',
    'missing-property',
    '`D` has no `size`. Add a line like `size: 16Ki`.',
  ],
  [
    'architecture A : gemm { compute «C» }',
    'missing-property',
    '`C` has no `energy`. Add a line like `energy: 0.2 pJ`.',
  ],
  [
    'architecture A : gemm { compute C { «energy: read 1, write 2» } }',
    'one-energy',
    'A compute level has one energy, not one each for read and write. Write it alone, as in `energy: 0.2 pJ`.',
  ],
  [
    'architecture A : gemm { compute C[«0»] { energy: 1 } }',
    'not-positive',
    'The mesh of `C` is 0, but must be at least 1.',
  ],
  [
    'architecture A : gemm { fanout «F» over M }',
    'mesh-missing',
    'Fanout `F` does not say how many instances it has. Write `F[16]`.',
  ],
  [
    'architecture A : gemm { fanout F[4] { multicast: «ful» } }',
    'unknown-word',
    '`multicast` is `full`, `none` or `selective`, not `ful`. Did you mean `full`?',
  ],
  [
    'architecture «A» { }',
    'coupling-missing',
    'Architecture `A` does not say what it computes. Add a coupling: `architecture A : gemm`.',
  ],
  [
    'coupling «c» { Out += W * In }',
    'coupling-incomplete',
    'Coupling `c` has no dimensions. Add a line like `dims M, K, N`.',
  ],
  [
    'coupling «c» { dims M }',
    'coupling-incomplete',
    'Coupling `c` does not say what it computes. Add a line like `Out[M][N] += W[M][K] * In[K][N]`.',
  ],
  [
    'coupling c { dims M, K Out[M] += W[«M*K»] * In[K] }',
    'term-not-linear',
    '`M` and `K` are dimensions and cannot be multiplied. Declare the coefficient in `strides`, as in `Pstride*P`, or write a number.',
  ],
  [
    'coupling c { dims M strides s Out[M] += W[M] * In[«s»] }',
    'term-not-linear',
    '`s` is a stride and indexes nothing on its own. Multiply a dimension by it, as in `Pstride*P`.',
  ],
  [
    'coupling c { dims M strides s, t Out[M] += W[M] * In[«s*t*M»] }',
    'term-not-linear',
    'A term has at most one stride. Declare their product as one.',
  ],
  [
    'coupling c { dims M Out[M] += W[M] * In«[]» }',
    'empty-axis',
    'These brackets are empty. Name the dimension that indexes here.',
  ],
  ['workload «w» : gemm { M: 1 }', 'missing-size', '`w` gives no size for K, N. Add `K: 1`, `N: 1`.'],
  ['workload w : gemm { M: 1, K: 2, «M: 3», N: 1 }', 'repeated-size', '`M` is given twice. Keep one of them.'],
  ['workload w : gemm { M: «2.5», K: 2, N: 1 }', 'not-an-integer', '`M` is 2.5, but must be a whole number.'],
  ['workload w : gemm { «M:» K: 2, N: 1 }', 'value-missing', '`M` has no size. Write, for example, `M: 64`.'],
  ['workload «w» { }', 'coupling-missing', 'Workload `w` does not say what it computes. Add a coupling: `w : gemm`.'],
  ['network n { MB6 x «0» }', 'not-positive', 'A repeat count is 0, but must be at least 1.'],
  ['network n { «a» : gemm { M: 1, K: 2 } }', 'missing-size', '`a` gives no size for N. Add `N: 1`.'],
  [
    'mapping m of MB6 on Eyeriss { DRAM: «M» }',
    'value-missing',
    'Loop `M` has no iterations. Write, for example, `M 4`.',
  ],
  ['mapping m of MB6 on Eyeriss { DRAM: M «0» }', 'not-positive', 'Loop `M` is 0, but must be at least 1.'],
  ['mapping «m» on Eyeriss', 'mapping-incomplete', 'Mapping `m` does not name its workload. Add `of MB6`.'],
  ['mapping «m» of MB6', 'mapping-incomplete', 'Mapping `m` does not name its architecture. Add `on Eyeriss`.'],
  ['«const a =»', 'value-missing', 'Constant `a` has no value. Write, for example, `const a = 16Ki`.'],
];

describe('problems of lowering', () => {
  for (const [marked, code, message] of PROBLEMS) {
    it(marked.replace(/architecture A : gemm \{ (.*) \}$/, '$1'), async () => {
      const text = marked.replace(/[«»]/g, '');
      const { problems } = await lower(text);
      const found = problems.map(({ code, message, source: { start, end } }) => [
        code,
        message,
        text.slice(start.character, end.character),
      ]);
      const blamed = /«(.*)»/.exec(marked)![1];
      assert.deepEqual(found, [[`ffarch/${code}`, message, blamed]]);
    });
  }

  it('includes layers that only name each other', async () => {
    const { networks, problems } = await lower('network n {\n m.b\n}\nnetwork m {\n n.b\n}');
    assert.deepEqual(
      problems.map(({ code, source }) => [code, source.start.line]),
      [
        ['ffarch/layer-cycle', 1],
        ['ffarch/layer-cycle', 4],
      ],
    );
    assert.deepEqual(
      networks.map(({ sound }) => sound),
      [false, false],
    );
  });

  it('leaves unsound what refers to something with an error', async () => {
    const { architectures, workloads, mappings } = await lower(`
      coupling broken { dims M Out[M] += W[M*M] * In[M] }
      architecture A : broken { memory D { size: 1; energy: 1; bandwidth: 1 } compute C { energy: 1 } }
      workload w : broken { M: 1 }
      mapping m of w on A`);
    assert.deepEqual(
      [...architectures, ...workloads, ...mappings].map(({ sound, problems }) => [sound, problems.length]),
      [
        [false, 0],
        [false, 0],
        [false, 0],
      ],
    );
  });

  it('warns of energies of zero, which are sound', async () => {
    const { architectures, problems } = await lower(memory('energy: 0'));
    assert.deepEqual(
      problems.map(({ severity, code }) => [severity, code]),
      [['warning', 'ffarch/zero-energy']],
    );
    assert.equal(architectures[0].sound, true);
  });

  it('is shown as diagnostics', async () => {
    const { diagnostics } = await parse(memory('size: 0'));
    assert.ok(diagnostics?.some(({ code }) => code === 'ffarch/not-positive'));
  });
});
