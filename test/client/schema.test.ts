import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fits, type Schema, takes } from '../../client/schema.js';

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

  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const settings: Record<string, Schema> = Object.assign(
    {},
    ...manifest.contributes.configuration.map(({ properties }: { properties: object }) => properties),
  );
  const said: [setting: string, text: string][] = [
    ['factorflow.mapper.objective', 'one of wart, edp, energy, latency'],
    ['factorflow.mapper.pad', 'true or false'],
    ['factorflow.mapper.timeLimit', 'a number above 0, or null'],
    ['factorflow.mapper.seed', 'a whole number, at least 0'],
    ['factorflow.mapper.threads', 'a whole number from 1 to 16'],
  ];
  for (const [name, text] of said) {
    it(`is said in words: ${name} takes ${text}`, () => assert.equal(takes(settings[name]), text));
  }

  it('is allowed where it is the default', () => {
    for (const [name, schema] of Object.entries(settings)) assert.equal(fits(schema, schema.default), true, name);
  });
});
