import { withoutSources } from '../../../language/domain/index.js';
import { FIGURES } from '../../../language/figures.js';
import type { EvaluationReport, ModelOptions } from '../../../language/model/index.js';
import { better, gapOf, measuredOf, OBJECTIVES } from '../../mapper/objective.js';
import {
  looksAtRagged,
  type MapReport,
  OBJECTIVE_NAMES,
  type ObjectiveName,
  type SearchOptions,
  type StopReason,
} from '../../mapper/request.js';
import type { Reference } from '../../protocol/index.js';
import { pairMeaning } from './meaning.js';
import { type Pair, renamed } from './renamed-report.js';

/** What was mapped, as it was then, and what it was called. */
export interface Question extends Pair {
  readonly options: ModelOptions;
  readonly names: Names;
}

export interface Names {
  /** The document from which it was asked for. */
  readonly uri: string;
  readonly architecture: Reference;
  readonly workload: Reference;
}

/** One mapping that a search found. */
export interface Result {
  /** Unique while the server runs. */
  readonly id: string;
  readonly report: MapReport;
  readonly stopped: StopReason;
  /** When, in milliseconds since 1970. */
  readonly finished: number;
}

export interface BestKnown {
  readonly result: Result;
  /** The objective's value of its mapping. */
  readonly value: number;
  /** Percent that the value may be from the best possible; null while nothing is known of that. */
  readonly gap: number | null;
}

/** What is known of a question: the last result, and for each objective the best one, which may all be the same. */
export interface Answer {
  readonly question: Question;
  readonly last: Result;
  readonly best: Readonly<Record<ObjectiveName, Result>>;
  /** The tightest bounds that searches have found. */
  readonly bounds: Readonly<Partial<Record<ObjectiveName, number>>>;
  /** When the user last asked, in milliseconds since 1970; 0 if only the background has. */
  readonly asked: number;
}

/** More questions than this are not kept; the one that was answered the longest ago goes first. */
export const MOST_ANSWERS = 200;

/**
 * The results of the mapper, by what was asked: the meaning of architecture and workload, the options of the model, and
 * the loops that were looked at: whether sizes grew, and whether fanouts might be ragged. What is best known of an objective never
 * gets worse, and a bound never looser; of equal results of a kind of search the last is kept.
 */
export class ResultStore {
  private readonly byQuestion = new Map<string, Answer>();
  private ids = 0;
  /** Called when a result has come or was removed. */
  onChange = () => {};

  /** The one answered last comes last. */
  get answers(): Answer[] {
    return [...this.byQuestion.values()];
  }

  /** @param asked when the user asked for it; where nobody did, see {@link askedBefore} */
  add(question: Question, { report, stopped, finished }: Omit<Result, 'id'>, asked = finished): void {
    const key = keyOf(question, spaceOf(report));
    const known = this.byQuestion.get(key);
    const before = known && called(known, question);
    const result: Result = { id: `result-${++this.ids}`, report, stopped, finished };
    const { objective, bound } = report.search;
    this.put(key, {
      question: plain(question),
      last: result,
      best: mapObjectives((name) =>
        before && stands(name, before.best[name].report, report) ? before.best[name] : result,
      ),
      bounds: { ...before?.bounds, ...tightened(objective, before?.bounds[objective], bound) },
      asked: Math.max(asked, before?.asked ?? 0),
    });
    this.onChange();
  }

  /** When the user last asked for what bears these names, whatever it meant then; 0 for never. */
  askedBefore(names: Names): number {
    return Math.max(0, ...this.answers.map(({ question, asked }) => (sameNames(question.names, names) ? asked : 0)));
  }

  /** What is best known of a pair as it means now, with the sizes that it has. */
  best(pair: Omit<Question, 'names'>, objective: ObjectiveName): BestKnown | undefined {
    if (this.byQuestion.size === 0) return undefined;
    const known = [false, true].flatMap((ragged) => {
      const answer = this.byQuestion.get(keyOf(pair, { padded: false, ragged }));
      return answer ? [bestOf(called(answer, pair), objective)] : [];
    });
    return known.reduce<BestKnown | undefined>(
      (best, other) => (best && !beats(objective, other.result.report, best.result.report) ? best : other),
      undefined,
    );
  }

  /** Whether a search could hardly find anything new: the best is proven, or it was searched for in the same way. */
  knows(question: Omit<Question, 'names'>, search: SearchOptions): boolean {
    const { objective, strategy, pad } = search;
    const ragged = looksAtRagged(search);
    const answers = [false, ...(pad ? [true] : [])].map((padded) =>
      this.byQuestion.get(keyOf(question, { padded, ragged })),
    );
    return answers.some(
      (answer) =>
        answer &&
        ((!pad && bestOf(answer, objective).gap === 0) ||
          resultsOf(answer).some(
            ({ report: { search }, stopped }) =>
              search.objective === objective && search.strategy === strategy && stopped !== 'cancelled',
          )),
    );
  }

  find(id: string): { answer: Answer; result: Result } | undefined {
    for (const answer of this.byQuestion.values()) {
      const result = resultsOf(answer).find((one) => one.id === id);
      if (result) return { answer, result };
    }
    return undefined;
  }

  /** Forgets results; without `ids`, all. What is best known then is the best of those that are left. */
  remove(ids?: readonly string[]): void {
    for (const [key, answer] of this.byQuestion) {
      const [first, ...rest] = resultsOf(answer).filter(({ id }) => ids && !ids.includes(id));
      if (!first) {
        this.byQuestion.delete(key);
        continue;
      }
      const last = rest.reduce((one, other) => (other.finished > one.finished ? other : one), first);
      const best = mapObjectives((name) =>
        rest.reduce((one, other) => (beats(name, other.report, one.report) ? other : one), first),
      );
      this.byQuestion.set(key, { ...answer, last, best });
    }
    this.onChange();
  }

  /** Takes over bounds that were found in an earlier session. */
  tighten(question: Question, space: Space, bounds: Answer['bounds']): void {
    const key = keyOf(question, space);
    const answer = this.byQuestion.get(key);
    if (!answer) return;
    const all = OBJECTIVE_NAMES.map((name) => tightened(name, answer.bounds[name], bounds[name] ?? null));
    this.byQuestion.set(key, { ...answer, bounds: Object.assign({ ...answer.bounds }, ...all) });
  }

  private put(key: string, answer: Answer): void {
    this.byQuestion.delete(key);
    this.byQuestion.set(key, answer);
    if (this.byQuestion.size > MOST_ANSWERS) this.byQuestion.delete(this.byQuestion.keys().next().value!);
  }
}

/** Each result of an answer once, the last one first. */
export function resultsOf({ last, best }: Answer): Result[] {
  return [...new Set([last, ...OBJECTIVE_NAMES.map((name) => best[name])])];
}

/** An answer in the names that its architecture, its workload and their parts have now; itself where they are the same. */
export function called(answer: Answer, { architecture, workload }: Pair): Answer {
  const of = (result: Result): Result => {
    const report = renamed(result.report, answer.question, { architecture, workload });
    return report === result.report ? result : { ...result, report };
  };
  const results = new Map(resultsOf(answer).map((result) => [result, of(result)]));
  if ([...results].every(([before, now]) => before === now)) return answer;
  return {
    ...answer,
    question: { ...answer.question, architecture, workload },
    last: results.get(answer.last)!,
    best: mapObjectives((name) => results.get(answer.best[name])!),
  };
}

export function bestOf({ best, bounds }: Answer, objective: ObjectiveName): BestKnown {
  const result = best[objective];
  const value = FIGURES[objective].of(result.report);
  const bound = bounds[objective];
  return { result, value, gap: bound === undefined ? null : gapOf(OBJECTIVES[objective], value, bound) };
}

/** Whether two results are of what bears the same names, in the same documents. */
export function sameNames(a: Pick<Names, 'architecture' | 'workload'>, b: typeof a): boolean {
  return sameReference(a.architecture, b.architecture) && sameReference(a.workload, b.workload);
}

export function sameReference(a: Reference, b: Reference): boolean {
  return a.uri === b.uri && a.name === b.name;
}

/** Whether a result remains the best known beside a newer one. */
function stands(name: ObjectiveName, known: MapReport, newer: MapReport): boolean {
  if (known.search.objective === newer.search.objective) return beats(name, known, newer);
  return !beats(name, newer, known);
}

function beats(objective: ObjectiveName, a: EvaluationReport, b: EvaluationReport): boolean {
  const { of } = FIGURES[objective];
  const { tieBreak } = OBJECTIVES[objective];
  return of(a) === of(b)
    ? tieBreak(measuredOf(a)) < tieBreak(measuredOf(b))
    : better(OBJECTIVES[objective], of(a), of(b));
}

function tightened(
  objective: ObjectiveName,
  before: number | undefined,
  bound: number | null,
): Partial<Record<ObjectiveName, number>> {
  if (bound === null || (before !== undefined && !better(OBJECTIVES[objective], before, bound))) return {};
  return { [objective]: bound };
}

function mapObjectives<T>(make: (objective: ObjectiveName) => T): Record<ObjectiveName, T> {
  return Object.fromEntries(OBJECTIVE_NAMES.map((name) => [name, make(name)])) as Record<ObjectiveName, T>;
}

/** The loops among which a search looked for the best mapping: what is proven of some need not hold for others. */
export interface Space {
  /** Whether sizes may grow. */
  readonly padded: boolean;
  /** Whether spatial loops need not divide. */
  readonly ragged: boolean;
}

const spaceOf = ({ padded, search: { ragged } }: MapReport): Space => ({ padded: padded !== undefined, ragged });

/** What tells a question from others: what it means, not its names. Meanings are JSON, in which there are no line breaks. */
export function keyOf(question: Omit<Question, 'names'>, { padded, ragged }: Space): string {
  let meaning = meanings.get(question);
  if (meaning === undefined) {
    const { architecture, workload, options } = question;
    const { bias, freeDrains, timeloopBounds } = options;
    meaning = [pairMeaning(architecture, workload), bias, freeDrains, timeloopBounds].join('\n');
    meanings.set(question, meaning);
  }
  return `${meaning}\n${padded}\n${ragged}`;
}

/** The meanings of questions, which are long: who saves a file asks for that of each pair several times. */
const meanings = new WeakMap<object, string>();

function plain(question: Question): Question {
  const { architecture, workload } = question;
  return { ...question, architecture: withoutSources(architecture), workload: withoutSources(workload) };
}
