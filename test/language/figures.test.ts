import assert from 'node:assert/strict';
import {
  bytes,
  count,
  duration,
  edp,
  exact,
  figure,
  figureTexts,
  inUnit,
  microjoules,
  number,
  percent,
  ratio,
  shortWords,
} from '../../language/figures.js';
import { prng } from '../../server/mapper/prng.js';

const table = (name: string, format: (value: number) => string, rows: [number, string][]) =>
  describe(name, () => {
    for (const [value, text] of rows) it(`${value} is ${text}`, () => assert.equal(format(value), text));
  });

table('A number', number, [
  [0, '0'],
  [98304, '98,304'],
  [2 ** 53 - 1, '9,007,199,254,740,991'],
  [1e300, '1 × 10³⁰⁰'],
  [-1234, '-1,234'],
  [0.75, '0.75'],
  [1234.56789, '1,234.57'],
  [2.2846252688181477e-7, '2.28463 × 10⁻⁷'],
  [2 ** 60, '1.15292 × 10¹⁸'],
  [0.001, '0.001'],
  [Number.POSITIVE_INFINITY, '∞'],
  [Number.NEGATIVE_INFINITY, '−∞'],
  [Number.NaN, 'unknown'],
]);

table('Words in short', shortWords, [
  [64, '64'],
  [1023, '1,023'],
  [9216, '9 Ki'],
  [9217, '9,217'],
  [98305, '96 Ki'],
  [1536 * 1024, '1.5 Mi'],
  [16.5, '17'],
]);

table('Words of 12 bits', (value) => bytes(value, 12), [
  [2, '3 B'],
  [1, '1.5 B'],
  [1024, '1.5 KiB'],
  [2 ** 20, '1.5 MiB'],
]);

table('A count in a message', count, [
  [1234567, '1,234,567'],
  [1234567.5, '1,234,567.5'],
  [1 / 3, '0.333'],
  [2 ** 53, '9,007,199,254,740,992'],
  [1e300, '1 × 10³⁰⁰'],
  [Number.POSITIVE_INFINITY, '∞'],
]);

table('A number that is written', exact, [
  [-1.5, '-1.5'],
  [1 / 3, '0.333333333333'],
  [0.1 + 0.2, '0.3'],
  [1 / 3e9, '3.33333333333 × 10⁻¹⁰'],
  [2 ** 53, '9,007,199,254,740,992'],
  [123456789012.75, '123,456,789,013'],
  [-1e300, '-1 × 10³⁰⁰'],
]);

table('A ratio', ratio, [
  [1.00004, '1.000'],
  [1.23456, '1.235'],
  [12345.6, '12,350'],
  [1.23456e300, '1.235 × 10³⁰⁰'],
]);

table('A share', percent, [
  [0, '0 %'],
  [1, '100 %'],
  [0.38095238, '38.1 %'],
  [0.99999, '99.9 %'],
  [1.25, '125 %'],
  [0.000001, '< 0.001 %'],
  [12.3456, '1,230 %'],
]);

table('Seconds', duration, [
  [0.0004, '0 ms'],
  [0.08, '80 ms'],
  [2.41, '2.4 s'],
  [200, '3 min 20 s'],
]);

table('An EDP in pJ·cycle', edp, [[1.119014215273677e14, '111.901']]);
table('An energy in pJ', microjoules, [[213435023.36, '213.435']]);

describe('A unit that counts', () => {
  const rows: [shown: string, unit: string, text: string][] = [
    ['1', 'words/cycle', '1 word/cycle'],
    ['1', 'words', '1 word'],
    ['16', 'words/cycle', '16 words/cycle'],
    ['0', 'bits', '0 bits'],
    ['0.1', 'bits', '0.1 bits'],
    ['2,001', 'MACs', '2,001 MACs'],
    ['1 Ki', 'words', '1 Ki words'],
    ['1 of 1', 'instances', '1 of 1 instance'],
    ['1 of 16', 'instances', '1 of 16 instances'],
    ['In 8, W 1', 'bits', 'In 8, W 1 bits'],
    ['1', 'ms', '1 ms'],
    ['1', 'TOPS', '1 TOPS'],
    ['38.1 %', '', '38.1 %'],
  ];
  for (const [shown, unit, text] of rows) it(`is written "${text}"`, () => assert.equal(inUnit(shown, unit), text));
});

describe('Figures of merit', () => {
  it('have names and units', () => {
    assert.equal(figure('edp', 2e12), 'EDP 2 J·cycle');
    assert.equal(figure('energy', 2e6), 'energy 2 µJ');
    assert.equal(figure('latency', 2048), 'latency 2,048 cycles');
    assert.equal(figure('wart', 0.5), 'WART 0.5');
  });

  it('stand in the order of their names', () => {
    const all = {
      wart: 0.5,
      utilization: 0.25,
      throughput: 0.125,
      latency_cycles: 3,
      energy_pJ: 4e6,
      edp_pJ_cycles: 12e12,
    };
    assert.deepEqual(figureTexts(all), ['12 J·cycle', '4 µJ', '3 cycles', '25 %', '12.5 %', '0.5']);
  });
});

describe('Numbers are shown', () => {
  const intl = (options: Intl.NumberFormatOptions) => (value: number) =>
    new Intl.NumberFormat('en-US', options).format(value);
  const same: readonly [
    name: string,
    ours: (value: number) => string,
    theirs: (value: number) => string,
    least: number,
  ][] = [
    [
      'integers in full, others to six significant digits,',
      number,
      (value) => intl(Number.isInteger(value) ? {} : { maximumSignificantDigits: 6 })(value),
      1e-3,
    ],
    ['to three decimals', count, intl({ maximumFractionDigits: 3 }), 1e-3],
    ['to four significant digits', ratio, intl({ minimumSignificantDigits: 4, maximumSignificantDigits: 4 }), 1e-6],
  ];
  for (const [name, ours, theirs, least] of same) {
    it(`${name} as Intl does`, () => {
      const random = prng(11);
      for (let i = 0; i < 2000; i++) {
        const size = least * (1e9 / least) ** random();
        for (const value of [size, -size, Math.round(size), Math.round(size * 8) / 8]) {
          if (Math.abs(value) >= least) assert.equal(ours(value), theirs(value));
        }
      }
    });
  }
});
