import assert from 'node:assert/strict';
import { Fault } from '../../../server/import/fault.js';
import { findingsOf, importSound, importTexts } from './imported.js';

const HEADER = 'Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,';

describe('Topologies of SCALE-Sim', () => {
  it('are networks, with P = (H - R) / stride + 1', async () => {
    const { text, summary, findings } = await importSound(
      { 'net.csv': `${HEADER}\r\n\r\nstem, 227, 227, 11, 11, 3, 96, 4,\r\n"wide, one",\t14, 14, 3, 1, "1,024", 8, 1` },
      'scalesim',
    );
    assert.deepEqual(findings, []);
    assert.equal(summary, '2 layers exact, 0 approximated, 0 constructs lost');
    assert.ok(
      text.includes(
        '  stem : stridedConv { M: 96, P: 55, Q: 55, C: 3, R: 11, S: 11, Pstride: 4, Qstride: 4 } // net.csv:3\n',
      ),
      text,
    );
    assert.ok(text.includes('  "wide, one" : conv { M: 8, P: 12, Q: 14, C: 1024, R: 3, S: 1 } // net.csv:4\n'), text);
  });

  it('may be products, whose N are the features', async () => {
    const { text } = await importSound({ 'mnk.csv': '\uFEFFLayer, M, N, K,\nqkv, 128, 3072, 1024,\n' }, 'scalesim');
    assert.ok(text.includes('  qkv : gemm { M: 3072, K: 1024, N: 128 } // mnk.csv:2\n'), text);
    assert.ok(text.includes('// Assumed: N of SCALE-Sim are the features'), text);
  });

  it('may change their form where a header says so, and name layers twice', async () => {
    const { text } = await importSound(
      {
        'both.csv': `${HEADER}\na, 8, 8, 3, 3, 4, 4, 1,\n${HEADER}\na, 8, 8, 3, 3, 4, 4, 1,\nLayer, M, N, K\nfc, 1, 10, 4`,
      },
      'scalesim',
    );
    for (const line of ['  a : conv', '  a_2 : conv', '  fc : gemm { M: 10, K: 4, N: 1 }'])
      assert.ok(text.includes(`\n${line}`), text);
  });

  it('may do without a header, have strides of their own, and be depthwise where the name holds DP', async () => {
    const { text } = await importSound(
      { 'bare.csv': 'a, 9, 9, 3, 3, 4, 8, 2, 1\nDP1, 9, 9, 3, 3, 16, 1, 1\nDP2, 9, 9, 3, 3, 16, 2, 1' },
      'scalesim',
    );
    assert.ok(text.includes('a : stridedConv { M: 8, P: 4, Q: 7, C: 4, R: 3, S: 3, Pstride: 2 }'), text);
    assert.ok(text.includes('DP1 : depthwise { C: 16, P: 7, Q: 7, R: 3, S: 3 }'), text);
    assert.ok(text.includes('DP2 : grouped { G: 16, M: 2, P: 7, Q: 7, C: 1, R: 3, S: 3 }'), text);
  });

  it('lose lines that are no layers, at their cells', async () => {
    const { findings } = await importSound(
      {
        'odd.csv': `${HEADER}\nok, 8, 8, 3, 3, 4, 4, 1,\nzero, 8, 8, 0, 3, 4, 4, 1,\nsmall, 2, 2, 3, 3, 4, 4, 1,\nshort, 8, 8,\nhuge, 99999999, 99999999, 1, 1, 99999999, 9, 1,`,
      },
      'scalesim',
    );
    assert.deepEqual(
      findings.map((finding) => finding.slice(0, 60)),
      [
        'odd.csv:3 import-lost: `zero` has no counterpart and is left',
        'odd.csv:4 import-lost: `small` has no counterpart and is lef',
        'odd.csv:5 import-lost: `short` has no counterpart and is lef',
        'odd.csv:6 import-lost: `huge` has no counterpart and is left',
      ],
    );
  });

  it('say where weights are sparse, and where columns are swapped', async () => {
    const { findings, text } = await importSound(
      {
        'sparse.csv': `${HEADER} Sparsity,\na, 8, 8, 3, 3, 4, 4, 1, 2:4,\nb, 8, 8, 3, 3, 4, 4, 1, 1:1,\nLayer, M, K, N\nc, 2, 3, 4`,
      },
      'scalesim',
    );
    assert.deepEqual(
      findings.map((finding) => finding.split(' is approximated')[0]),
      ['sparse.csv:2 import-approximated: `2:4`', 'sparse.csv:4 import-approximated: `M, K, N`'],
    );
    assert.ok(text.includes('c : gemm { M: 4, K: 3, N: 2 }'), text);
  });

  it('are not reports and layouts of SCALE-Sim', async () => {
    for (const text of [
      'LayerID, Total Cycles, Stall Cycles, Overall Util %,\n0, 100, 0, 99.5,',
      'Layer name, IFMAP Height Intraline Factor, IFMAP Width Intraline Factor, Filter Height Intraline Factor,\na, 1, 1, 1,',
      '',
      ',,,',
    ])
      assert.ok((await importTexts({ 'a.csv': text })) instanceof Fault, text);
  });
});

describe('Odd columns of SCALE-Sim', () => {
  it('are lost where they stand', async () => {
    const head = 'Layer, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,\n';
    const { findings } = await importSound(
      { 'a.csv': `${head}a, 9, 9, 3, 3, 16, 1, 1, 1:2, 7,\nName, Rows, Columns,\nb, 4, 10, 8,\n` },
      'scalesim',
    );
    assert.deepEqual(
      findings
        .map((finding) => finding.replace(' has no counterpart and is left out', ''))
        .filter((finding) => finding.includes('lost')),
      [
        'a.csv:2 import-lost: `7`: nothing is known of what follows the ratio of a.',
        'a.csv:3 import-lost: `Rows, Columns`: rows after it are told by how many numbers they have.',
      ],
    );
  });
});

describe('Configurations of SCALE-Sim', () => {
  const config = (dataflow: string) =>
    `[general]\nrun_name = small\n[architecture_presets]\nArrayHeight: 8\nArrayWidth = 4\nIfmapSramSzkB: 64\nFilterSramSzkB: 32 ; KB\nOfmapSramSzkB: 16\nDataflow: ${dataflow}\nBandwidth: 10\n[run_presets]\nInterfaceBandwidth: USER\n`;

  it('lose what open rows of memories save', async () => {
    const text = config('ws').replace('Dataflow', 'SRAM_row_size: 5\nDRAM_bank_size: 1\nDataflow');
    const { findings } = await importSound({ 'small.cfg': text }, 'scalesim', { estimate: true });
    assert.deepEqual(
      findings.filter((finding) => finding.includes('lost')),
      [
        'small.cfg:9 import-lost: `SRAM_row_size` has no counterpart and is left out: an access of an open row takes as much as others here, so energy comes out too high.',
      ],
    );
  });

  it('lack energies', async () => {
    const imported = await importTexts({ 'small.cfg': config('ws') });
    assert.ok(!(imported instanceof Fault));
    assert.equal(imported.text, null);
    assert.deepEqual(
      findingsOf(imported)
        .filter((finding) => !finding.includes('approximated'))
        .map((finding) => finding.split(' takes')[0]),
      [
        'small.cfg:4 import-no-energy: Nothing says what energy a multiply-accumulate of `MAC`',
        'small.cfg:6 import-no-energy: Nothing says what energy any action of `IfmapSram`',
        'small.cfg:7 import-no-energy: Nothing says what energy any action of `FilterSram`',
        'small.cfg:8 import-no-energy: Nothing says what energy any action of `OfmapSram`',
        'small.cfg:9 import-no-energy: Nothing says what energy any action of `Register`',
        'small.cfg:10 import-no-energy: Nothing says what energy any action of `DRAM`',
      ],
    );
  });

  for (const [dataflow, rows, columns, stays] of [
    ['ws', 'C, R, S', 'M', 'In, Out'],
    ['os', 'P, Q', 'M', 'W, In'],
    ['IS', 'C, R, S', 'P, Q', 'W, Out'],
  ] as const)
    it(`are systolic arrays with estimated energies where that is allowed: ${dataflow}`, async () => {
      const { text } = await importSound({ 'small.cfg': config(dataflow) }, 'scalesim', { estimate: true });
      for (const line of [
        '    bandwidth: read 20, write 10 // small.cfg:10',
        '    size: 32 KiB // small.cfg:7',
        `  fanout Rows[8] over ${rows} { // small.cfg:4`,
        `  fanout Columns[4] over ${columns} { // small.cfg:5`,
        `    bypass: ${stays} // small.cfg:9`,
      ])
        assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
    });

  it('lose no setting silently, unless it has no effect', async () => {
    const more = `MemoryBanks: 4\nArrayHight: 8\n[layout]\nIfmapCustomLayout: True\nFilterCustomLayout: False\n[sparsity]\nSparsitySupport: true\nBlockSize: 8\n[power]\nVoltage: 1\n`;
    const { findings } = await importSound({ 'small.cfg': config('ws').replace('[run', `${more}[run`) }, 'scalesim', {
      estimate: true,
    });
    assert.deepEqual(
      findings
        .filter((finding) => finding.includes('import-lost'))
        .map((finding) => finding.replace(' has no counterpart and is left out', '')),
      [
        'small.cfg:11 import-lost: `MemoryBanks`: memory is one here, with its bandwidth.',
        'small.cfg:12 import-lost: `ArrayHight`: nothing is known of it here, and `ArrayHeight` is the nearest that is.',
        'small.cfg:14 import-lost: `IfmapCustomLayout`: conflicts of banks take no cycles here.',
        'small.cfg:17 import-lost: `SparsitySupport`: all weights count as dense, so energy and cycles come out too high.',
        'small.cfg:20 import-lost: `Voltage`: nothing is known of it here.',
      ],
    );
  });

  it('may have the names of older files, and have sizes that models cover', async () => {
    const older = config('ws').replaceAll('SzkB', 'Sz');
    const { text } = await importSound({ 'small.cfg': older }, 'scalesim', { estimate: true });
    assert.ok(text.includes('    size: 32 KiB // small.cfg:7'), text);
    for (const [file, message] of [
      [config('ws').replace('32', '99999999'), /small\.cfg:7 import-not-estimated: The energy of `FilterSram`/],
      [config('ws').replace('Bandwidth: 10', 'Bandwidth: wide'), /small\.cfg:10 import-value: `Bandwidth` is wide/],
      [config('ws').replace('Dataflow: ws\n', ''), /small\.cfg:1 import-incomplete: Missing: `Dataflow`/],
    ] as const) {
      const imported = await importTexts({ 'small.cfg': file }, { estimate: true });
      assert.ok(!(imported instanceof Fault));
      assert.equal(imported.text, null);
      assert.match(findingsOf(imported).join('\n'), message);
    }
  });

  it('need a size of the array and a dataflow', async () => {
    const imported = await importTexts(
      { 'small.cfg': config('xs').replace('ArrayWidth = 4', 'ArrayWidth = none') },
      { estimate: true },
    );
    assert.ok(!(imported instanceof Fault));
    assert.deepEqual(
      findingsOf(imported).map((finding) => finding.split(': ')[0]),
      ['small.cfg:5 import-value', 'small.cfg:9 import-value'],
    );
  });
});
