import assert from 'node:assert/strict';
import type { Requests } from '../../../server/protocol/index.js';
import { FILE, mb6, mine, served } from './puppet.js';

describe('Requests with parameters that make no sense', () => {
  const session = served();
  const search = mine().search;
  const pair = mine();
  const explore = { ...pair, search: undefined, random: 1, starts: 1, objective: 'edp', ragged: false, seed: 1 };
  const point = { ...pair, names: { levels: ['DRAM'], dimensions: ['M'] }, mapping: { loops: [0, 0, 8] } };
  const CASES: readonly [method: keyof Requests, params: unknown, message: string][] = [
    [
      'factorflow/map',
      { ...pair, search: { ...search, threads: 'abc' } },
      '`search.threads` is "abc", but must be a whole number from 1 to 16.',
    ],
    [
      'factorflow/map',
      { ...pair, search: { ...search, threads: 0 } },
      '`search.threads` is 0, but must be a whole number from 1 to 16.',
    ],
    [
      'factorflow/map',
      { ...pair, search: { ...search, threads: 17 } },
      '`search.threads` is 17, but must be a whole number from 1 to 16.',
    ],
    [
      'factorflow/map',
      { ...pair, search: { ...search, strategy: 'constructor' } },
      '`search.strategy` is "constructor", but must be one of optimal, factorflow, random.',
    ],
    [
      'factorflow/map',
      { ...pair, search: { ...search, objective: 'nope' } },
      '`search.objective` is "nope", but must be one of wart, edp, energy, latency.',
    ],
    [
      'factorflow/map',
      { ...pair, search: { ...search, timeLimit: -1 } },
      '`search.timeLimit` is -1, but must be a positive number of seconds, or null.',
    ],
    ['factorflow/map', { ...pair, options: undefined }, '`options` is missing, but must be an object.'],
    ['factorflow/map', { ...pair, options: {} }, '`options.bias` is missing, but must be true or false.'],
    ['factorflow/map', { ...pair, start: 'best' }, '`start` is "best", but must be a list.'],
    [
      'factorflow/mapNetwork',
      { ...pair, network: pair.workload, starts: [null, [{ level: 'DRAM', loops: [['M', 0]] }]] },
      '`starts[1][0].loops[0][1]` is 0, but must be a whole number, at least 1.',
    ],
    ['factorflow/map', null, '`params` is null, but must be an object.'],
    ['factorflow/mapNetwork', { ...pair, network: 'Bert' }, '`network` is "Bert", but must be an object.'],
    ['factorflow/mapSaved', { ...pair, pairs: 'some' }, '`pairs` is "some", but must be one of known, all.'],
    ['factorflow/explore', { ...explore, random: 0 }, '`random` is 0, but must be a whole number from 1 to 1,000,000.'],
    [
      'factorflow/explore',
      { ...explore, objective: 'nope' },
      '`objective` is "nope", but must be one of wart, edp, energy, latency.',
    ],
    [
      'factorflow/evaluatePoint',
      { ...point, mapping: { loops: [0, -1, 8] } },
      '`mapping.loops[1]` is -1, but must be a whole number, at least 0.',
    ],
    ['factorflow/explore', { ...explore, seed: 1.5 }, '`seed` is 1.5, but must be a whole number, at least 0.'],
    ['factorflow/candidates', { uri: 7 }, '`uri` is 7, but must be a string.'],
    [
      'factorflow/candidates',
      { uri: FILE, position: { line: -1, character: 0 } },
      '`position.line` is -1, but must be a whole number, at least 0.',
    ],
    [
      'factorflow/import',
      { uris: [FILE], sizes: { batch: -1 }, ert: [], estimate: false },
      '`sizes.batch` is -1, but must be a whole number, at least 0.',
    ],
    ['factorflow/evaluate', { uri: FILE, options: { bias: 1 } }, '`options.bias` is 1, but must be true or false.'],
    [
      'factorflow/insertMappings',
      { uri: FILE, mappings: [{ ...pair, report: {} }] },
      '`mappings[0].report.sizes` is missing, but must be an object.',
    ],
    ['factorflow/exportTimeloop', { ...pair, report: {} }, '`report.sizes` is missing, but must be an object.'],
    ['factorflow/judge', { basis: {} }, '`basis.architecture` is missing, but must be an object.'],
    ['factorflow/result', {}, '`id` is missing, but must be a string.'],
    ['factorflow/removeResults', { ids: [1] }, '`ids[0]` is 1, but must be a string.'],
  ];

  it('are answered with the parameter and what it takes, and reach no mapper', async () => {
    await session.editor.open(FILE, mb6);
    for (const [method, params, message] of CASES) {
      const error = { code: -32602, message };
      await assert.rejects(session.editor.connection.sendRequest(method, params), error, `${method}: ${message}`);
    }
    assert.equal(session.mapper.requests.length, 0);
  });
});
