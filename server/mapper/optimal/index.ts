import { number } from '../../../language/figures.js';
import { Evaluator, type Tiling } from '../../../language/model/index.js';
import type { SearchControl } from '../control.js';
import { type Choice, keepings } from '../keeping.js';
import { ties } from '../objective.js';
import { looksAtRagged } from '../request.js';
import type { SearchSpace } from '../strategy.js';
import type { Goal } from './cost.js';
import { OptimalSearch, type SweepHooks, TEAM_WIDTH } from './search.js';
import { type Crew, hire } from './threads.js';

/** Labels expanded in each stage, sweep by sweep. The first sweeps find good mappings early, the last one proves. */
const WIDTHS = [8, 64, 512, 2048, TEAM_WIDTH, 16 * TEAM_WIDTH, Number.POSITIVE_INFINITY];

/**
 * Labels that one thread expands before others are called. Most proofs of the library end before; to start threads, whose code is
 * cold, and to wait for each other after each stage would cost them more than it gains.
 */
const ALONE = 40_000;

/**
 * Labels that cost less than the best mapping, and wait, from which on threads share a sweep. It expands two to three times as
 * many in the end; the others must make tables of their own and take over their labels first, which of fewer is most of the work.
 */
const WORTH_SHARING = 12_000;

/**
 * Searches that are kept from the first look at their mappings to the proof. Of more choices each is begun again: what they hold
 * would take too much memory.
 */
const KEPT = 4;

/** The mappings of one choice, and what is known of them. */
interface Space {
  readonly choice: Choice;
  /** Of them, where it is kept from one look to the next. */
  search: OptimalSearch | null;
  /** A lower bound on the cost of all its mappings. */
  readonly root: number;
  /** The same of those that have not been seen yet. */
  lowest: number;
  fromValue(value: number): number;
  toValue(cost: number): number;
}

/** The strategy `optimal` (mapper.md): an anytime search that ends with a proof. METHOD.md explains it. */
export function optimal({ problem, sizes }: SearchSpace, control: SearchControl): void {
  const { objective } = control.options;
  const evaluator = new Evaluator(problem);
  const spaces: Space[] = [];
  const { choices, all } = keepings(problem);
  const loops: Pick<Choice, 'sizes' | 'ragged'>[] = combinations(sizes).map((own) => ({ sizes: own, ragged: false }));
  if (looksAtRagged(control.options)) loops.push({ sizes: problem.sizes, ragged: true });
  const count = loops.length * choices.length;

  const crew: Crew | null = hire(problem, control);
  try {
    // Each choice is a search of its own: a look at all of them, then the most promising first. Loops that divide are few among
    // ragged ones, and the best of them soon rules most of the others out.
    for (const own of loops) {
      for (const bypass of choices) {
        if (control.shouldStop()) return;
        const choice: Choice = { ...own, bypass };
        const search = new OptimalSearch(problem, choice, { objective });
        const { fromValue, toValue } = search.cost;
        const root = search.rootBound();
        const space: Space = { choice, search, root, lowest: root, fromValue, toValue };
        spaces.push(space);
        if (count > 1 && !explore(space, WIDTHS.slice(0, 1))) return;
        if (count > KEPT) space.search = null;
      }
    }
    raise();
    spaces.sort((a, b) => Number(a.choice.ragged) - Number(b.choice.ragged) || a.lowest - b.lowest);
    for (const space of spaces) {
      if (!explore(space, WIDTHS)) return;
      space.search = null;
    }
    settleTies();
  } finally {
    crew?.dismiss();
  }

  /** Says what no mapping can beat, once that is known of all choices; of ways to keep operands that are not looked at it never is. */
  function raise(): void {
    if (!all || spaces.length < count) return;
    const values = spaces.map(({ lowest, toValue }) => toValue(lowest));
    const best = control.best?.value;
    if (best !== undefined) values.push(best);
    const bound = control.objective.higherIsBetter ? Math.max(...values) : Math.min(...values);
    // A cost and the value that it stands for may differ in their last bits.
    control.raiseBound(best !== undefined && ties(bound, best) ? best : bound);
  }

  /** Looks for a better mapping of one choice. False if the search is to end. */
  function explore(space: Space, widths: readonly number[]): boolean {
    const bound = (lowest: number): void => {
      space.lowest = Math.max(space.lowest, lowest);
      raise();
    };
    const incumbent = (): number => {
      const { best } = control;
      const cost = best === null ? Number.POSITIVE_INFINITY : space.fromValue(best.value);
      return space.lowest >= cost ? 0 : cost;
    };
    if (incumbent() === 0) return true;
    const search = space.search ?? new OptimalSearch(problem, space.choice, { objective });
    return sweeps(search, { objective }, widths, incumbent, bound);
  }

  /** Many mappings share the best energy or the best latency: of these, the one with the best of the other is wanted. */
  function settleTies(): void {
    const { best } = control;
    if (best === null || (objective !== 'energy' && objective !== 'latency')) return;
    const goal: Goal =
      objective === 'energy'
        ? { objective: 'latency', energyLimit: best.value }
        : { objective: 'energy', latencyLimit: best.value };
    const tieBreak = (): number => {
      const covered = looksAtRagged(control.options) ? problem.sizes : null;
      evaluator.evaluate(control.best!.tiling, covered);
      return control.objective.tieBreak(evaluator);
    };
    control.offer(best.tiling, best.value, tieBreak());
    for (const space of spaces) {
      const { root } = space;
      if (root > best.value && !ties(root, best.value)) continue;
      if (!sweeps(new OptimalSearch(problem, space.choice, goal), goal, WIDTHS, tieBreak, () => {})) return;
    }
    raise();
  }

  /**
   * Sweeps one choice until nothing better is left, and offers what it finds.
   *
   * @param goal of the search.
   * @param incumbent the cost to beat, asked before each sweep; 0 if there is no need to go on.
   * @returns false if the search is to end.
   */
  function sweeps(
    search: OptimalSearch,
    goal: Goal,
    widths: readonly number[],
    incumbent: () => number,
    bound: (lowest: number) => void,
  ): boolean {
    const hooks: SweepHooks = {
      stop: () => control.shouldStop(),
      count: (labels) => {
        control.count(labels);
        if (control.evaluations >= ALONE) crew?.call();
      },
      bound,
    };
    let together = false;
    let lowest = 0;
    for (const width of widths) {
      const toBeat = incumbent();
      if (lowest >= toBeat) break;
      const ties = goal.objective === objective ? '' : ', among the best';
      control.begin(`${Number.isFinite(width) ? `${number(width)} candidates a level` : 'proving'}${ties}`);
      if (crew?.ready && !together && width >= TEAM_WIDTH && search.waiting(toBeat) >= WORTH_SHARING) {
        together = crew.deal(search, goal);
      }
      const result =
        together && crew !== null ? crew.sweep(search, width, toBeat, hooks) : search.sweep(width, toBeat, hooks);
      if (result.best !== null) offer(result.best, search.choice.sizes);
      if (control.shouldStop()) return false;
      lowest = result.lowest;
      bound(lowest);
    }
    if (together) crew?.part();
    return true;
  }

  function offer(tiling: Tiling, own: readonly number[]): void {
    evaluator.evaluate(tiling, own);
    control.offer(tiling, control.objective.value(evaluator), control.objective.tieBreak(evaluator));
  }
}

/** All ways to choose one size for each dimension. */
function combinations(sizes: readonly (readonly number[])[]): number[][] {
  return sizes.reduce<number[][]>((all, choices) => all.flatMap((own) => choices.map((size) => [...own, size])), [[]]);
}
