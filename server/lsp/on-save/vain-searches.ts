import { looksAtRagged, type SearchOptions } from '../../mapper/request.js';
import { keyOf, type Question } from '../results/store.js';

/** More than this are not remembered; the one that was searched for the longest ago goes first. */
const MOST = 200;

type NamelessQuestion = Omit<Question, 'names'>;

/** What was searched in vain, by what was asked as {@link keyOf} tells: it is in vain again until something of it changes. */
export class VainSearches {
  private readonly known = new Set<string>();

  /** There is no legal mapping, however it is searched for. */
  impossible(question: NamelessQuestion, search: SearchOptions): void {
    this.add(questionKey(question, search));
  }

  /** None was found in the time that there was. */
  outOfTime(question: NamelessQuestion, search: SearchOptions): void {
    this.add(searchKey(question, search));
  }

  has(question: NamelessQuestion, search: SearchOptions): boolean {
    return this.known.has(questionKey(question, search)) || this.known.has(searchKey(question, search));
  }

  private add(key: string): void {
    this.known.delete(key);
    this.known.add(key);
    if (this.known.size > MOST) this.known.delete(this.known.values().next().value!);
  }
}

const questionKey = (question: NamelessQuestion, search: SearchOptions): string =>
  keyOf(question, { padded: search.pad, ragged: looksAtRagged(search) });

function searchKey(question: NamelessQuestion, search: SearchOptions): string {
  const { objective, strategy, timeLimit, seed } = search;
  return [questionKey(question, search), objective, strategy, timeLimit, seed].join('\n');
}
