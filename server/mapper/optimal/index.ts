import type { SearchControl } from '../control.js';
import type { SearchSpace } from '../strategy.js';
import { costOf } from './cost.js';
import { OptimalSearch } from './search.js';

/** Labels kept between two levels, pass by pass. The first passes find good mappings early, the last one proves. */
const WIDTHS = [32, 512, 8192, Number.POSITIVE_INFINITY];

/** The strategy `optimal` (MAPPER.md): an anytime search that ends with a proof. METHOD.md explains it. */
export function optimal({ problem, sizes, legal }: SearchSpace, control: SearchControl): void {
  const { objective } = control.options;
  const searches = combinations(sizes).map((own) => ({
    search: new OptimalSearch(problem, own, control),
    /** A lower bound on the cost with these sizes, as far as it is known. */
    lowest: 0,
    cost: costOf(
      problem,
      objective,
      own.reduce((a, b) => a * b, 1),
    ),
  }));
  const raise = (): void => {
    const values = searches.map(({ lowest, cost }) => cost.toValue(lowest));
    const best = control.best;
    if (best !== null) values.push(best.value);
    if (searches.some(({ lowest }) => lowest === 0)) return;
    const finite = values.filter(Number.isFinite);
    if (finite.length > 0) control.raiseBound(control.objective.higherIsBetter ? Math.max(...finite) : Math.min(...finite));
  };
  void legal;
  for (const width of WIDTHS) {
    control.begin(Number.isFinite(width) ? `keeping ${width} candidates a level` : 'proving');
    for (const own of searches) {
      if (own.lowest === Number.POSITIVE_INFINITY) continue;
      const lowest = own.search.pass(width, (bound) => {
        own.lowest = Math.max(own.lowest, bound);
        raise();
      });
      if (control.shouldStop()) return;
      own.lowest = Math.max(own.lowest, lowest);
      raise();
    }
  }
}

/** All ways to choose one size for each dimension. */
function combinations(sizes: readonly (readonly number[])[]): number[][] {
  return sizes.reduce<number[][]>((all, choices) => all.flatMap((own) => choices.map((size) => [...own, size])), [[]]);
}
