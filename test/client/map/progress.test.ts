import assert from 'node:assert/strict';
import { progressText } from '../../../client/map/progress.js';
import type { MapProgress } from '../../../server/protocol/index.js';

const progress: MapProgress = {
  job: '',
  phase: 'descending',
  evaluations: 12345,
  seconds: 1,
  best: null,
  bound: null,
  gap: null,
};

describe('The progress of a search', () => {
  it('says that nothing legal is known yet', () =>
    assert.equal(progressText('wart', progress), 'descending: no legal mapping yet (12,345 evaluations)'));

  it('says how far the best so far may be from the best possible', () =>
    assert.equal(
      progressText('latency', { ...progress, best: 1000, bound: 900, gap: 11.11 }),
      'descending: best latency 1,000 cycles, within 11.1 % of the best possible (12,345 evaluations)',
    ));

  it('names the best so far by the objective, with its unit', () => {
    const best = (objective: Parameters<typeof progressText>[0], value: number) =>
      progressText(objective, { ...progress, best: value });
    assert.match(best('wart', 2.2846252688181477e-7), /: best WART 2\.28463\u00a0×\u00a010⁻⁷ \(/);
    assert.match(best('edp', 1.119014215273677e14), /: best EDP 111\.901 J·cycle \(/);
    assert.match(best('energy', 213435023.36), /: best energy 213\.435 µJ \(/);
    assert.match(best('latency', 524288), /: best latency 524,288 cycles \(/);
  });
});
