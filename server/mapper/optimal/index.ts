import type { SearchControl } from '../control.js';
import type { SearchSpace } from '../strategy.js';
import { OptimalSearch, type PassHooks } from './search.js';
import { type Crew, hire } from './threads.js';

/** Labels kept between two levels, pass by pass. The first passes find good mappings early, the last one proves. */
const WIDTHS = [32, 512, 8192, Number.POSITIVE_INFINITY];
/** Passes of at least this width are worth more threads. */
const TEAM_WIDTH = 8192;

/** The strategy `optimal` (MAPPER.md): an anytime search that ends with a proof. METHOD.md explains it. */
export function optimal({ problem, sizes }: SearchSpace, control: SearchControl): void {
  const { objective, threads } = control.options;
  // With padding each choice of sizes is a search of its own; the most promising come first.
  const spaces: { sizes: number[]; search: () => OptimalSearch; lowest: number; fromValue(v: number): number; toValue(c: number): number }[] = [];
  for (const own of combinations(sizes)) {
    if (control.shouldStop()) return;
    const search = new OptimalSearch(problem, own, objective);
    const { fromValue, toValue } = search.cost;
    spaces.push({ sizes: own, search: () => new OptimalSearch(problem, own, objective), lowest: search.rootBound(), fromValue, toValue });
  }
  spaces.sort((a, b) => a.lowest - b.lowest);

  const raise = (): void => {
    const values = spaces.map(({ lowest, toValue }) => toValue(lowest));
    if (control.best !== null) values.push(control.best.value);
    control.raiseBound(control.objective.higherIsBetter ? Math.max(...values) : Math.min(...values));
  };
  raise();
  const crew: Crew | null = threads > 1 ? hire(problem, objective, spaces.map((space) => space.sizes), threads, control) : null;
  try {
    for (const width of WIDTHS) {
      control.begin(Number.isFinite(width) ? `keeping ${width.toLocaleString('en-US')} candidates a level` : 'proving');
      for (let s = 0; s < spaces.length; s++) {
        const space = spaces[s];
        const incumbent = control.best === null ? Number.POSITIVE_INFINITY : space.fromValue(control.best.value);
        if (space.lowest >= incumbent) continue;
        const hooks: PassHooks = {
          stop: () => control.shouldStop(),
          count: (labels) => control.count(labels),
          bound: (lowest) => {
            space.lowest = Math.max(space.lowest, lowest);
            raise();
          },
        };
        const together = width >= TEAM_WIDTH && crew?.ready;
        const { dropped, best } = together
          ? crew.pass(s, width, incumbent, hooks)
          : space.search().pass(width, incumbent, hooks);
        if (best !== null) control.offer(best.tiling, best.value);
        if (control.shouldStop()) return;
        space.lowest = Math.max(space.lowest, dropped);
        raise();
      }
    }
  } finally {
    crew?.dismiss();
  }
}

/** All ways to choose one size for each dimension. */
function combinations(sizes: readonly (readonly number[])[]): number[][] {
  return sizes.reduce<number[][]>((all, choices) => all.flatMap((own) => choices.map((size) => [...own, size])), [[]]);
}
