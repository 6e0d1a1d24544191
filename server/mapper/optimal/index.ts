import type { SearchControl } from '../control.js';
import type { SearchSpace } from '../strategy.js';
import { OptimalSearch, type SweepHooks, TEAM_WIDTH } from './search.js';
import { type Crew, hire } from './threads.js';

/** Labels expanded in each stage, sweep by sweep. The first sweeps find good mappings early, the last one proves. */
const WIDTHS = [32, 512, TEAM_WIDTH, 16 * TEAM_WIDTH, Number.POSITIVE_INFINITY];

/** One choice of sizes, with what is known of it. */
interface Space {
  readonly sizes: readonly number[];
  /** A lower bound on the cost of all its mappings. */
  lowest: number;
  fromValue(value: number): number;
  toValue(cost: number): number;
}

/** The strategy `optimal` (MAPPER.md): an anytime search that ends with a proof. METHOD.md explains it. */
export function optimal({ problem, sizes }: SearchSpace, control: SearchControl): void {
  const { objective, threads } = control.options;
  const spaces: Space[] = [];
  for (const own of combinations(sizes)) {
    if (control.shouldStop()) return;
    const search = new OptimalSearch(problem, own, objective);
    const { fromValue, toValue } = search.cost;
    spaces.push({ sizes: own, lowest: search.rootBound(), fromValue, toValue });
  }
  const raise = (): void => {
    const values = spaces.map(({ lowest, toValue }) => toValue(lowest));
    if (control.best !== null) values.push(control.best.value);
    control.raiseBound(control.objective.higherIsBetter ? Math.max(...values) : Math.min(...values));
  };
  raise();

  const crew: Crew | null = threads > 1 ? hire(problem, objective, threads, control) : null;
  try {
    // With padding each choice of sizes is a search of its own: a look at all of them, then the most promising first.
    if (spaces.length > 1) for (const space of spaces) if (!explore(space, WIDTHS.slice(0, 1))) return;
    for (const space of spaces.sort((a, b) => a.lowest - b.lowest)) if (!explore(space, WIDTHS)) return;
  } finally {
    crew?.dismiss();
  }

  /** Sweeps one space. False if the search is to end. */
  function explore(space: Space, widths: readonly number[]): boolean {
    const traces = crew?.traces;
    const search = new OptimalSearch(problem, space.sizes, objective, traces);
    if (traces !== undefined) traces[0].size = 0;
    const hooks: SweepHooks = {
      stop: () => control.shouldStop(),
      count: (labels) => control.count(labels),
      bound: (lowest) => {
        space.lowest = Math.max(space.lowest, lowest);
        raise();
      },
    };
    let together = false;
    for (const width of widths) {
      control.begin(Number.isFinite(width) ? `${width.toLocaleString('en-US')} candidates a level` : 'proving');
      const incumbent = control.best === null ? Number.POSITIVE_INFINITY : space.fromValue(control.best.value);
      if (space.lowest >= incumbent) break;
      if (crew?.ready && !together && width >= TEAM_WIDTH) {
        together = true;
        crew.deal(search, space.sizes);
      }
      const { lowest, best } =
        together && crew !== null ? crew.sweep(search, width, incumbent, hooks) : search.sweep(width, incumbent, hooks);
      if (best !== null) control.offer(best.tiling, best.value);
      if (control.shouldStop()) return false;
      space.lowest = Math.max(space.lowest, lowest);
      raise();
    }
    if (together) crew?.part();
    return true;
  }
}

/** All ways to choose one size for each dimension. */
function combinations(sizes: readonly (readonly number[])[]): number[][] {
  return sizes.reduce<number[][]>((all, choices) => all.flatMap((own) => choices.map((size) => [...own, size])), [[]]);
}
