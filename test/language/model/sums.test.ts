import assert from 'node:assert/strict';
import fc from 'fast-check';
import { overlapOfTwo } from '../../../language/model/overlap.js';
import { Sums } from '../../../language/model/sums.js';

/** Coefficients and extents. */
type Terms = readonly (readonly [c: number, x: number])[];

/** All sums, one by one. */
function sumsOf(terms: Terms): Set<number> {
  let values = [0];
  for (const [c, x] of terms) values = values.flatMap((value) => Array.from({ length: x }, (_, i) => value + c * i));
  return new Set(values);
}

function measured(terms: Terms): Sums {
  const sums = new Sums(terms.length);
  for (const [c, x] of terms) sums.add(c, x);
  sums.measure();
  return sums;
}

const terms = (most: number, minLength = 0): fc.Arbitrary<Terms> =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 8 })), { minLength, maxLength: most });
const delta = fc.integer({ min: -60, max: 60 });

describe('sums of terms', () => {
  it('are as many as there are', () => {
    const counts = (all: Terms): void => assert.equal(measured(all).size, sumsOf(all).size);
    fc.assert(fc.property(terms(5), counts), { seed: 1, numRuns: 2000 });
  });

  it('are new after a move where they were not before', () => {
    const counts = (all: Terms, moved: number): void => {
      const values = sumsOf(all);
      const fresh = [...values].filter((value) => !values.has(value + moved));
      assert.equal(measured(all).fresh(moved), fresh.length);
    };
    fc.assert(fc.property(terms(4), delta, counts), { seed: 2, numRuns: 3000 });
  });

  it('are new to instances together where they were not before to the one that gets them', () => {
    const counts = (all: Terms, places: Terms, moved: number): void => {
      const values = sumsOf(all);
      const fresh = [...values].filter((value) => !values.has(value + moved));
      const together = new Set([...sumsOf(places)].flatMap((place) => fresh.map((value) => place + value)));
      const shifts = measured(places);
      const union = measured([...all, ...places]);
      assert.equal(measured(all).freshShared(moved, shifts, union, new Sums(8)), together.size);
    };
    fc.assert(fc.property(terms(3), terms(2), delta, counts), { seed: 3, numRuns: 3000 });
  });
});

describe('the overlap of sums of two terms', () => {
  it('is what both have, whatever the extents', () => {
    const extent = fc.integer({ min: 1, max: 14 });
    const coefficient = fc.integer({ min: 1, max: 12 });
    const counts = (
      a: number,
      X: number,
      otherX: number,
      b: number,
      Y: number,
      otherY: number,
      shift: number,
    ): void => {
      const other = sumsOf([
        [a, otherX],
        [b, otherY],
      ]);
      const both = [
        ...sumsOf([
          [a, X],
          [b, Y],
        ]),
      ].filter((value) => other.has(value - shift));
      assert.equal(overlapOfTwo(a, X, otherX, b, Y, otherY, shift), both.length);
    };
    fc.assert(
      fc.property(
        coefficient,
        extent,
        extent,
        coefficient,
        extent,
        extent,
        fc.integer({ min: -200, max: 200 }),
        counts,
      ),
      { seed: 4, numRuns: 5000 },
    );
  });
});
