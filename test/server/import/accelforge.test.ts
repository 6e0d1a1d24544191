import assert from 'node:assert/strict';
import { parseBound, parseEinsum } from '../../../server/import/accelforge/einsum.js';
import { numberOf } from '../../../server/import/accelforge/expression.js';
import { tensorsOf } from '../../../server/import/accelforge/sets.js';
import { Fault } from '../../../server/import/fault.js';
import { findingsOf, importSound, importTexts } from './imported.js';

const ARCH = `arch:
  nodes:
  - !Memory
    name: Main
    size: inf
    actions:
    - {name: read, energy: 2e-12, throughput: 8 * 16e9}
    - {name: write, energy: 2e-12, throughput: 8 * 16e9}
    tensors: {keep: ~Intermediates, may_keep: All}
  - !Memory
    name: Buffer
    size: 1024*8
    total_latency: max(a.n_calls / a.throughput for a in actions)
    leak_power: 2e-3
    area: 1e-7
    actions:
    - {name: read, energy: 0.5e-12, throughput: 16e9}
    - {name: write, energy: 1e-12, throughput: 8e9}
    tensors: {keep: ~Main.tensors, may_keep: All}
  - !Compute
    name: Scalar
    enabled: len(All) == 2
    actions: [{name: compute, energy: 0, throughput: 1e9}]
  - !Container
    name: PE
    spatial:
    - {name: rows, fanout: 8, reuse: input}
    - {name: columns, fanout: 4, reuse: output, may_reuse: Nothing}
  - !Memory
    name: Register
    size: weight.bits_per_value if weight else 0
    actions:
    - {name: read, energy: 8e-14, bits_per_action: 16, throughput: inf}
    - {name: write, energy: 8e-14, bits_per_action: 16, throughput: inf}
    tensors: {keep: weight}
  - !Compute
    name: MAC
    enabled: len(All) == 3
    actions: [{name: compute, energy: 0.1e-12, throughput: 1e9}]
`;

const WORKLOAD = `workload:
  rank_sizes: {M: 16, K: 32, N: 8, H: 4}
  bits_per_value: {All: 8}
  einsums:
  - {einsum: "I[m, k] = I_in[m, k]", is_copy_operation: True}
  - "Q[m, n] = I[m, k] * WQ[k, n]"
  - {einsum: "S[h, m, n] = Q[h, m, k] * K[h, M: n, k]", renames: {input: Q}, n_instances: 3}
  - name: Conv
    tensor_accesses:
    - name: X
      projection: {P: 2 * p + r, N: n}
    - {name: F, projection: [r, n, c]}
    - {name: Y, projection: [p, c], output: True}
    iteration_space_shape: [0 <= p < 5, 0 <= r <= 2, 0 <= c < 6]
  - "Z[m, z] = Q[m, n] * WZ[n, z]"
  - "L[m] = A[m] * B[m] * C[m]"
`;

describe('Files of AccelForge', () => {
  it('are levels with what they take per word and cycle', async () => {
    const { text, summary } = await importSound({ 'small.arch.yaml': ARCH }, 'accelforge');
    const lines = text
      .split('\n')
      .map((line) => line.replace(/ \/\/ .*$/, '').trim())
      .filter((line) => line !== '' && line !== '}');
    assert.deepEqual(lines.slice(2), [
      'architecture small : gemm {',
      'clock: 1 GHz',
      'memory Main {',
      'size: unbounded',
      'bits: W 8, In 8, Out 8',
      'energy: 16 pJ',
      'bandwidth: shared 128 b',
      'memory Buffer {',
      'size: 8192 b',
      'bits: W 8, In 8, Out 8',
      'energy: read 4 pJ, write 8 pJ',
      'bandwidth: read 16 b, write 8 b',
      'mayBypass: W, In, Out',
      'leakage: 2 pJ',
      'area: 100000 um2',
      'fanout rows[8] over M',
      'fanout columns[4] over K {',
      'multicast: none',
      'reduction: none',
      'memory Register {',
      'size: 8 b',
      'bits: W 8',
      'wordBits: 16',
      'energy: 0.08 pJ per wordline',
      'bandwidth: unbounded',
      'bypass: In, Out',
      'compute MAC {',
      'energy: 0.1 pJ',
    ]);
    assert.equal(summary, '6 levels exact, 0 approximated, 0 constructs lost');
  });

  /** Nodes of an architecture, a line each. */
  const arch = (...nodes: string[]): string => `arch:\n  nodes:\n${nodes.map((node) => `  - ${node}\n`).join('')}`;
  const MAIN_MEMORY =
    '!Memory {name: Main, size: inf, tensors: {keep: All}, actions: [{name: read, energy: 1e-12, latency: 2e-9}, {name: write, energy: 1e-12, latency: 2e-9}]}';
  const UNIT = '!Compute {name: MAC, actions: [{name: compute, energy: 1e-13, latency: 1e-9}]}';
  const linesOf = (text: string): string[] => text.split('\n').map((line) => line.replace(/ \/\/ .*$/, '').trim());

  it('bound how much of a fanout is used, share some inputs alone, and say latencies for rates', async () => {
    const fanouts = (least: string) =>
      `!Container {name: PE, spatial: [{name: X, fanout: 6, may_reuse: weight | output, min_usage: ${least}}]}`;
    const { text, findings } = await importSound(
      { 'a.yaml': arch(MAIN_MEMORY, fanouts('1 if len(All) == 3 else 0'), UNIT) },
      'accelforge',
    );
    for (const line of ['clock: 1 GHz', 'bandwidth: shared 0.5 b', 'multicast: none for In', 'use >= 1'])
      assert.ok(linesOf(text).includes(line), `${line}\n${text}`);
    assert.deepEqual(findings, []);
    // No factors of 4, 5 and 7 come to six.
    const net =
      'workload:\n  rank_sizes: {M: 4, K: 5, N: 7}\n  bits_per_value: {All: 8}\n  einsums: ["Y[m, n] = A[m, k] * B[k, n]"]\n';
    const uneven = await importSound(
      { 'a.yaml': arch(MAIN_MEMORY, fanouts('1'), UNIT), 'net.yaml': net },
      'accelforge',
    );
    assert.doesNotMatch(uneven.text, /use >=/);
    assert.deepEqual(
      uneven.findings.map((each) => each.split('. ')[0]),
      [
        'a.yaml:4 import-approximated: `min_usage` is approximated: mappings may use less than 1 of `X`, as `Y` cannot use as much of all',
      ],
    );
    const even = await importSound(
      { 'a.yaml': arch(MAIN_MEMORY, fanouts('0.6'), UNIT), 'net.yaml': net },
      'accelforge',
    );
    assert.ok(linesOf(even.text).includes('use >= 0.6'), even.text);
    assert.deepEqual(even.findings, []);
  });

  it('have estimated energies by the classes of their components where that is allowed', async () => {
    const classes = [
      '!Memory {name: Main, component_class: LPDDR4, size: inf, tensors: {keep: All}, actions: [{name: read, throughput: inf}]}',
      '!Memory {name: Buffer, component_class: SmartBufferSRAM, size: 65536 * 8, tensors: {keep: All}, actions: [{name: read, bits_per_action: 128}]}',
      '!Memory {name: Wires, component_class: Dummy, size: inf, tensors: {keep: input}}',
      '!Compute {name: MAC, component_class: IntMAC, total_latency: compute_actions / 2e8, extra_attributes_for_component_model: {multiplier_width: 8, adder_width: 16}}',
    ];
    const file = arch(...classes).replace(
      'arch:\n',
      'arch:\n  extra_attributes_for_all_component_models: {tech_node: 65e-9}\n',
    );
    const { text, findings } = await importSound({ 'a.yaml': file }, 'accelforge', { estimate: true });
    for (const line of [
      'clock: 200 MHz',
      'technology: 65nm',
      'component: dram',
      'component: smartbuffer_sram',
      'wordBits: 128',
      'energy: 0 pJ',
      'component: intmac { width: 8; adderWidth: 16 }',
    ])
      assert.ok(linesOf(text).includes(line), `${line}\n${text}`);
    assert.deepEqual(
      findings.map((each) => each.split('. ')[0]?.replace(/ by the model.*/, '')),
      [
        'a.yaml:4 import-estimated: The energy of `Main` is estimated',
        'a.yaml:5 import-estimated: The energy of `Buffer` is estimated',
        'a.yaml:5 import-approximated: `component_class` is approximated: how long its actions take is left to a model of AccelForge, and they take no time here',
        'a.yaml:7 import-estimated: The energy of `MAC` is estimated',
      ],
    );
    const unknown = await importTexts({ 'a.yaml': file.replace('SmartBufferSRAM', 'Memristor') }, { estimate: true });
    assert.ok(!(unknown instanceof Fault));
    assert.match(
      findingsOf(unknown).join('\n'),
      /a\.yaml:5 import-not-estimated: .* No model covers the class `Memristor`\./,
    );
  });

  it('lose no key and no node silently, wherever these stand', async () => {
    const bounded =
      '!Container {name: PE, spatial: [{name: X, fanout: 4, loop_bounds: [{expression: ~m}], may_reus: All}]}';
    const spread = MAIN_MEMORY.replace('name: Main,', 'name: Main, spatial: [{name: chips, fanout: 2}],');
    const { text, findings } = await importSound(
      {
        'a.yaml': arch(
          '!Fanout {name: board, spatial: [{name: cards, fanout: 3}]}',
          spread,
          bounded,
          UNIT,
          '!Memory {name: Late}',
        ),
      },
      'accelforge',
    );
    assert.deepEqual(
      linesOf(text).filter((line) => /^(memory|fanout|compute)/.test(line)),
      ['memory Main {', 'fanout X[4] over M, K, N', 'compute MAC {'],
    );
    assert.deepEqual(
      findings.map((each) => each.replace(' has no counterpart and is left out', '')),
      [
        'a.yaml:3 import-lost: `cards`: no memory is outside of its 3 instances, from which their words could come.',
        'a.yaml:4 import-lost: `chips`: no memory is outside of its 2 instances, from which their words could come.',
        'a.yaml:5 import-lost: `loop_bounds`: nothing is known of it here.',
        'a.yaml:5 import-lost: `may_reus`: nothing is known of it here, and `may_reuse` is the nearest that is.',
        'a.yaml:7 import-lost: `Late`: it stands inside of `MAC`, which computes, and no word comes there.',
      ],
    );
  });

  it('take bits of values from where tensors are named, and say what is assumed of them', async () => {
    const net = (bits: string) =>
      `workload:\n  rank_sizes: {M: 4, K: 4, N: 4}\n  einsums:\n  - name: Y\n    tensor_accesses:\n    - {name: A, projection: [m, k], bits_per_value: 4}\n    - {name: B, projection: [k, n]${bits}}\n    - {name: Y, projection: [m, n], output: True, bits_per_value: 16}\n`;
    const file = arch(MAIN_MEMORY, UNIT);
    const all = await importSound({ 'a.yaml': file, 'net.yaml': net(', bits_per_value: 6') }, 'accelforge');
    assert.ok(linesOf(all.text).includes('bits: W 6, In 4, Out 16'), all.text);
    assert.doesNotMatch(all.text, /Assumed/);
    const some = await importSound({ 'a.yaml': file, 'net.yaml': net('') }, 'accelforge');
    assert.ok(some.text.includes('// Assumed: Values of B have 8 bits: no `bits_per_value` says it.'), some.text);
  });

  it('may say numbers by names', async () => {
    const file = `variables: {KiB: 1024 * 8, banks: 4}\n${arch(MAIN_MEMORY.replace('size: inf', 'size: banks * KiB'), UNIT)}`;
    assert.ok(linesOf((await importSound({ 'a.yaml': file }, 'accelforge')).text).includes('size: 32768 b'));
  });

  it('are layers of einsums, whose sizes come from ranks and bounds', async () => {
    const { text, findings } = await importSound({ 'net.yaml': WORKLOAD }, 'accelforge');
    for (const line of [
      '//   einsum of one tensor × 1: 7.92 % of all words, 0.472 % of all operations',
      '  Q : gemm { M: 8, K: 32, N: 16 } // net.yaml:6',
      '  S : batchedGemm { B: 4, M: 8, K: 32, N: 16 } x 3 // net.yaml:7',
      '  Conv : stridedConv { M: 6, P: 5, Q: 1, C: 8, R: 3, S: 1, Pstride: 2 } // net.yaml:8',
    ])
      assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
    assert.deepEqual(findings, [
      'net.yaml:15 import-lost: `Z` has no counterpart and is left out: no rank or bound says how many values `z` has.',
      'net.yaml:16 import-lost: `L` has no counterpart and is left out: it has 3 inputs, and couplings have two.',
    ]);
  });

  it('make an architecture for each kernel of the einsums', async () => {
    const { text } = await importSound({ 'small.yaml': ARCH, 'net.yaml': WORKLOAD }, 'accelforge');
    assert.deepEqual(
      [...text.matchAll(/^architecture .*?\{/gm)].map(([line]) => line),
      [
        'architecture small : gemm {',
        'architecture small_batchedGemm : batchedGemm {',
        'architecture small_stridedConv : stridedConv {',
      ],
    );
  });

  it('of files from before the first release are as today', async () => {
    const today = `arch:
  extra_attributes_for_all_component_models: {tech_node: 65e-9}
  nodes:
  - !Memory
    name: Main
    size: inf
    total_latency: (read_actions + write_actions) / 8e9
    leak_power: 1e-3
    actions: [{name: read, energy: 2e-12}, {name: write, energy: 1e-12, bits_per_action: 2}]
    tensors: {keep: All}
  - !Memory {name: Table, component_class: SmartBufferSRAM, size: 64 * 128, extra_attributes_for_component_model: {n_banks: 1}, tensors: {keep: input}}
  - !Container
    name: PE
    spatial: [{name: rows, fanout: 8, reuse: input, min_usage: 1}]
  - !Compute {name: MAC, total_latency: compute_actions / 200e6, actions: [{name: compute, energy: 1e-13}]}
`;
    const before = `arch:
  nodes:
  - !Memory
    name: Main
    attributes: {_size: inf, _latency: (read_actions + write_actions) / 8e9, _leak_power: 1e-3, _datawidth: 8}
    actions: [{name: read, arguments: {energy: 2e-12}}, {name: write, arguments: {energy: 1e-12, _bits_per_action: 2}}]
    tensors: {keep: All}
  - !Memory {name: Table, component_class: SmartBufferSRAM, attributes: {_size: width * depth, width: 64, depth: 128, n_banks: 1, tech_node: 65e-9}, tensors: {keep: input}}
  - !Fanout
    name: PE
    spatial: [{name: rows, fanout: 8, must_reuse: input, min_utilization: 1}]
  - !Compute {name: MAC, attributes: {_latency: compute_actions / 200e6, _energy: 1e-13}}
`;
    const shape =
      'workload:\n  shape: {m: 0 <= m < 16, n: 0 <= n < 8, k: 0 <= k < 4}\n  einsums: ["Q[m, n] = I[m, k] * W[k, n]"]\n';
    const net = shape.replace(' shape', ' iteration_space_shape');
    const plain = (text: string) => text.replace(/ \/\/.*/g, '');
    const options = { estimate: true };
    const now = await importSound({ 'a.yaml': today, 'net.yaml': net }, 'accelforge', options);
    const then = await importSound({ 'a.yaml': before, 'net.yaml': shape }, 'accelforge', options);
    assert.equal(plain(then.text), plain(now.text));
    assert.equal(then.summary, now.summary);
    assert.ok(now.text.includes('use >= 1'), now.text);
  });

  it('may have had several widths in one memory, which are lost', async () => {
    const text = ARCH.replace('    name: Main\n', '    name: Main\n    attributes: {_datawidth: {All: 8}}\n');
    const { findings } = await importSound({ 'a.yaml': text }, 'accelforge');
    assert.deepEqual(findings, [
      'a.yaml:5 import-lost: `_datawidth` has no counterpart and is left out: it is not one number for all tensors of `Main`.',
    ]);
  });

  it('read and write at once with ports of their own', async () => {
    const text = ARCH.replace(
      'total_latency: max(a.n_calls / a.throughput for a in actions)',
      'separate_read_write_ports: True',
    );
    const { text: made, findings } = await importSound({ 'a.yaml': text }, 'accelforge');
    assert.match(made, /bandwidth: read 16 b, write 8 b/);
    assert.deepEqual(findings, []);
  });

  it('say energies, and what is out of scope', async () => {
    for (const [text, finding] of [
      [ARCH.replace('energy: 0.1e-12, ', ''), 'a.yaml:37 import-no-energy'],
      [ARCH.replace('energy: 2e-12, throughput: 8 * 16e9}', 'throughput: 1}'), 'a.yaml:4 import-no-energy'],
      [ARCH.replace('fanout: 8', 'fanout: many'), 'a.yaml:27 import-value'],
      [ARCH.replaceAll('!Memory', '!Toll'), 'a.yaml:2 import-incomplete'],
    ] as const) {
      const imported = await importTexts({ 'a.yaml': text });
      assert.ok(!(imported instanceof Fault), text);
      assert.equal(imported.text, null);
      assert.ok(
        findingsOf(imported).some((each) => each.startsWith(finding)),
        findingsOf(imported).join('\n'),
      );
    }
    const { findings } = await importSound({ 'a.yaml': ARCH.replace('!Container', '!Toll') }, 'accelforge');
    assert.deepEqual(
      findings.map((each) => each.split(' has ')[0]),
      ['a.yaml:25 import-lost: `!Toll PE`'],
    );
  });

  const PRODUCT = `workload:
  rank_sizes: {M: 16, K: 32, N: 8, Z: 8}
  bits_per_value: {All: 8}
  einsums:
  - "Q[m, n] = I[m, k] * WQ[k, n]"
  - "Y[m, z] = Q[m, n] * WY[n, z]"
`;

  /** The nodes of a mapping of `Q`, a line each. */
  const nest = (...nodes: string[]): string => `mapping:\n  nodes:\n${nodes.map((node) => `  - ${node}\n`).join('')}`;
  const MAIN = '!Storage {tensors: [I, WQ, Q], component: Main}';
  const WEIGHTS = [
    '!Spatial {rank_variable: n, tile_shape: 1, name: rows, component: PE}',
    '!Spatial {rank_variable: k, tile_shape: 1, name: columns, component: PE}',
    '!Storage {tensors: [WQ], component: Register}',
    '!Temporal {rank_variable: m, tile_shape: 1}',
    '!Compute {einsum: Q, component: MAC}',
  ];
  const BUFFER = ['!Storage {tensors: [I, Q], component: Buffer}', '!Temporal {rank_variable: k, tile_shape: 4}'];
  const imported = (mapping: string) =>
    importSound({ 'small.arch.yaml': ARCH, 'net.yaml': PRODUCT, 'own.yaml': mapping }, 'accelforge');

  it('are mappings, loops by their tiles between the memories that store tensors', async () => {
    const { text, summary } = await imported(
      nest(MAIN, '!Temporal {rank_variable: m, tile_shape: 4}', ...BUFFER, ...WEIGHTS),
    );
    assert.equal(
      text.slice(text.indexOf('mapping ')).replace(/ \/\/ .*$/gm, ''),
      'mapping own of net.Q on small {\n  Main:            N 4\n  Buffer bypass W: K 8\n  rows:            M 8\n  columns:         K 4\n  Register:        N 4\n}\n',
    );
    assert.equal(summary, '6 levels, 2 layers and 1 mapping exact, 0 approximated, 0 constructs lost');
  });

  it('may store what a loop does not index outside of it', async () => {
    const { text } = await imported(
      nest(
        MAIN,
        '!Temporal {rank_variable: k, tile_shape: 4}',
        '!Storage {tensors: [Q], component: Buffer}',
        '!Temporal {rank_variable: k, tile_shape: 4}',
        '!Storage {tensors: [I], component: Buffer}',
        '!Temporal {rank_variable: m, tile_shape: 4}',
        ...WEIGHTS,
      ),
    );
    assert.match(text, /Main: {12}K 8 .*\n {2}Buffer bypass W: N 4 /);
  });

  it('are mappings of each einsum where these follow each other', async () => {
    const { text } = await imported(
      nest(
        '!Storage {tensors: [I, WQ, Q, WY, Y], component: Main}',
        `!Sequential {nodes: [${[
          ['Q', 'WQ', 'n', 'k'],
          ['Y', 'WY', 'z', 'n'],
        ]
          .map(
            ([einsum, weights, features, summed]) =>
              `!Nested {nodes: [!Temporal {rank_variable: m, tile_shape: 1}, !Temporal {rank_variable: ${summed}, tile_shape: 1}, !Temporal {rank_variable: ${features}, tile_shape: 1}, !Storage {tensors: [${weights}], component: Register}, !Compute {einsum: ${einsum}}]}`,
          )
          .join(', ')}]}`,
      ),
    );
    assert.match(text, /mapping own_Q of net\.Q on small \{.*\n {2}Main: +N 16, K 32, M 8 /);
    assert.match(text, /mapping own_Y of net\.Y on small \{.*\n {2}Main: +N 16, K 8, M 8 /);
  });

  it('lose mappings that no levels say, with the reason', async () => {
    const loop = '!Temporal {rank_variable: m, tile_shape: 4}';
    for (const [mapping, reason] of [
      [
        nest(MAIN, loop, '!Sequential {nodes: [!Nested {nodes: [!Compute {einsum: Q}]}]}'),
        'its einsums are fused in a loop, and layers are mapped one by one',
      ],
      [nest(MAIN, loop.replace('4', '3'), ...BUFFER, ...WEIGHTS), 'tiles of 3 do not divide the 16 of `m`'],
      [nest(MAIN, ...BUFFER, ...WEIGHTS.slice(1)), 'it ends with tiles of 8 of `n`'],
      [
        nest(MAIN, BUFFER[0], loop, '!Storage {tensors: [WQ], component: Buffer}', BUFFER[1], ...WEIGHTS),
        '`Buffer` stores tensors inside of its loop over `N`, and others outside of it',
      ],
      [
        nest(MAIN, loop, ...BUFFER, WEIGHTS[0].replace('rank_variable: n', 'rank_variable: m'), ...WEIGHTS),
        '`rows` cannot unroll `m`, as it reuses what that moves',
      ],
      [
        nest(
          MAIN,
          loop,
          '!Storage {tensors: [I, Q, WQ], component: Register}',
          BUFFER[1],
          ...WEIGHTS.filter((_, i) => i !== 2),
        ),
        '`Register` does not keep',
      ],
      [nest(MAIN, loop, ...BUFFER, ...WEIGHTS).replace('einsum: Q', 'einsum: V'), 'no einsum `V` of two tensors'],
      [nest(MAIN, loop, '!Toll {component: Main}', ...WEIGHTS), '`!Toll` has no counterpart'],
      [nest(MAIN, loop), 'it ends without `!Compute`'],
    ]) {
      const { text, findings } = await imported(mapping);
      assert.doesNotMatch(text, /^mapping/m, reason);
      assert.ok(
        findings.some((each) => each.startsWith('own.yaml') && each.includes(reason)),
        `${reason}\n${findings.join('\n')}`,
      );
    }
  });
});

describe('Expressions of AccelForge', () => {
  it('are numbers', () => {
    const values = new Map([['weight', 1]]);
    for (const [text, value] of [
      ['1024*1024*8', 2 ** 23],
      ['8 * 614e9', 4.912e12],
      ['-2**2 + (3 - 1) % 2', -4],
      ['inf', Number.POSITIVE_INFINITY],
      ['4 if weight else 0', 4],
      ['max(1, 6 / 4)', 1.5],
      ['a + 1', undefined],
      ['1 +', undefined],
      ['import(os)', undefined],
      ['('.repeat(1000), undefined],
    ] as const)
      assert.equal(numberOf(text, values), value, text);
  });

  it('are sets of tensors', () => {
    const sets = new Map([
      ['All', new Set(['A', 'B', 'C'])],
      ['input', new Set(['A'])],
      ['output', new Set(['C'])],
    ]);
    for (const [text, tensors] of [
      ['~(input | output)', ['B']],
      ['All - input', ['B', 'C']],
      ['input & output', []],
      ['input if len(All) == 3 else output', ['A']],
      ['input if len(All) < 3 else output', ['C']],
      ['input |', undefined],
      ['unknown', undefined],
      ['~'.repeat(1000), undefined],
    ] as const) {
      const found = tensorsOf(text, sets);
      assert.deepEqual(found && [...found], tensors, text);
    }
  });

  it('are einsums and bounds', () => {
    assert.deepEqual(parseEinsum('A[m, P: 2 * p + r] = B[m]')?.output.ranks[1], {
      rank: 'P',
      index: [
        { dimension: 'p', coefficient: 2 },
        { dimension: 'r', coefficient: 1 },
      ],
    });
    for (const text of ['A = B', 'A[m] = B[m', 'A[m-1] = B[m]', 'A[m] = B[m] = C[m]'])
      assert.equal(parseEinsum(text), undefined);
    assert.deepEqual(parseBound('1 <= r < 3'), ['r', 2]);
    assert.deepEqual(parseBound('0 <= r <= 3'), ['r', 4]);
    assert.equal(parseBound('r < 3'), undefined);
  });
});
