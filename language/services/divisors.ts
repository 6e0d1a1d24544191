/** Beyond this, only divisors up to it and their complements are found, so that no number takes long. */
const MOST_TRIED = 2 ** 16;

/** The divisors of a whole number, in ascending order. */
export function divisors(n: number): number[] {
  const small: number[] = [];
  for (let d = 1; d <= MOST_TRIED && d * d <= n; d++) if (n % d === 0) small.push(d);
  const large = small.map((d) => n / d).reverse();
  return large[0] === small.at(-1) ? [...small, ...large.slice(1)] : [...small, ...large];
}
