import assert from 'node:assert/strict';
import { duration, edp, microjoules, number, percent, words } from '../../client/format.js';

const table = (name: string, format: (value: number) => string, rows: [number, string][]) =>
  describe(name, () => {
    for (const [value, text] of rows) it(`${value} is ${text}`, () => assert.equal(format(value), text));
  });

table('A number', number, [
  [0, '0'],
  [98304, '98,304'],
  [2 ** 53 - 1, '9,007,199,254,740,991'],
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

table('Words', words, [
  [0, '0'],
  [1023, '1,023'],
  [98304, '96 Ki'],
  [98305, '98,305'],
  [4 * 2 ** 20, '4 Mi'],
  [3 * 2 ** 30, '3 Gi'],
  [1536 * 1024, '1,536 Ki'],
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
