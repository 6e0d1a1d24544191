import assert from 'node:assert/strict';
import { fits, type Schema } from '../../client/schema.js';

describe('The value of a setting', () => {
  const cases: [schema: Schema, good: unknown[], bad: unknown[]][] = [
    [{ type: 'boolean', default: false }, [true, false], [undefined, null, 0, 'true']],
    [{ type: 'string', enum: ['edp', 'wart'], default: 'wart' }, ['edp'], ['EDP', '', null, 1]],
    [{ type: 'integer', minimum: 1, maximum: 256, default: 1 }, [1, 256], [0, 257, 1.5, '1', Number.NaN, null]],
    [{ type: ['number', 'null'], exclusiveMinimum: 0, default: null }, [null, 0.1], [0, -1, undefined, 'x']],
  ];

  it('is taken where package.json allows it, and nothing else is', () => {
    for (const [schema, good, bad] of cases) {
      for (const value of good) assert.equal(fits(schema, value), true, String(value));
      for (const value of bad) assert.equal(fits(schema, value), false, String(value));
    }
  });
});
