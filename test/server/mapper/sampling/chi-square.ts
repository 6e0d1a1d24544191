/**
 * Pearson's statistic of counts against equal shares, less its mean and in its standard deviations: for `k` cells it is about
 * normal with mean `k − 1` and variance `2(k − 1)`. Beyond 5 nobody believes in equal shares any more.
 */
export function deviation(counts: readonly number[]): number {
  const expected = counts.reduce((a, b) => a + b, 0) / counts.length;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return freedom === 0 ? 0 : (statistic - freedom) / Math.sqrt(2 * freedom);
}
