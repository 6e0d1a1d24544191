import type { SearchControl } from '../control.js';
import type { SearchSpace } from '../strategy.js';
import { costOf } from './cost.js';
import { OptimalSearch } from './search.js';

/** Labels kept between two levels, pass by pass. The first passes find good mappings early, the last one proves. */
const WIDTHS = [32, 512, 8192, Number.POSITIVE_INFINITY];

/** The strategy `optimal` (MAPPER.md): an anytime search that ends with a proof. METHOD.md explains it. */
export function optimal({ problem, sizes }: SearchSpace, control: SearchControl): void {
  const { objective } = control.options;
  // With padding each choice of sizes is a search of its own; the most promising come first.
  const spaces = combinations(sizes).map((own) => {
    const macs = own.reduce((a, b) => a * b, 1);
    return { sizes: own, cost: costOf(problem, objective, macs), lowest: 0 };
  });
  for (const space of spaces) {
    if (control.shouldStop()) return;
    space.lowest = new OptimalSearch(problem, space.sizes, control).rootBound();
  }
  spaces.sort((a, b) => a.lowest - b.lowest);

  const raise = (): void => {
    const values = spaces.map(({ lowest, cost }) => cost.toValue(lowest));
    if (control.best !== null) values.push(control.best.value);
    control.raiseBound(control.objective.higherIsBetter ? Math.max(...values) : Math.min(...values));
  };
  raise();
  for (const width of WIDTHS) {
    control.begin(Number.isFinite(width) ? `keeping ${width} candidates a level` : 'proving');
    for (const space of spaces) {
      const best = control.best === null ? Number.POSITIVE_INFINITY : space.cost.fromValue(control.best.value);
      if (space.lowest >= best) continue;
      const lowest = new OptimalSearch(problem, space.sizes, control).pass(width, (bound) => {
        space.lowest = Math.max(space.lowest, bound);
        raise();
      });
      if (control.shouldStop()) return;
      space.lowest = Math.max(space.lowest, lowest);
      raise();
    }
  }
}

/** All ways to choose one size for each dimension. */
function combinations(sizes: readonly (readonly number[])[]): number[][] {
  return sizes.reduce<number[][]>((all, choices) => all.flatMap((own) => choices.map((size) => [...own, size])), [[]]);
}
