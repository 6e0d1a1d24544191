import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import type { Factor, Loops } from './constraints.js';
import type { Surroundings } from './levels.js';
import type { Fan } from './stage.js';

type Factors = Loops['factors'];

/**
 * What bounds on both axes together are on X and on Y, where nothing says which dimensions lie along which. Exact ones stand where
 * there is room, whole if possible, as any way that fits costs the same.
 */
export function sharesOf(
  { x, y }: Fan,
  { factors }: Loops,
  { shape, sizes, report }: Surroundings,
): readonly [Factors, Factors] {
  const onX = new Map<string, Factor>();
  const onY = new Map<string, Factor>();
  const exact: [dimension: string, factor: Factor][] = [];
  for (const [dimension, factor] of factors) {
    const { operator, count, from } = factor;
    if (operator === '=' || count === 0) {
      exact.push([dimension, { ...factor, operator: '=' }]);
    } else if (operator === '>=') {
      if (count > 1)
        notTogether(`${dimension}>=${count}`, 'is not asked for, as it is of X and Y together', from, report);
    } else {
      onX.set(dimension, factor);
      onY.set(dimension, factor);
      if (Math.min(count, x) * Math.min(count, y) > count)
        notTogether(`${dimension}<=${count}`, 'holds along X and along Y, each by itself', from, report);
    }
  }
  const counts = exact.map(([dimension, { count }]) => {
    const size = sizes?.get(dimension);
    return count === 0 ? (size ?? null) : Math.min(count, size ?? count);
  });
  const along = roomFor(counts, x, y);
  const open = shape.dimensions.some((dimension) => factors.get(dimension)?.operator !== '=');
  for (const [at, [dimension, factor]] of exact.entries()) {
    const count = counts[at] ?? null;
    const first = along?.[at] ?? count;
    // Axes that are as long as each other are the same, and so are those that nothing else shares.
    if (x !== y && open && count !== 1) {
      const how = first === count ? 'it stands along X' : first === 1 ? 'it stands along Y' : `it is ${first} along X`;
      const errs = 'Timeloop tries the other ways, too, so its mappings may be better';
      report.add('ffarch/import-approximated', { construct: `${dimension}=${factor.count}`, how, errs }, factor.from);
    }
    // A size that is not known stands on X, as the rest of it does not fit on Y.
    onX.set(dimension, first === count ? factor : { ...factor, count: first ?? factor.count });
    onY.set(dimension, first === 1 && count !== 1 ? factor : { ...factor, count: (count ?? 1) / (first ?? 1) });
  }
  return [onX, onY];
}

/** How much of each count stands along X, the rest along Y, so that all have room; null where they have none. */
function roomFor(counts: readonly (number | null)[], x: number, y: number): readonly number[] | null {
  const [first, ...others] = counts;
  if (first === undefined) return [];
  const count = first ?? 1;
  const parts = Array.from({ length: Math.min(count, x) }, (_, at) => at + 1).filter(
    (part) => count % part === 0 && count / part <= y,
  );
  // Whole on X, whole on Y, then parts.
  const sorted = parts.sort((a, b) => Number(b === count) - Number(a === count) || Number(b === 1) - Number(a === 1));
  for (const part of sorted) {
    const rest = roomFor(others, Math.floor(x / part), Math.floor((y * part) / count));
    if (rest) return [part, ...rest];
  }
  return null;
}

function notTogether(construct: string, how: string, from: Place, report: Report): void {
  const errs = 'The optimum is at least as good as with it';
  report.add('ffarch/import-approximated', { construct, how: `it ${how}`, errs }, from);
}
