import assert from 'node:assert/strict';
import fc from 'fast-check';
import { divisors, primeFactors } from '../../../language/model/integers.js';

/** By trial division, for numbers whose root is small. */
const isPrime = (n: number): boolean => {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return false;
  return n > 1;
};

const multiply = (factors: ReturnType<typeof primeFactors>): bigint =>
  factors.reduce((product, { prime, exponent }) => product * BigInt(prime) ** BigInt(exponent), 1n);

describe('factorisation', () => {
  const cases: [number, [number, number][]][] = [
    [1, []],
    [2, [[2, 1]]],
    [
      3072,
      [
        [2, 10],
        [3, 1],
      ],
    ],
    [2 ** 40, [[2, 40]]],
    // The largest prime below 2^53, the largest square of one, and a product of two near its root.
    [9_007_199_254_740_881, [[9_007_199_254_740_881, 1]]],
    [94_906_249 ** 2, [[94_906_249, 2]]],
    [
      94_906_247 * 94_906_249,
      [
        [94_906_247, 1],
        [94_906_249, 1],
      ],
    ],
  ];
  for (const [n, expected] of cases) {
    it(`splits ${n}`, () =>
      assert.deepEqual(
        primeFactors(n),
        expected.map(([prime, exponent]) => ({ prime, exponent })),
      ));
  }

  it('gives ascending primes that multiply up to any number below 2^53', () => {
    fc.assert(
      fc.property(
        fc.maxSafeNat().filter((n) => n > 0),
        (n) => {
          const factors = primeFactors(n);
          assert.equal(multiply(factors), BigInt(n));
          factors.forEach(({ prime }, i) => {
            assert.ok(i === 0 || prime > factors[i - 1].prime);
            assert.ok(isPrime(prime), `${prime} of ${n}`);
          });
        },
      ),
      { numRuns: 20, seed: 3 },
    );
  });

  it('splits products of two large primes', () => {
    const primes = Array.from({ length: 4_000 }, (_, i) => 1_000_001 + 2 * i).filter(isPrime);
    fc.assert(
      fc.property(fc.constantFrom(...primes), fc.constantFrom(...primes), (p, q) => {
        assert.deepEqual(
          primeFactors(p * q).flatMap(({ prime, exponent }) => Array(exponent).fill(prime)),
          [p, q].sort((a, b) => a - b),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('lists the divisors, up to a limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (n, limit) => {
        const all = Array.from({ length: n }, (_, i) => i + 1).filter((d) => n % d === 0);
        assert.deepEqual(divisors(primeFactors(n)), all);
        assert.deepEqual(
          divisors(primeFactors(n), limit),
          all.filter((d) => d <= limit),
        );
      }),
    );
  });
});
