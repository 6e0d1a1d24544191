import assert from 'node:assert/strict';
import { type Compute, type Fanout, forEachRole, type Link, type Memory } from '../../../language/domain/index.js';
import { lower, withoutSources } from '../language.js';

async function levels<T>(text: string): Promise<T[]> {
  const { architectures, problems } = await lower(`architecture A : gemm { ${text} }`);
  assert.deepEqual(problems, []);
  return architectures[0].value!.levels as T[];
}

/** The same pJ per word of each operand. */
const energy = (read: number, write = read): Partial<Memory> => ({
  readEnergy: forEachRole(() => read),
  writeEnergy: forEachRole(() => write),
});

/** What properties of a memory become by a clock and the bits of words: the nearest number to the exact one. */
const CLOCKED: [clock: string, properties: string, expected: Partial<Memory>][] = [
  ['1 GHz', 'bandwidth: shared 614 GB/s; valueBits: 16', { readBandwidth: 307 }],
  ['1.05 GHz', 'bandwidth: shared 614 GB/s; valueBits: 16', { readBandwidth: 6140 / 21 }],
  ['200 MHz', 'bandwidth: 1.6 GB/s; bits: W 8, In 8, Out 32', { readBandwidth: 32, writeBandwidth: 32 }],
  [
    '0.3 GHz',
    'bandwidth: read 0.3 Gb/s, write 1 GiB/s; valueBits: 1',
    { readBandwidth: 1, writeBandwidth: 2 ** 33 / 3e8 },
  ],
  ['700 MHz', 'leakage: 7 mW', { leakage: 10 }],
  ['1 GHz', 'leakage: 12 uW', { leakage: 0.012 }],
  ['1 GHz', 'energy: 3.9 pJ/bit; valueBits: 16', energy(62.4)],
  ['1 GHz', 'energy: 3.9 pJ per bit; valueBits: 16', energy(62.4)],
  [
    '1 GHz',
    'energy: read 100 fJ/bit, write 0.001 nJ/bit; bits: W 8, In 4, Out 32',
    { readEnergy: { w: 0.8, in: 0.4, out: 3.2 }, writeEnergy: { w: 8, in: 4, out: 32 } },
  ],
];

/** What each property of a memory becomes. */
const MEMORIES: [properties: string, expected: Partial<Memory>][] = [
  ['size: unbounded', { size: null }],
  ['size: 16Ki * 8', { size: 131072 }],
  ['size: 384 B; valueBits: 16', { size: 192, valueBits: 16 }],
  ['size: 24 KiB; valueBits: 8', { size: 24576 }],
  ['size: 0.5 MiB; valueBits: 32', { size: 131072 }],
  ['size: 10 B; valueBits: 24', { size: 3 }],
  ['energy: 64', energy(64)],
  ['energy: 64 fJ', energy(0.064)],
  ['energy: 0.7 nJ', energy(700)],
  ['energy: read 7 pJ, write 8 fJ', energy(7, 0.008)],
  ['energy: write 8, read 7', energy(7, 8)],
  ['energy: 7.88 pJ per wordline; wordBits: 64; valueBits: 16', energy(1.97)],
  ['energy: 9 pJ per wordline; wordBits: 60; valueBits: 16', energy(3)],
  ['energy: read 7 pJ, write 8 pJ per wordline; wordBits: 32; valueBits: 16', energy(3.5, 4)],
  ['energy: read 7 pJ per wordline, write 8 pJ; wordBits: 32; valueBits: 16', energy(3.5, 8)],
  ['bandwidth: 5', { readBandwidth: 2.5, writeBandwidth: 2.5 }],
  ['bandwidth: shared 5', { readBandwidth: 5, writeBandwidth: 5, sharedBandwidth: true }],
  ['bandwidth: unbounded', { readBandwidth: Infinity, writeBandwidth: Infinity, sharedBandwidth: false }],
  ['bandwidth: read 5, write 3', { readBandwidth: 5, writeBandwidth: 3 }],
  ['bandwidth: 32 b; valueBits: 16', { readBandwidth: 1, writeBandwidth: 1 }],
  ['bandwidth: read 1 B, write 4 KiB; valueBits: 16', { readBandwidth: 0.5, writeBandwidth: 2048 }],
  ['bits: W 8, In 4, Out 32', { bits: { w: 8, in: 4, out: 32 } }],
  ['bits: W 8, In 4; bypass: Out; size: 1000', { bits: { w: 8, in: 4, out: 8 }, size: 1000 }],
  ['bits: W 8, In 8, Out 32; size: 256 KiB', { size: 2 ** 21 }],
  ['bits: W 8, In 8, Out 32; size: 12 b', { size: 12 }],
  ['bits: W 8, In 8, Out 32; bandwidth: shared 512 b', { readBandwidth: 512, writeBandwidth: 512 }],
  ['bits: W 8, In 8, Out 32; bandwidth: 8 B', { readBandwidth: 32, writeBandwidth: 32 }],
  ['bits: W 8, In 8, Out 32; bandwidth: 8', { readBandwidth: 4, writeBandwidth: 4 }],
  ['bits: W 8, In 8, Out 32; energy: 5', energy(5)],
  [
    'bits: W 8, In 5, Out 32; energy: read 24, write 12 per wordline; wordBits: 16',
    { readEnergy: { w: 12, in: 8, out: 48 }, writeEnergy: { w: 6, in: 4, out: 24 } },
  ],
  ['bypass: W, Out', { bypass: ['w', 'out'] }],
  ['bypass: In', { bypass: ['in'] }],
  ['order: N, _, _', { order: ['N', null, null] }],
  ['order: M, K', { order: ['M', 'K'] }],
  ['leakage: 10 fJ', { leakage: 0.01 }],
  ['buffering: 2', { buffering: 2 }],
  ['windows: sliding', { windows: 'sliding' }],
  ['windows: none', { windows: 'none' }],
  ['multipleReuses: false', { windows: 'strict' }],
  ['multipleReuses: true', { windows: 'any' }],
  ['windows: none; multipleReuses: false', { windows: 'none' }],
  ['area: 1200', { area: 1200 }],
  ['area: 0.5 mm2', { area: 500_000 }],
];

const DEFAULTS: Partial<Memory> = {
  leakage: 0,
  bypass: [],
  order: [],
  buffering: 1,
  windows: 'any',
  bits: null,
  mayBypass: [],
  valueBits: null,
  area: null,
  factors: [],
};

describe('lowering', () => {
  for (const [properties, expected] of MEMORIES) {
    it(`takes ${properties}`, async () => {
      const rest = ['size: 1', 'energy: 1', 'bandwidth: 1'].filter((line) => !properties.includes(line.split(':')[0]));
      const [memory] = await levels<Memory>(`memory D { ${[properties, ...rest].join('; ')} }`);
      const found = Object.fromEntries(Object.keys(expected).map((key) => [key, memory[key as keyof Memory]]));
      assert.deepEqual(found, expected);
    });
  }

  for (const [clock, properties, expected] of CLOCKED) {
    it(`takes ${properties} at ${clock}`, async () => {
      const rest = ['size: 1', 'energy: 1', 'bandwidth: 1'].filter((line) => !properties.includes(line.split(':')[0]));
      const [memory] = await levels<Memory>(`clock: ${clock}\n memory D { ${[properties, ...rest].join('; ')} }`);
      const found = Object.fromEntries(Object.keys(expected).map((key) => [key, memory[key as keyof Memory]]));
      assert.deepEqual(found, expected);
    });
  }

  it('takes the clock of an architecture in Hz', async () => {
    const { architectures } = await lower(
      ['1.05 GHz', '200 MHz', '1e3 kHz', '50', '1 / 3 GHz']
        .map(
          (clock, i) => `architecture A${i} : gemm { clock: ${clock} memory D { size: 1; energy: 1; bandwidth: 1 } }`,
        )
        .join('\n'),
    );
    assert.deepEqual(
      architectures.map(({ value }) => value!.clock),
      [1.05e9, 2e8, 1e6, 50, 1e9 / 3],
    );
  });

  it('takes the whole of a dimension', async () => {
    const [memory] = await levels<Memory>('memory D { size: 1; energy: 1; bandwidth: 1; factors: M = all, K = 2 }');
    assert.deepEqual(
      memory.factors.map(({ dimension, value }) => [dimension, value]),
      [
        ['M', Infinity],
        ['K', 2],
      ],
    );
  });

  it('leaves to the mapping what a memory may bypass, and not what it always does', async () => {
    const [, memory] = await levels<Memory>(
      'memory D { size: 1; energy: 1; bandwidth: 1 } memory B { size: 1; energy: 1; bandwidth: 1; bypass: W; mayBypass: In, W }',
    );
    assert.deepEqual(memory.bypass, ['w']);
    assert.deepEqual(memory.mayBypass, ['in']);
  });

  it('knows what is not given', async () => {
    const [memory] = await levels<Memory>('memory D { size: 1; energy: 1; bandwidth: 1 }');
    assert.deepEqual({ ...memory, ...DEFAULTS }, memory);
    const [fanout, compute] = await levels<Fanout | Compute>('fanout F[4] compute C { energy: 1 }');
    assert.deepEqual(withoutSources(fanout), {
      type: 'fanout',
      name: 'F',
      factors: [],
      area: null,
      mesh: 4,
      dimensions: [],
      multicast: { in: 'full', w: 'full', out: 'full' },
      reduction: 'full',
      peToPe: false,
      powerGating: false,
      leastUsed: 1,
    });
    assert.deepEqual(withoutSources(compute), {
      type: 'compute',
      name: 'C',
      factors: [],
      area: null,
      mesh: 1,
      dimensions: [],
      energy: 1,
      cycles: 1,
      leakage: 0,
    });
  });

  it('takes all of a fanout and of compute', async () => {
    const found = await levels<Fanout | Compute>(`
      fanout F[2 * 8] over M, K {
        multicast: selective; reduction: none; peToPe: true; powerGating: true; area: 3; factors: M = 2, K <= 4, M >= 1
      }
      compute C[4] over N { energy: 90 fJ; cycles: 2; leakage: 1 fJ; area: 5 um2; factors: N = 4 }`);
    assert.deepEqual(withoutSources(found), [
      {
        type: 'fanout',
        name: 'F',
        factors: [
          { dimension: 'M', operator: '=', value: 2 },
          { dimension: 'K', operator: '<=', value: 4 },
          { dimension: 'M', operator: '>=', value: 1 },
        ],
        area: 3,
        mesh: 16,
        dimensions: ['M', 'K'],
        multicast: { in: 'selective', w: 'selective', out: 'selective' },
        reduction: 'none',
        peToPe: true,
        powerGating: true,
        leastUsed: 1,
      },
      {
        type: 'compute',
        name: 'C',
        factors: [{ dimension: 'N', operator: '=', value: 4 }],
        area: 5,
        mesh: 4,
        dimensions: ['N'],
        energy: 0.09,
        cycles: 2,
        leakage: 0.001,
      },
    ]);
  });

  it('takes sharing of one operand, and the least share of a fanout that is used', async () => {
    const [fanout] = await levels<Fanout>(
      'fanout F[14] over M { multicast: none for W; reduction: none for Out; use >= 0.75 } compute C { energy: 1 }',
    );
    assert.deepEqual(fanout.multicast, { in: 'full', w: 'none', out: 'full' });
    assert.equal(fanout.reduction, 'none');
    assert.equal(fanout.leastUsed, 11);
  });

  it('takes links, as wide as the memories around them unless they say so', async () => {
    const [, plain, own, , free] = await levels<Link>(`
      memory D { size: unbounded; energy: 1; bandwidth: 8; bits: W 8, In 8, Out 32 }
      link L { energy: read 0.6 pJ, write 0.8 pJ; bandwidth: 2 B; bypass: W }
      link Own { energy: 1; bandwidth: shared 64 b; valueBits: 16; leakage: 0.5; area: 7 }
      memory B { size: 64; energy: 1; bandwidth: 8; valueBits: 4 }
      link Free { energy: 0 }
      compute C { energy: 1 }`);
    const each = (value: number) => ({ in: value, w: value, out: value });
    assert.deepEqual(withoutSources(plain), {
      type: 'link',
      name: 'L',
      factors: [],
      area: null,
      bits: { in: 8, w: 8, out: 32 },
      readEnergy: each(0.6),
      writeEnergy: each(0.8),
      readBandwidth: 8,
      writeBandwidth: 8,
      sharedBandwidth: false,
      leakage: 0,
      bypass: ['w'],
    });
    assert.deepEqual(
      [own.bits, own.readBandwidth, own.writeBandwidth, own.sharedBandwidth, own.leakage, own.area],
      [null, 4, 4, true, 0.5, 7],
    );
    assert.deepEqual([free.bits, free.readBandwidth, free.writeBandwidth], [null, Infinity, Infinity]);
  });

  it('takes terms of couplings, with strides on either side', async () => {
    const { couplings } = await lower(
      'coupling c { dims M, "K 2" strides s Out[M] += W["K 2"] * In[s*M + "K 2"*s][M] }',
    );
    assert.deepEqual(withoutSources(couplings[0].value!), {
      name: 'c',
      dimensions: ['M', 'K 2'],
      defaults: {},
      strides: ['s'],
      operands: {
        out: { name: 'Out', axes: [[{ dimension: 'M', stride: null, coefficient: 1 }]] },
        w: { name: 'W', axes: [[{ dimension: 'K 2', stride: null, coefficient: 1 }]] },
        in: {
          name: 'In',
          axes: [
            [
              { dimension: 'M', stride: 's', coefficient: 1 },
              { dimension: 'K 2', stride: 's', coefficient: 1 },
            ],
            [{ dimension: 'M', stride: null, coefficient: 1 }],
          ],
        },
      },
    });
  });

  it('takes workloads, with strides that default to 1', async () => {
    const { workloads } = await lower(
      'workload w : stridedConv { M: 2 ** 40, P: 7, Q: 1, C: 3, R: 7, S: 7, Pstride: 2 }',
    );
    const { sizes, strides } = workloads[0].value!;
    assert.deepEqual(sizes, { M: 2 ** 40, P: 7, Q: 1, C: 3, R: 7, S: 7 });
    assert.deepEqual(strides, { Pstride: 2, Qstride: 1, Rdilation: 1, Sdilation: 1 });
  });

  const NETWORKS = `
      const tokens = 64
      const half = tokens / 2
      const heads = 4
      network inner { a : gemm { M: tokens, K: half, N: 8 } x heads, b : gemm { M: 2, K: 2, N: 2 } }
      network middle { first : inner.b x 5; inner x 2 }
      `;
  const layersIn = async (text: string) => {
    const { networks, problems } = await lower(NETWORKS + text);
    assert.deepEqual(problems, []);
    const layers = networks.at(-1)!.value!.layers;
    return layers.map(({ name, repeat, workload: { sizes } }) => [name, repeat, sizes.M, sizes.K]);
  };

  it('takes the layers of networks in a network, with repeat counts multiplied', async () => {
    assert.deepEqual(await layersIn('network outer { middle x 3; tail : middle.first }'), [
      ['middle.first', 15, 2, 2],
      ['middle.inner.a', 24, 64, 32],
      ['middle.inner.b', 6, 2, 2],
      ['tail', 1, 2, 2],
    ]);
  });

  it('gives a network other values of constants, and what follows from them', async () => {
    assert.deepEqual(await layersIn('network other = inner with tokens = 2 * tokens, heads = 3'), [
      ['a', 3, 128, 64],
      ['b', 1, 2, 2],
    ]);
    assert.deepEqual(await layersIn('network other = inner with half = 5\nnetwork last = other with tokens = 8'), [
      ['a', 4, 8, 5],
      ['b', 1, 2, 2],
    ]);
    assert.deepEqual(
      await layersIn('network large = middle with heads = 7\nnetwork both { large; c : large.first; inner }'),
      [
        ['large.first', 5, 2, 2],
        ['large.inner.a', 14, 64, 32],
        ['large.inner.b', 2, 2, 2],
        ['c', 1, 2, 2],
        ['inner.a', 4, 64, 32],
        ['inner.b', 1, 2, 2],
      ],
    );
  });

  it('has the values of a network for its layers, too', async () => {
    const { mappings } = await lower(`${NETWORKS}
      network other = inner with tokens = 128
      network named { c : other.a }
      mapping m of other.a on Eyeriss {}
      mapping n of named.c on Eyeriss {}
      mapping o of inner.a on Eyeriss {}`);
    assert.deepEqual(
      mappings.map(({ value }) => value!.workload.sizes.M),
      [128, 128, 64],
    );
  });

  it('takes layers written out, by name and through other networks, with repeat counts', async () => {
    const { networks } = await lower(`
      const twelve = 12
      workload w : gemm { M: 1, K: 2, N: 3 }
      network inner { first : gemm { M: 4, K: 5, N: 6 } x 2, w x twelve, Vgg16."L3+" }
      network outer { inner.first, inner.w x 3, inner."L3+", KQV2 : gemm { M: 7, K: 8, N: 9 } }`);
    assert.deepEqual(
      networks.map(({ value }) => value!.layers.map(({ name, repeat, workload }) => [name, repeat, workload.sizes.M])),
      [
        [
          ['first', 2, 4],
          ['w', 12, 1],
          ['L3+', 1, 128],
        ],
        [
          ['first', 1, 4],
          ['w', 3, 1],
          ['L3+', 1, 128],
          ['KQV2', 1, 7],
        ],
      ],
    );
  });

  it('takes mappings, with the same objects as the declarations', async () => {
    const { mappings, workloads, architectures } = await lower(`
      workload w : gemm { M: 8, K: 8, N: 8 }
      architecture A : gemm { memory D { size: 1; energy: 1; bandwidth: 1 } fanout F[4] over M compute C { energy: 1 } }
      mapping m of w on A {
        D: M 2 ** 2, K 1, N 8
        F: M 2
        C:
      }`);
    const mapping = mappings[0].value!;
    assert.equal(mapping.architecture, architectures[0].value);
    assert.equal(mapping.workload, workloads[0].value);
    assert.deepEqual(withoutSources(mapping.mapping), [
      {
        level: 'D',
        loops: [
          { dimension: 'M', iterations: 4 },
          { dimension: 'K', iterations: 1 },
          { dimension: 'N', iterations: 8 },
        ],
      },
      { level: 'F', loops: [{ dimension: 'M', iterations: 2 }] },
      { level: 'C', loops: [] },
    ]);
  });

  it('knows where everything stands', async () => {
    const text = `coupling c { dims M Out[M] += W[M] * In[M] }
architecture A : c { memory D { size: 3 * 4; energy: 1; bandwidth: 2; factors: M = 1, M <= 2 } }
workload w : c { M: 8 }
network n { w x 3 }
mapping m of w on A { D: M 8 }`;
    const { couplings, architectures, workloads, networks, mappings } = await lower(text);
    const at = (
      source: { start: { line: number; character: number }; end: { line: number; character: number } } | undefined,
    ) => {
      assert.ok(source && source.start.line === source.end.line);
      return text.split('\n')[source.start.line].slice(source.start.character, source.end.character);
    };
    const [memory] = architectures[0].value!.levels;
    assert.deepEqual(
      [
        couplings[0].value!.operands.w.source,
        architectures[0].value!.nameSource,
        memory.nameSource,
        memory.propertySources!.size,
        memory.propertySources!.factors,
        memory.factors[1].source,
        workloads[0].value!.nameSource,
        workloads[0].value!.sizeSources!.M,
        networks[0].value!.layers[0].source,
        mappings[0].value!.nameSource,
        mappings[0].value!.mapping[0].source,
        mappings[0].value!.mapping[0].loops[0].source,
      ].map(at),
      ['W[M]', 'A', 'D', 'size: 3 * 4', 'factors: M = 1, M <= 2', 'M <= 2', 'w', 'M: 8', 'w x 3', 'm', 'D: M 8', 'M 8'],
    );
  });
});
