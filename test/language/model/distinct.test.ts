import assert from 'node:assert/strict';
import fc from 'fast-check';
import { distinct, hull } from '../../../language/model/distinct.js';

/** How many different values the sum of the terms takes: all of them are put in a set. */
function countDistinct(coefficients: readonly number[], extents: readonly number[]): number {
  let values = new Set([0]);
  coefficients.forEach((c, i) => {
    const next = new Set<number>();
    for (const value of values) for (let x = 0; x < extents[i]; x++) next.add(value + c * x);
    values = next;
  });
  return values.size;
}

/** Coefficients and extents of one to four terms. */
const terms = (coefficient: fc.Arbitrary<number>, extent: fc.Arbitrary<number>, minLength = 1) =>
  fc.array(fc.tuple(coefficient, extent), { minLength, maxLength: 4 }).map((pairs) => ({
    c: pairs.map(([c]) => c),
    x: pairs.map(([, x]) => x),
  }));

const isExact = ({ c, x }: { c: number[]; x: number[] }): void => assert.equal(distinct(c, x), countDistinct(c, x));

describe('distinct', () => {
  it('counts small windows as an enumeration does', () => {
    const small = terms(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 15 }));
    fc.assert(fc.property(small, isExact), { seed: 1, numRuns: 3000 });
  });

  it('counts two terms with large coefficients', () => {
    const large = terms(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 })).filter(
      ({ c }) => c.length === 2,
    );
    fc.assert(fc.property(large, isExact), { seed: 2, numRuns: 300 });
  });

  // Three terms with coefficients to 9 are extrapolated beyond extents of 27, four beyond 36.
  it('counts long windows of three and four terms, where the count grows steadily', () => {
    const extent = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 25, max: 400 }));
    const long = terms(fc.integer({ min: 1, max: 9 }), extent, 3);
    fc.assert(fc.property(long, isExact), { seed: 3, numRuns: 600 });
  });

  it('is at least the longest term and at most the product and the hull, also for layers of any size', () => {
    const extent = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 2 ** 20 }));
    fc.assert(
      fc.property(terms(fc.integer({ min: 1, max: 64 }), extent), ({ c, x }) => {
        const count = distinct(c, x);
        assert.ok(count >= Math.max(...x), `${count} < ${Math.max(...x)}`);
        assert.ok(count <= hull(c, x), `${count} > hull ${hull(c, x)}`);
        assert.ok(count <= x.reduce((a, b) => a * b), `${count} > product`);
      }),
      { seed: 4, numRuns: 400 },
    );
  });

  it('does not depend on the order of the terms nor on a common factor', () => {
    const small = terms(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(small, fc.integer({ min: 2, max: 9 }), ({ c, x }, factor) => {
        assert.equal(distinct([...c].reverse(), [...x].reverse()), distinct(c, x));
        assert.equal(
          distinct(
            c.map((value) => value * factor),
            x,
          ),
          distinct(c, x),
        );
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
