import assert from 'node:assert/strict';
import { Fault } from '../../../server/import/fault.js';
import { findingsOf, importSound, importTexts } from './imported.js';

const port = (type: string, width: number) =>
  `      - {name: p, type: ${type}, bandwidth_min: 8, bandwidth_max: ${width}, allocation: []}\n`;

const memory = (name: string, operands: string, served: string, ports: string, more = '') =>
  `  ${name}:\n    size: 1024\n    r_cost: 2\n    w_cost: 3\n    operands: [${operands}]\n    ports:\n${ports}    served_dimensions: [${served}]\n${more}`;

const READ_WRITE = port('read', 16) + port('write', 16);

const hardware = (memories: string) =>
  `name: small\nmemories:\n${memories}operational_array:\n  unit_energy: 0.04\n  dimensions: [D1, D2]\n  sizes: [4, 8]\n`;

const CORE = hardware(
  memory('rf', 'I2', '', READ_WRITE) +
    memory('acc', 'O', 'D2', READ_WRITE) +
    memory('dram', 'I1, I2, O', 'D1, D2', port('read_write', 64), '    force_double_buffering: True\n'),
);

/** The same with room for whole layers. */
const ROOMY = CORE.replace(/(dram:\n {4}size: )1024/, '$11000000');

const MAPPING = `- name: default
  spatial_mapping:
    D1: [ 'K, 4' ]
    D2:
      - C, 4
      - FX, 2
  temporal_ordering:
    - [OX, "*"] # innermost
    - [K, "*"]
  memory_operand_links: {O: O, W: I2, I: I1}
`;

const LAYERS = `- id: 0
  name: first
  operator_type: Conv
  equation: O[b][k][oy][ox]+=W[k][c][fy][fx]*I[b][c][iy][ix]
  dimension_relations: [ix=2*ox+1*fx, iy=2*oy+1*fy]
  loop_dims: [B, K, C, OY, OX, FY, FX]
  loop_sizes: [1, 8, 4, 6, 6, 3, 3]
  operand_precision: {W: 4, I: 8, O: 24, O_final: 8}
- id: 1
  operator_type: Pooling
  equation: O[b][g][oy][ox]+=W[fx][fy]*I[b][g][iy][ix]
  dimension_relations: [ix=2*ox+1*fx, iy=2*oy+1*fy]
  loop_dims: [B, G, OY, OX, FX, FY]
  loop_sizes: [1, 8, 3, 3, 2, 2]
  operand_precision: {I: 8, W: 0, O: 16}
- id: 2
  operator_type: Add
  equation: O[b][g]=W[b][g]+I[b][g]
  loop_dims: [B, G]
  loop_sizes: [1, 8]
- id: 3
  operator_type: Odd
  equation: O[b]+=W[b][z]*I[z]
  loop_dims: [B]
  loop_sizes: [1]
`;

describe('Files of ZigZag', () => {
  it('are levels from the outermost in, with bits, ports and unrolled loops', async () => {
    const { text, findings, summary } = await importSound(
      { 'core.yaml': CORE, 'mapping.yaml': MAPPING, 'net.yaml': LAYERS },
      'zigzag',
    );
    assert.ok(text.includes('architecture small : stridedConv {'), text);
    const levels = text.split('\n').filter((line) => /^ {2}(memory|fanout|compute)/.test(line));
    assert.deepEqual(levels, [
      '  memory dram { // core.yaml:21',
      '  fanout D1[4] over M { // core.yaml:30',
      '  memory acc { // core.yaml:12',
      '  fanout D2[8] over C, S { // core.yaml:30',
      '  memory rf { // core.yaml:3',
      '  compute MAC { // core.yaml:30',
    ]);
    for (const line of [
      '    bits: W 4, In 8, Out 24',
      '    energy: read 0.03125 pJ, write 0.046875 pJ per wordline',
      '    energy: read 3 pJ, write 4.5 pJ',
      '    wordBits: 16',
      '    energy: read 2 pJ, write 3 pJ per wordline',
      '    bandwidth: shared 64 b',
      '    buffering: 2',
      '    bandwidth: read 16 b, write 16 b',
      '    bypass: W, In',
      '    factors: C = 4, S <= 2 // mapping.yaml:5',
      '    order: M, Q // mapping.yaml:8',
      '  first : stridedConv { M: 8, P: 6, Q: 6, C: 4, R: 3, S: 3, Pstride: 2, Qstride: 2 } // net.yaml:1',
      '//   Pooling × 1: 22.2 % of all words, 1.37 % of all operations',
      '//   Add × 1: 1.46 % of all words, 0.038 % of all operations',
    ])
      assert.ok(
        text.split('\n').some((each) => each === line),
        `${line}\n${text}`,
      );
    assert.deepEqual(
      findings.map((finding) => finding.split(' is approximated')[0]),
      [
        'net.yaml:8 import-approximated: `O_final`',
        'net.yaml:23 import-lost: `L3` has no counterpart and is left out: `z` has no size in its `loop_dims`.',
        'mapping.yaml:6 import-approximated: `spatial_mapping`',
        'mapping.yaml:8 import-approximated: `temporal_ordering of default`',
      ],
    );
    assert.equal(summary, '5 levels and 1 layer exact, 3 approximated, 1 construct lost');
  });

  it('may have memories whose instances do not nest, of which there are more then', async () => {
    const odd = hardware(
      memory('rf', 'I2', 'D1', READ_WRITE) +
        memory('acc', 'O', 'D2', READ_WRITE) +
        memory('dram', 'I1, I2, O', 'D1', port('read_write', 64)),
    );
    const { findings, text } = await importSound({ 'core.yaml': odd }, 'zigzag');
    assert.deepEqual(
      findings.map((finding) => finding.split(' is approximated: ')[1]),
      [
        'the instances of `rf` serve D1, along which memories outside it have instances of their own, so there are 4 here for each one. What it holds counts 4 times, and its fills cost up to 4 times as much.',
        '`dram` has instances along D2, and is one here with the size and bandwidth of one. Cycles may come out too high.',
      ],
    );
    assert.ok(text.includes('// Assumed: `small` is for convolutions of 8 bits in W, 8 in In and 16 in Out'), text);
  });

  it('may have a memory off the chip for each operand, and one for all of them', async () => {
    const split = (operands: string) =>
      hardware(memory('weights', 'I2', 'D1, D2', READ_WRITE) + memory('dram', operands, 'D1, D2', READ_WRITE));
    const { text } = await importSound({ 'core.yaml': split('I1, O') }, 'zigzag');
    assert.deepEqual(
      text.split('\n').filter((line) => /memory|bypass/.test(line)),
      ['  memory dram { // core.yaml:12', '    bypass: W', '  memory weights { // core.yaml:3', '    bypass: In, Out'],
    );
    const imported = await importTexts({ 'core.yaml': split('O') });
    assert.ok(!(imported instanceof Fault));
    assert.deepEqual(findingsOf(imported), [
      'core.yaml:1 import-incomplete: Missing: memory that keeps I1, which is In here. Name I1 in the `operands` of one.',
    ]);
  });

  it('may unroll a dimension twice along one of the array', async () => {
    const twice = MAPPING.replace('- FX, 2', '- C, 2');
    const { text } = await importSound({ 'core.yaml': CORE, 'mapping.yaml': twice, 'net.yaml': LAYERS }, 'zigzag');
    assert.ok(text.includes('    factors: C = 8 // mapping.yaml:5'), text);
    assert.ok(text.includes('  fanout D2[8] over C { // core.yaml:30'), text);
  });

  /** What is said of these files, without the beginning of what all of it says. */
  const saidOf = async (texts: Readonly<Record<string, string>>, estimate = false) => {
    const imported = await importTexts(texts, { estimate });
    assert.ok(!(imported instanceof Fault));
    return findingsOf(imported).map((finding) => finding.replace(' has no counterpart and is left out', ''));
  };

  it('lose no name silently that nothing else has', async () => {
    const lost = async (texts: Readonly<Record<string, string>>) =>
      (await saidOf({ 'core.yaml': CORE, 'net.yaml': LAYERS.slice(0, LAYERS.indexOf('- id: 1')), ...texts }))
        .filter((finding) => finding.includes('import-lost'))
        .map((finding) => finding.replace(' import-lost', ''));
    for (const [texts, ...said] of [
      [
        { 'mapping.yaml': MAPPING.replace('D1:', 'D9:') },
        'mapping.yaml:3: `D9 in the spatial mapping of default`: the array of `small` has the dimensions `D1`, `D2`.',
      ],
      [
        { 'mapping.yaml': MAPPING.replace('K, 4', 'KK, 4') },
        'mapping.yaml:3: `KK in the spatial mapping of default`: no layer that it is for has this dimension, only `B`, `K`, `C`, `OY`, `OX`, `FY`, `FX`.',
      ],
      [
        { 'mapping.yaml': MAPPING.replace('K, 4', 'K, four') },
        'mapping.yaml:3: `spatial_mapping`: `K` is to be unrolled four, which is not a positive whole number.',
      ],
      [
        { 'mapping.yaml': MAPPING.replace('[K, "*"]', '[Q, "*"]') },
        'mapping.yaml:9: `Q in temporal_ordering of default`: no layer that it is for has this dimension, only `B`, `K`, `C`, `OY`, `OX`, `FY`, `FX`.',
      ],
      [
        { 'mapping.yaml': MAPPING.replace('W: I2', 'V: I2') },
        'mapping.yaml:1: `V in memory_operand_links of default`: the layers have the operands `W`, `I`, `O`.',
      ],
      [
        { 'mapping.yaml': `${MAPPING}${MAPPING.replace('default', 'Cov')}` },
        'mapping.yaml:11: `mapping of Cov`: no layer has this name or operator; `Conv` is the nearest.',
      ],
      [
        { 'mapping.yaml': MAPPING.replace('  spatial', '  core_allocation: [0, 1]\n  spatial') },
        'mapping.yaml:2: `core_allocation`: layers run on one core here, and there on 2.',
      ],
      [
        { 'core.yaml': CORE.replace('[I1, I2, O]', '[I1, I2, O, X]') },
        'core.yaml:25: `X in operands of dram`: no operand of these layers is called so in memories, which call them `I2`, `I1`, `O`.',
      ],
      [
        { 'core.yaml': CORE.replace('[D1, D2]\n    force', '[D1, D2, D3]\n    force') },
        'core.yaml:28: `D3 in served_dimensions of dram`: the array has the dimensions `D1`, `D2`.',
      ],
      [
        { 'net.yaml': LAYERS.slice(0, LAYERS.indexOf('- id: 1')).replace('ix=2*ox+1*fx', 'ix=2*ox+1*fx, iz=2*oz') },
        'net.yaml:5: `iz=2*oz`: no operand of `first` has such an index.',
      ],
      [
        { 'core.yaml': CORE.replace('force_double_buffering', 'force_double_bufering') },
        'core.yaml:29: `force_double_bufering`: nothing is known of it here, and `force_double_buffering` is the nearest that is.',
      ],
      [
        { 'core.yaml': CORE.replace('size: 1024', 'size: 512\n    size: 1024') },
        'core.yaml:4: `size`: the same key follows, and the last one counts.',
      ],
      [
        { 'mapping.yaml': MAPPING, 'other.yaml': MAPPING.replaceAll(/^ .*\n/gm, '  intra_core_tiling: []\n') },
        'other.yaml:1: `other.yaml`: it is not a file of ZigZag, as the others are.',
      ],
      [
        { 'mapping.yaml': `${MAPPING}  intra_core_tiling: []\n  fused: 1\n` },
        'mapping.yaml:11: `intra_core_tiling`: nothing is known of it here.',
        'mapping.yaml:12: `fused`: nothing is known of it here.',
      ],
    ] as const)
      assert.deepEqual(await lost(texts), said);
  });

  it('say once what is unknown in many places', async () => {
    const many = ['a', 'b', 'c', 'd']
      .map((name) => `${MAPPING.replace('default', 'Conv')}  tiling: ${name}\n`)
      .join('');
    const findings = await saidOf({ 'core.yaml': CORE, 'mapping.yaml': many });
    assert.deepEqual(
      findings.filter((finding) => finding.includes('tiling')),
      ['mapping.yaml:11 import-lost: `tiling`: nothing is known of it here, 4 times.'],
    );
  });

  it('have as many sizes as dimensions, and numbers where numbers belong', async () => {
    for (const [texts, said] of [
      [
        { 'core.yaml': CORE.replace('[4, 8]', '[4]') },
        'core.yaml:33 import-value: `sizes` is a list of 1 number, but one for each of the 2 dimensions is needed.',
      ],
      [
        { 'core.yaml': CORE.replace('[4, 8]', '[4, wide]') },
        'core.yaml:33 import-value: `sizes of D2` is wide, but a positive whole number is needed.',
      ],
      [
        { 'core.yaml': CORE.replace('size: 1024', 'size: big') },
        'core.yaml:4 import-value: `size of rf` is big, but a number of bits is needed.',
      ],
      [
        { 'core.yaml': CORE.replace('r_cost: 2', 'r_cost: cheap') },
        'core.yaml:5 import-value: `r_cost` is cheap, but a number of pJ is needed.',
      ],
      [
        { 'core.yaml': CORE.replace('type: read,', 'type: reed,') },
        'core.yaml:9 import-value: `type of a port` is reed, but `read`, `write` or `read_write` is needed.',
      ],
      [
        { 'net.yaml': LAYERS.replace('[1, 8, 4, 6, 6, 3, 3]', '[1, 8, 4, 6, 6, 3]') },
        'net.yaml:7 import-lost: `first`: it has 6 sizes in `loop_sizes` for 7 dimensions in `loop_dims`.',
      ],
      [
        { 'net.yaml': LAYERS.replace('FX]', 'FX, Z]').replace('3, 3]', '3, 3, 5]') },
        'net.yaml:4 import-lost: `first`: `z` of its `loop_dims` indexes no operand.',
      ],
    ] as const) {
      const findings = await saidOf(texts);
      assert.ok(
        findings.some((finding) => finding.startsWith(said)),
        findings.join('\n'),
      );
    }
  });

  it('unroll as the core says where no mapping does, and over the dimensions of hints', async () => {
    const core = `${CORE}dataflows:\n  D1: [K, 2]\n  D2: [OX, 1]\n`;
    const { text } = await importSound({ 'core.yaml': core }, 'zigzag');
    const fanouts = (from: string) => from.match(/^ {2}fanout .*\n( {4}.*\n)?/gm);
    assert.deepEqual(fanouts(text), [
      '  fanout D1[4] over M { // core.yaml:30\n    factors: M = 2 // core.yaml:35\n',
      '  fanout D2[8] over Q { // core.yaml:30\n    factors: Q = 1 // core.yaml:36\n',
    ]);
    const hints = '- name: default\n  spatial_mapping_hint: {D1: [K, OX, G], D2: [C]}\n';
    const hinted = await importSound({ 'core.yaml': core, 'mapping.yaml': hints }, 'zigzag');
    assert.deepEqual(fanouts(hinted.text), [
      '  fanout D1[4] over M, Q // core.yaml:30\n',
      '  fanout D2[8] over C // core.yaml:30\n',
    ]);
    assert.deepEqual(hinted.findings, []);
  });

  it('have estimated energies where that is allowed and no file says any', async () => {
    const core = CORE.replace('    r_cost: 2\n', '    auto_cost_extraction: True\n').replace(
      'unit_energy: 0.04',
      'unit_area: 1',
    );
    const off = core.replace('dram:\n    size: 1024\n    r_cost: 2\n', 'dram:\n    size: 1024\n');
    const { text, findings, summary } = await importSound({ 'core.yaml': off }, 'zigzag', { estimate: true });
    for (const line of [
      '  technology: 45nm // assumed',
      '    component: dram // estimated',
      '    component: regfile // estimated',
      '    component: intmac { width: 8; adderWidth: 16 } // estimated',
    ])
      assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
    assert.equal(findings.filter((finding) => finding.includes('import-estimated')).length, 3);
    assert.equal(summary, '6 levels exact, 0 approximated, 0 constructs lost');
    const wide = core.replace('size: 1024', 'size: 99999999999999');
    assert.match(
      (await saidOf({ 'core.yaml': wide }, true)).join('\n'),
      /core\.yaml:3 import-not-estimated: The energy of `rf`/,
    );
  });

  it('may call the operands of layers as they like, and have more bits than others', async () => {
    const layer = (id: number, bits: number) =>
      `- id: ${id}\n  operator_type: MatMul\n  equation: Y[m][n]+=I[m][k]*B[k][n]\n  loop_dims: [M, K, N]\n  loop_sizes: [4, 8, 4]\n  operand_precision: {I: 8, B: ${bits}, Y: 16}\n`;
    const mapping = '- name: default\n  memory_operand_links: {Y: O, I: I1, B: I2}\n';
    const { text, findings } = await importSound(
      { 'core.yaml': CORE, 'mapping.yaml': mapping, 'net.yaml': layer(0, 4) + layer(1, 6) },
      'zigzag',
    );
    assert.ok(text.includes('bits: W 4, In 8, Out 16'), text);
    assert.match(findings.join('\n'), /^net\.yaml:12 import-approximated: .*the bits of `L1` are W 6, In 8, Out 16/);
  });

  it('have `_` in numbers, and are no programs', async () => {
    const { text } = await importSound({ 'core.yaml': CORE.replaceAll('1024', '1_024') }, 'zigzag');
    assert.ok(text.includes('    size: 1024 b'), text);
    const before = {
      'core.py': 'from zigzag.classes.hardware import core\n',
      'net.py': "workload = {0: {'equation': 'O[b]'}}\n",
    };
    const refused = await importTexts(before);
    assert.ok(refused instanceof Fault);
    assert.equal(
      refused.line,
      'These 2 files are programs in Python, such as ZigZag had for inputs before version 3, and no program is run. Import the YAML of a later version, or the ONNX model.',
    );
  });

  it('say energies, or are refused', async () => {
    for (const [text, code] of [
      [CORE.replace('    r_cost: 2\n', ''), 'core.yaml:3 import-no-energy'],
      [
        CORE.replace('    r_cost: 2\n', '    r_cost: 2\n    auto_cost_extraction: True\n'),
        'core.yaml:3 import-no-energy',
      ],
      [CORE.replace('unit_energy: 0.04', 'unit_area: 1'), 'core.yaml:30 import-no-energy'],
      [CORE.replace('unit_energy: 0.04', 'unit_energy: 1\n  is_imc: True'), 'core.yaml:32 import-unknown-format'],
      ['name: soc\ncores:\n  0: ./a.yaml\n  1: ./b.yaml\n', 'core.yaml:2 import-unknown-format'],
      ['memories: {a: [}\noperational_array: 1', 'core.yaml:1 import-malformed'],
    ] as const) {
      const imported = await importTexts({ 'core.yaml': text });
      assert.ok(!(imported instanceof Fault), text);
      assert.equal(imported.text, null);
      assert.deepEqual(
        findingsOf(imported)
          .map((finding) => finding.split(': ')[0])
          .filter((line) => !line?.includes('approximated')),
        [code],
      );
    }
  });

  it('may have hardware beside that there is not here, which is lost', async () => {
    const cores = 'name: soc\ncores:\n  0: ./core.yaml\n';
    const inMemory = CORE.replace('unit_energy: 0.04', 'is_imc: True');
    const { findings } = await importSound({ 'core.yaml': CORE, 'soc.yaml': cores, 'imc.yaml': inMemory }, 'zigzag');
    assert.deepEqual(findings, [
      'soc.yaml:2 import-lost: `hardware` has no counterpart and is left out: it is a system of several cores.',
      'imc.yaml:31 import-lost: `hardware` has no counterpart and is left out: it computes in its memory, whose costs ZigZag takes from a model of its own.',
    ]);
  });

  it('may have the ports of older files, as numbers', async () => {
    const old = `name: old
memories:
  dram:
    size: 4096
    r_bw: 64
    w_bw: 32
    r_cost: 5
    w_cost: 5
    r_port: 1
    w_port: 1
    rw_port: 0
    operands: [I1, I2, O]
    ports:
      - {fh: w_port_1, tl: r_port_1}
    served_dimensions: [D1]
multipliers: {multiplier_energy: 0.5, dimensions: [D1], sizes: [4]}
`;
    const { text } = await importSound({ 'old.yaml': old }, 'zigzag');
    assert.ok(text.includes('bandwidth: read 64 b, write 32 b'), text);
    assert.ok(text.includes('energy: 0.5 pJ'), text);
  });

  /** What ZigZag writes of a layer: loops by operand and memory, both innermost first. */
  const result = (temporal: Record<'O' | 'I' | 'W', [string, number][][]>): string =>
    JSON.stringify({
      outputs: { energy: { energy_total: 1 } },
      inputs: {
        accelerator: { name: 'small' },
        layer: {
          equation: 'O[b][k][oy][ox]+=W[k][c][fy][fx]*I[b][c][iy][ix]',
          equation_relations: ['ix=2*ox+1*fx', 'iy=2*oy+1*fy'],
          loop_dimensions: { B: 1, K: 8, C: 4, OY: 6, OX: 6, FY: 3, FX: 3 },
          operand_precision: { W: 4, I: 8, O: 24, O_final: 8 },
          user_spatial_mapping: { D1: ['K', 4], D2: ['C', 4] },
          memory_operand_links: { O: 'O', W: 'I2', I: 'I1' },
        },
        spatial_mapping: {
          spatial_mapping: {
            O: [[['C', 4]], [['K', 4]], []],
            W: [
              [
                ['C', 4],
                ['K', 4],
              ],
              [],
              [],
            ],
          },
        },
        temporal_mapping: { temporal_mapping: temporal },
      },
    });
  const PIXELS: [string, number][] = [
    ['OX', 6],
    ['OY', 2],
    ['OY', 3],
  ];
  const FILTER: [string, number][] = [
    ['FX', 3],
    ['FY', 3],
  ];
  const K: [string, number][] = [['K', 2]];
  const STATIONARY = result({
    W: [PIXELS, [...FILTER, ...K]],
    O: [[...PIXELS, ...FILTER], K],
    I: [[...PIXELS, ...FILTER, ...K]],
  });

  it('are mappings where the operands divide the loops alike, whose loops that an operand does not need may stand outside', async () => {
    const { text, findings, summary } = await importSound(
      {
        'core.yaml': ROOMY,
        'net.yaml': LAYERS,
        'first_complete.json': STATIONARY,
        'package.json': '{"name": "other"}',
      },
      'zigzag',
    );
    const mapping = text.slice(text.indexOf('mapping ')).replace(/ \/\/ .*$/gm, '');
    assert.equal(
      mapping,
      'mapping first of net.first on small_first {\n  dram: M 2, R 3, S 3\n  D1:   M 4\n  acc:  P 6, Q 6\n  D2:   C 4\n}\n',
    );
    assert.deepEqual(
      findings.filter((each) => each.startsWith('first')),
      [],
    );
    assert.match(summary, /and 1 mapping exact/);
  });

  it('bring their layers, without a workload', async () => {
    const { text, summary } = await importSound({ 'core.yaml': ROOMY, 'first.json': STATIONARY }, 'zigzag');
    assert.match(text, /mapping first of found\.first on small \{/);
    assert.equal(summary, '6 levels, 1 layer and 1 mapping exact, 0 approximated, 0 constructs lost');
  });

  it('are lost as mappings where the operands divide the loops differently, where nothing unrolls them so, and without hardware', async () => {
    const uneven = result({
      W: [[...PIXELS, ...FILTER], K],
      O: [PIXELS.slice(0, 1), [...PIXELS.slice(1), ...FILTER, ...K]],
      I: [[...PIXELS, ...FILTER, ...K]],
    });
    const { text, findings } = await importSound({ 'core.yaml': CORE, 'uneven.json': uneven }, 'zigzag');
    assert.doesNotMatch(text, /^mapping/m);
    assert.match(
      findings.join('\n'),
      /import-lost: `loops of uneven` .*`acc` holds the tiles of 1 loop at most, and a memory inside it those of 5/,
    );
    const { findings: tooLarge } = await importSound({ 'core.yaml': CORE, 'first.json': STATIONARY }, 'zigzag');
    assert.match(tooLarge.join('\n'), /its tiles in `dram` have 13,472 bits, and it holds 512/);
    const wide = uneven.replaceAll('["K",4]', '["K",16]');
    const { findings: tooWide } = await importSound({ 'core.yaml': CORE, 'wide.json': wide }, 'zigzag');
    assert.match(tooWide.join('\n'), /it unrolls `k` 16 times, for which no dimension of the array has room/);
    const { findings: alone } = await importSound({ 'alone.json': uneven }, 'zigzag');
    assert.match(alone.join('\n'), /`loops of alone` .*they need the hardware/);
  });
});
