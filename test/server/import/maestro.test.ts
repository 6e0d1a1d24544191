import assert from 'node:assert/strict';
import { Fault } from '../../../server/import/fault.js';
import { unroll } from '../../../server/import/maestro/dataflow.js';
import { layerOf } from '../../../server/import/maestro/layers.js';
import { parseMaestro, SyntaxFault } from '../../../server/import/maestro/syntax.js';
import { SourceFile } from '../../../server/import/source-file.js';
import { findingsOf, importSound, importTexts } from './imported.js';

const MODEL = `
Constant Batch 1; /* of
 images */
Network Small {
  Layer stem {
    Type: CONV
    Stride { X: 2, Y: 2 }
    Dimensions { K: 8, C: 3 R: 3, S: 3, Y: 17, X:17 } // a comma is missing
  }
  Layer dw { Type: DSCONV Dimensions { K: 1, C: 8, R: 3, S: 3, Y: 8, X: 8 } }
  Layer ng { Type: NGCONV Stride { X: 1, Y: 1 } Dimensions { N: Batch, G: 2, K: 4, C: 4, R: 1, S: 1, Y: 6, X: 6 } }
  Layer up { Type: TRCONV Dimensions { K: 4, C: 8, R: 2, S: 2, Y: 6, X: 6 } }
  Layer fc { Type: GEMM Dimensions { M: 10, N: Batch, K: 2 * (36 + 4) } }
  Layer pool { Type: POOL Dimensions { K: 8, C: 8, R: 2, S: 2, Y: 6, X: 6 } }
  Layer fc { Type: LSTM Dimensions { K: 8 } }
  Layer none { Type: CONV Dimensions { K: 8, C: 8, R: 9, S: 9, Y: 6, X: 6 } }
}
`;

describe('Models of MAESTRO', () => {
  it('are networks, with P = (Y - R) / stride + 1', async () => {
    const { text, findings, summary } = await importSound({ 'small.m': MODEL }, 'maestro');
    for (const line of [
      '  stem : stridedConv { M: 8, P: 8, Q: 8, C: 3, R: 3, S: 3, Pstride: 2, Qstride: 2 } // small.m:5',
      '  dw : depthwise { C: 8, P: 6, Q: 6, R: 3, S: 3 } // small.m:10',
      '  ng : grouped { G: 2, M: 4, P: 6, Q: 6, C: 4, R: 1, S: 1 } // small.m:11',
      '  up : transposedConv { M: 4, P: 6, Q: 6, C: 8, R: 2, S: 2 } // small.m:12',
      '  fc : gemm { M: 10, K: 80, N: 1 } // small.m:13',
      '// Not mapped:',
      '//   POOL × 1: 9.63 % of all words, 1.71 % of all operations',
    ])
      assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
    assert.deepEqual(findings, [
      "small.m:15 import-lost: `fc` has no counterpart and is left out: MAESTRO's type `LSTM` does not multiply weights and inputs.",
      'small.m:16 import-lost: `none` has no counterpart and is left out: its filters of 9 × 9 are larger than its inputs of 6 × 6, so nothing is computed.',
    ]);
    assert.equal(summary, '5 layers exact, 0 approximated, 2 constructs lost');
  });

  it('may have primes as editors set them', async () => {
    const layer = (prime: string) =>
      `Network X { Layer a { Type: CONV Dimensions { K: 8, C: 3, R: 3, S: 3, Y: 17, X: 17 } Dataflow { SpatialMap(1,1) K; TemporalMap(1,1) Y${prime}; } } }`;
    const hardware = 'num_pes: 8';
    const [typed, set] = await Promise.all(
      ["'", '’'].map((prime) => importSound({ 'x.m': layer(prime), 'hw.m': hardware }, 'maestro', { estimate: true })),
    );
    assert.equal(set?.text, typed?.text);
    assert.deepEqual(set?.findings, typed?.findings);
  });

  it('say where they cannot be read', async () => {
    for (const [text, line] of [
      ['Network X {\n  Layer a {\n    Type: GEMM', 3],
      ['Network X {\n  Layr a { }\n}', 2],
      ['Network X {\n  Layer a { Dataflow { Fold(1,1) K; } }\n}', 2],
    ] as const) {
      const imported = await importTexts({ 'x.m': text });
      assert.ok(!(imported instanceof Fault));
      assert.deepEqual(
        findingsOf(imported).map((finding) => finding.split(': ')[0]),
        [`x.m:${line} import-malformed`],
      );
    }
  });

  it('lose dataflows without hardware, in one line', async () => {
    const flow = 'Dataflow { SpatialMap(1,1) M; TemporalMap(1,1) K; }';
    const layer = (name: string) => `Layer ${name} { Type: GEMM Dimensions { M: 8, N: 8, K: 8 } ${flow} }`;
    const { findings } = await importSound({ 'x.m': `Network X {\n${layer('a')}\n${layer('b')}\n}` }, 'maestro');
    assert.deepEqual(findings, [
      'x.m:2 import-lost: `Dataflow` has no counterpart and is left out: the mappings of 2 layers need hardware, so import it with the file that has `num_pes`.',
    ]);
  });

  it('lack energies of their hardware', async () => {
    const imported = await importTexts({ 'hw.m': 'num_pes: 64\nl1_size_cstr: 32', 'small.m': MODEL });
    assert.ok(!(imported instanceof Fault));
    assert.equal(imported.text, null);
    assert.ok(findingsOf(imported).some((finding) => finding.startsWith('hw.m:1 import-no-energy')));
  });
});

describe('Hardware of MAESTRO', () => {
  it('has estimated energies where that is allowed, and dataflows for mappings', async () => {
    const flow = 'Dataflow { TemporalMap(4,4) K; SpatialMap(1,1) M; Cluster(4, P); SpatialMap(1,1) K; }';
    const model = `Network Net {\n  Layer a { Type: GEMM Dimensions { M: 32, N: 6, K: 8 } ${flow} }\n  Layer b { Type: GEMM Dimensions { M: 32, N: 6, K: 7 } ${flow} }\n}`;
    const { text, findings, summary } = await importSound(
      { 'hw.m': 'NumPEs: 64\nL1Size: 16\nL2Size: 512\nNoC_BW: 8', 'net.m': model },
      'maestro',
      { estimate: true },
    );
    for (const line of [
      '  technology: 45nm // assumed',
      '    component: sram // estimated',
      '    component: register // estimated',
      '  fanout Clusters[16] over M // hw.m:1',
      '  fanout PEs[4] over K // hw.m:1',
      'mapping a_hw of Net.a on hw { // net.m:2',
      '  DRAM:     K 2, M 2',
      '  L1:       N 6',
      '  Clusters: M 16',
      '  PEs:      K 4',
    ])
      assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
    assert.deepEqual(
      findings.filter((finding) => !finding.includes('import-estimated')),
      [
        'net.m:3 import-lost: `Dataflow of b` has no counterpart and is left out: tiles of 4 do not divide the 7 of `K`.',
      ],
    );
    assert.equal(summary, '6 levels, 2 layers and 1 mapping exact, 0 approximated, 1 construct lost');
  });
});

describe('Files of MAESTRO together', () => {
  const HARDWARE = 'num_pes: 16\nl1_size_cstr: 2048\nl2_size_cstr: 4096\n';
  const layer = (name: string, type: string, sizes: string, more = '') =>
    `Layer ${name} { ${type} Dimensions { ${sizes} } ${more} }\n`;
  const CONV = 'K: 16, C: 8, R: 3, S: 3, Y: 12, X: 12';
  const said = async (texts: Readonly<Record<string, string>>) => {
    const { findings, ...others } = await importSound(texts, 'maestro', { estimate: true });
    return { ...others, findings: findings.filter((finding) => !finding.includes('import-estimated')) };
  };

  it('have the dataflow of a file of its own for all layers without one, lost in a line for many', async () => {
    const net = `Network Net {\n${layer('a', 'Type: CONV', CONV)}${layer('b', 'Type: CONV', CONV.replace('K: 16', 'K: 15'))}${layer('c', 'Type: CONV', CONV.replace('K: 16', 'K: 9'))}${layer('d', 'Type: GEMM', 'M: 4, N: 4, K: 4')}}`;
    const flow = 'Dataflow {\n SpatialMap(2,2) K; TemporalMap(1,1) C;\n}';
    const { text, findings } = await said({ 'flow.m': flow, 'hw.m': HARDWARE, 'net.m': net, 'other.m': flow });
    assert.ok(text.includes('// Assumed: Layers without a dataflow have that of flow.m.'), text);
    assert.match(text, /mapping a_hw of Net\.a on hw /);
    assert.match(text, /^architecture hw_2 : gemm \{/m);
    assert.deepEqual(
      findings.map((finding) => finding.replace(' has no counterpart and is left out', '')),
      [
        'other.m:2 import-lost: `Dataflow`: layers without a dataflow have that of `flow.m`.',
        'flow.m:2 import-lost: `Dataflow of b`: tiles of 2 do not divide the 15 of `M`.',
        'flow.m:2 import-lost: `Dataflow of c`: tiles of 2 do not divide the 9 of `M`.',
      ],
    );
    const alike = await said({ 'flow.m': flow, 'hw.m': HARDWARE, 'net.m': net.replace('K: 9', 'K: 15') });
    assert.match(alike.findings.join('\n'), /^flow\.m:2 import-lost: `Dataflow of b and 1 more layer` /);
    const alone = await importTexts({ 'flow.m': flow, 'hw.m': HARDWARE }, { estimate: true });
    assert.ok(!(alone instanceof Fault));
    assert.match(findingsOf(alone).join('\n'), /^flow\.m:2 import-incomplete: Missing: layer that the dataflow is for/);
  });

  it('lose no word silently that nothing is known of', async () => {
    const net = `Network Net {\n${layer('a', 'Typ: CONV Strid { X: 2 }', `${CONV}, KK: 4`, 'Stride { Z: 2 } Dataflow { SpatialMap(1,1) Q; }')}}`;
    const { text, findings } = await said({ 'hw.m': `${HARDWARE}NoC_NumHops: 1\nl1_size: 4\n`, 'net.m': net });
    assert.ok(text.includes('// Assumed: Layers without a type, such as `a`, are CONV.'), text);
    assert.deepEqual(
      findings.map((finding) => finding.replace(' has no counterpart and is left out', '')),
      [
        'net.m:2 import-lost: `Typ of a`: nothing is known of it here, and `Type` is the nearest that is.',
        'net.m:2 import-lost: `Strid of a`: nothing is known of it here, and `Stride` is the nearest that is.',
        'net.m:2 import-lost: `KK of a`: nothing is known of it here, and `K` is the nearest that is.',
        'net.m:2 import-lost: `Z of a`: nothing is known of it here.',
        'net.m:2 import-lost: `Dataflow of a`: `Q` is not a dimension of MAESTRO.',
        'hw.m:4 import-lost: `NoC_NumHops`: nothing is known of it here.',
        'hw.m:5 import-lost: `l1_size`: nothing is known of it here, and `L1Size` is the nearest that is.',
      ],
    );
  });

  it('have numbers of units, words and words per cycle, within what models cover', async () => {
    for (const [hardware, message] of [
      [
        HARDWARE.replace('2048', 'some'),
        /hw\.m:2 import-value: `l1_size_cstr` is some, but a positive whole number is needed/,
      ],
      [HARDWARE.replace('16', '0'), /hw\.m:1 import-value: `num_pes` is 0, /],
      [
        HARDWARE.replace('4096', '99999999999'),
        /hw\.m:3 import-not-estimated: The energy of `L2` cannot be estimated: /,
      ],
    ] as const) {
      const imported = await importTexts({ 'hw.m': hardware }, { estimate: true });
      assert.ok(!(imported instanceof Fault));
      assert.equal(imported.text, null);
      assert.match(findingsOf(imported).join('\n'), message);
    }
  });
});

describe('Dataflows of MAESTRO', () => {
  /** The loops of a convolution of 16 × 8 channels, 10 × 10 outputs and 3 × 3 filters on some units. */
  function loops(dataflow: string, pes: number) {
    const file = SourceFile.ofText(
      'x.m',
      `Constant T 4;\nNetwork X { Layer a { Type: CONV Dimensions { K: 16, C: 8, R: 3, S: 3, Y: 12, X: 12 } Dataflow { ${dataflow} } } }`,
    );
    const syntax = parseMaestro(file);
    assert.ok(!(syntax instanceof SyntaxFault));
    const [first] = syntax.layers;
    assert.ok(first);
    const layer = layerOf(first, syntax);
    assert.ok('work' in layer);
    const unrolled = unroll(layer, syntax, pes);
    return 'reason' in unrolled ? unrolled.reason : unrolled;
  }

  it('are loops over tiles, side by side where they are spatial, and over rows of the output', () => {
    assert.deepEqual(
      loops(
        'SpatialMap(1,1) K; TemporalMap(T,T) C; TemporalMap(Sz(R),1) Y; TemporalMap(4,2) X; Cluster(4, P); SpatialMap(1,1) C;',
        32,
      ),
      {
        clusters: [
          {
            temporal: [
              ['M', 2],
              ['C', 2],
              ['P', 10],
              ['Q', 5],
            ],
            spatial: [['M', 8]],
            units: 8,
          },
          { temporal: [], spatial: [['C', 4]], units: 4 },
        ],
        rest: [
          ['Q', 2],
          ['R', 3],
          ['S', 3],
        ],
      },
    );
  });

  for (const [dataflow, reason] of [
    ['TemporalMap(3,3) C;', 'tiles of 3 do not divide the 8 of `C`'],
    ['TemporalMap(4,2) C;', 'tiles of 4 that move by 2 overlap or leave gaps'],
    ['TemporalMap(5,1) Y;', '5 rows of the input that move by 1 do not hold whole windows'],
    [
      'SpatialMap(1,1) Y; SpatialMap(1,1) R;',
      'two maps of a cluster are spatial, which unrolls a diagonal of both dimensions',
    ],
    ['Cluster(5, P); SpatialMap(1,1) C;', 'clusters of 5 do not divide 32 units'],
  ] as const)
    it(`are not mappings where ${reason}`, () => {
      assert.equal(loops(dataflow, 32), reason);
    });
});
