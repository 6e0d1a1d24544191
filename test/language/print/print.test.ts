import assert from 'node:assert/strict';
import { freeName, printMapping, printName, printPath, printWorkload } from '../../../language/print/print.js';

describe('Printing', () => {
  it('quotes names that are not identifiers', () => {
    const rows: [string, string][] = [
      ['Eyeriss', 'Eyeriss'],
      ['memory', 'memory'],
      ['_x1', '_x1'],
      ['_', '"_"'],
      ['', '""'],
      ['L3+', '"L3+"'],
      ['1st', '"1st"'],
      ['a "b" \\ c', '"a \\"b\\" \\\\ c"'],
      ['two\nlines', '"two\\nlines"'],
    ];
    for (const [name, text] of rows) assert.equal(printName(name), text);
    assert.equal(printPath(['VGG16', 'L3+']), 'VGG16."L3+"');
  });

  it('prints a mapping without empty levels and loops of one iteration', () => {
    const text = printMapping({
      name: 'rowStationary',
      workload: ['MB6'],
      architecture: 'Eyeriss',
      mapping: [
        { level: 'DRAM', loops: [['M', 4]] },
        {
          level: 'GlobalBuffer',
          loops: [
            ['K', 2],
            ['M', 1],
            ['N', 256],
          ],
        },
        { level: 'InRegister', loops: [] },
        { level: 'PE array', loops: [['K', 8]] },
      ],
    });
    assert.equal(
      text,
      `mapping rowStationary of MB6 on Eyeriss {
  DRAM:         M 4
  GlobalBuffer: K 2, N 256
  "PE array":   K 8
}`,
    );
  });

  it('prints what a mapping does not keep', () => {
    const text = printMapping({
      name: 'm',
      workload: ['MB6'],
      architecture: 'A',
      mapping: [
        { level: 'DRAM', loops: [['M', 4]], bypass: [] },
        { level: 'L 1', loops: [['K', 2]], bypass: ['W', 'In 2'] },
        { level: 'L2', loops: [], bypass: ['W'] },
      ],
    });
    assert.equal(
      text,
      `mapping m of MB6 on A {
  DRAM:                   M 4
  "L 1" bypass W, "In 2": K 2
  L2 bypass W:
}`,
    );
  });

  it('prints a mapping that does nothing', () => {
    const text = printMapping({ name: 'one', workload: ['Net', 'L1'], architecture: 'A', mapping: [] });
    assert.equal(text, 'mapping one of Net.L1 on A {\n}');
  });

  it('prints a workload without strides of 1', () => {
    const text = printWorkload({
      name: 'conv1',
      coupling: 'stridedConv',
      sizes: { M: 64, P: 112 },
      strides: { Pstride: 2, Qstride: 1 },
    });
    assert.equal(text, 'workload conv1 : stridedConv {\n  M: 64, P: 112\n  Pstride: 2\n}');
  });

  it('finds a free name', () => {
    assert.equal(freeName('MB6_Eyeriss', new Set()), 'MB6_Eyeriss');
    assert.equal(freeName('MB6_Eyeriss', new Set(['MB6_Eyeriss', 'MB6_Eyeriss_2'])), 'MB6_Eyeriss_3');
    assert.equal(freeName('L3+ on 2x', new Set()), 'L3_on_2x');
    assert.equal(freeName('3x3', new Set()), '_3x3');
    assert.equal(freeName('+', new Set()), '__2');
  });
});
