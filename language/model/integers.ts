/** A prime and how often it divides a number. */
export interface PrimePower {
  readonly prime: number;
  readonly exponent: number;
}

/** Trial division stops here: what is left of a number below 2^53 has at most two prime factors above its cube root. */
const TRIAL_LIMIT = 208_065;

/**
 * The prime factors of a positive integer up to 2^53, ascending.
 *
 * Small primes are found by trial division; what is left is a prime, a square of one, or a product of two, which Pollard's
 * rho method splits in at most some ten thousand steps.
 */
export function primeFactors(n: number): PrimePower[] {
  const found = new Map<number, number>();
  const add = (prime: number): void => {
    found.set(prime, (found.get(prime) ?? 0) + 1);
  };
  let rest = n;
  for (let p = 2; p <= TRIAL_LIMIT && p * p <= rest; p += p === 2 ? 1 : 2) {
    while (rest % p === 0) {
      add(p);
      rest /= p;
    }
  }
  if (rest > 1) {
    if (rest <= TRIAL_LIMIT * TRIAL_LIMIT || isPrime(BigInt(rest))) {
      add(rest);
    } else {
      const divisor = divisorOf(BigInt(rest));
      add(divisor);
      add(rest / divisor);
    }
  }
  return [...found].map(([prime, exponent]) => ({ prime, exponent })).sort((a, b) => a.prime - b.prime);
}

/** All divisors of a number given by its prime factors, ascending; those above `limit` are left out. */
export function divisors(factors: readonly PrimePower[], limit = Number.POSITIVE_INFINITY): number[] {
  let found = [1];
  for (const { prime, exponent } of factors) {
    const longer: number[] = [];
    for (const divisor of found) {
      for (let k = 0, value = divisor; k <= exponent && value <= limit; k++, value *= prime) longer.push(value);
    }
    found = longer;
  }
  return found.sort((a, b) => a - b);
}

/** Miller–Rabin; the first nine primes as bases leave no doubt below 3.8e18 (Jiang and Deng 2014). */
function isPrime(n: bigint): boolean {
  let odd = n - 1n;
  let twos = 0;
  while (odd % 2n === 0n) {
    odd /= 2n;
    twos++;
  }
  return [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n].every((base) => {
    let x = power(base, odd, n);
    if (x === 1n || x === n - 1n) return true;
    for (let i = 1; i < twos; i++) {
      x = (x * x) % n;
      if (x === n - 1n) return true;
    }
    return false;
  });
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let b = base, e = exponent; e > 0n; e >>= 1n, b = (b * b) % modulus) {
    if (e & 1n) result = (result * b) % modulus;
  }
  return result;
}

/** A proper divisor of a composite number without small prime factors, by Pollard's rho method. */
function divisorOf(n: bigint): number {
  const root = BigInt(Math.round(Math.sqrt(Number(n))));
  if (root * root === n) return Number(root);
  for (let c = 1n; ; c++) {
    let slow = 2n;
    let fast = 2n;
    let common = 1n;
    while (common === 1n) {
      slow = (slow * slow + c) % n;
      fast = (fast * fast + c) % n;
      fast = (fast * fast + c) % n;
      common = gcd(slow > fast ? slow - fast : fast - slow, n);
    }
    if (common !== n) return Number(common);
  }
}

function gcd(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}
