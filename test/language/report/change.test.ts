import assert from 'node:assert/strict';
import { changeText, pointsText, turnOf } from '../../../language/report/index.js';

describe('What has become of a value', () => {
  const cases: readonly [before: number, now: number, said: string][] = [
    [100, 100, '='],
    [0, 0, '='],
    [0, 3, 'was 0'],
    [3, 0, '−100 %'],
    [100, 87.7, '−12.3 %'],
    [100, 104, '+4 %'],
    [100, 299, '+199 %'],
    [100, 320, '× 3.2'],
    [320, 100, '÷ 3.2'],
    [1e15, 1e15 + 1, '< +0.001 %'],
  ];
  for (const [before, now, said] of cases)
    it(`from ${before} to ${now} is ${said}`, () => assert.equal(changeText(before, now), said));

  it('is said of shares in points', () => {
    assert.equal(pointsText(0.25, 0.5), '+25 points');
    assert.equal(pointsText(0.5, 0.123), '−37.7 points');
    assert.equal(pointsText(0.5, 0.5), '=');
  });

  it('is better or worse by what is better', () => {
    assert.deepEqual(
      [turnOf('lower', 1, 2), turnOf('lower', 2, 1), turnOf('higher', 1, 2), turnOf('higher', 1, 1)],
      ['worse', 'better', 'better', 'same'],
    );
  });
});
