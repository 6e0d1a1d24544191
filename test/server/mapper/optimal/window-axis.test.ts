import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WindowAxis } from '../../../../server/mapper/optimal/window-axis.js';

/** An axis of two or three terms, the sizes of its dimensions, and the extents of a tile. */
const tile = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), fc.nat()), {
    minLength: 2,
    maxLength: 3,
  })
  .map((terms) => ({
    axis: {
      dimensions: terms.map((_, d) => d),
      coefficients: terms.map(([coefficient]) => coefficient),
      mask: (1 << terms.length) - 1,
    },
    sizes: terms.map(([, size]) => size),
    extents: Float64Array.from(terms, ([, size, choice]) => 1 + (choice % size)),
  }));

/** The words of a tile, one by one. */
function wordsOf(coefficients: readonly number[], extents: ArrayLike<number>): Set<number> {
  let words = [0];
  coefficients.forEach((c, d) => {
    words = words.flatMap((at) => Array.from({ length: extents[d] }, (_, x) => at + c * x));
  });
  return new Set(words);
}

describe('the place of a window', () => {
  it('says which words a moved tile brings, and how far it has drifted', () => {
    fc.assert(
      fc.property(tile, fc.nat(), fc.nat(), ({ axis, sizes, extents }, distance, moved) => {
        const window = new WindowAxis(axis, sizes);
        const words = wordsOf(axis.coefficients, extents);
        const reach = axis.coefficients.reduce((sum, c, d) => sum + c * (sizes[d] - 1), 1);
        const place = window.placeOf(extents);
        const by = distance % (reach + 2);
        const drift = moved % (reach + 1);
        assert.ok(place >= 1 && place + drift <= window.places);
        assert.equal(window.drift(place + drift), drift);
        assert.equal(window.count(place + drift), words.size);
        assert.equal(window.hull(place + drift), Math.max(...words) + 1);
        const fresh = [...words].filter((word) => !words.has(word - by)).length;
        assert.equal(window.fresh(place + drift, by), fresh);
        assert.equal(window.fresh(place + drift, -by), fresh);
      }),
      { seed: 20261128, numRuns: 2000 },
    );
  });
});
