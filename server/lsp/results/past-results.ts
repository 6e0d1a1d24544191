import { type Architecture, architectureFor, type Workload } from '../../../language/domain/index.js';
import { FIGURES } from '../../../language/figures.js';
import type * as ast from '../../../language/generated/ast.js';
import type { ModelOptions } from '../../../language/model/index.js';
import type { FfarchServices } from '../../../language/module.js';
import type { WorkloadNode } from '../../../language/references/declarations.js';
import type { LastResult, LastResults } from '../../../language/session/last-results.js';
import type { Basis, MapReport, ObjectiveName, PastResult, ResultOutcome } from '../../protocol/index.js';
import { unavailable } from '../mapping/pair.js';
import { basisOf } from './basis.js';
import { type CurrentDeclaration, CurrentDeclarations } from './current-declarations.js';
import { architectureFacts, workloadFacts } from './declaration-facts.js';
import { dimensionMeaning, meaningOf, readingOf } from './meaning.js';
import { type FormerPair, optionChanges, pairChanges } from './staleness.js';
import {
  type Answer,
  type BestKnown,
  bestOf,
  called,
  type Names,
  type Question,
  type Result,
  type ResultStore,
  resultsOf,
  sameNames,
  sameReference,
} from './store.js';

/**
 * The kept results beside what the documents say now: which of them still hold, and what has changed for the others. What
 * has only another name by now is followed.
 */
export class PastResults implements LastResults {
  private readonly now: CurrentDeclarations;

  constructor(
    private readonly store: ResultStore,
    private readonly services: () => FfarchServices,
  ) {
    this.now = new CurrentDeclarations(services);
  }

  forArchitecture(architecture: Architecture): (LastResult & { id: string }) | undefined {
    const reference = { uri: architecture.source?.uri ?? '', name: architecture.name };
    const found = this.store.answers
      .filter(
        ({ question: { names, architecture: then, workload } }) =>
          sameReference(names.architecture, reference) || saysSame(architecture, then, workload),
      )
      .map((answer) => this.judge(answer, { architecture: { reference, value: architecture } }))
      .sort(byInterest)[0];
    if (!found) return undefined;
    const { last, question } = found.answer;
    const { coupling } = question.workload;
    return { id: last.id, report: reportOf(last, found), coupling, outdated: found.outdated };
  }

  /** For a list: of what bears the same names, what still holds, or else the last. The last one asked for comes first. */
  list(): PastResult[] {
    const all = this.store.answers.map((answer) => this.judge(answer)).sort(byInterest);
    return all
      .filter((one, i) => all.findIndex((other) => isSame(one, other)) === i)
      .flatMap((judged) => resultsOf(judged.answer).map((result) => pastResult(result, judged)));
  }

  /**
   * The best that is known of each pair with an architecture or a workload, or both, as they mean now, with the settings of
   * the model and the sizes as they are now. The last one asked for comes first.
   */
  best(of: { architecture?: ast.Architecture; workload?: WorkloadNode }, objective: ObjectiveName): KnownPair[] {
    const given = {
      architecture: of.architecture && this.now.architecture(of.architecture),
      workload: of.workload && this.now.workload(of.workload),
    };
    const pairs = this.store.answers
      .filter(
        ({ last, question: { architecture, workload } }) =>
          last.report.padded === undefined &&
          (given.architecture !== undefined || given.workload !== undefined) &&
          (!of.architecture || reads(given.architecture, architecture, workload)) &&
          (!of.workload || means(given.workload, workload)),
      )
      .map((answer) => this.judge(answer, given))
      .filter(({ outdated }) => outdated === null)
      .sort(byInterest)
      .map(({ answer, names }): KnownPair => ({ ...names, best: bestOf(answer, objective) }));
    return pairs.filter((pair, i) => pairs.findIndex((other) => sameNames(pair, other)) === i);
  }

  result(id: string): ResultOutcome {
    const found = this.store.find(id);
    if (!found) return unavailable('This result was removed. Map the workload again.');
    const judged = this.judge(found.answer);
    const { stopped } = found.result;
    return {
      kind: 'result',
      report: reportOf(resultsOf(judged.answer).find((one) => one.id === id)!, judged),
      stopped,
      ...judged.names,
      basis: basisThen(found.answer, judged),
    };
  }

  /**
   * What an answer is worth now.
   *
   * @param given what is known already: which declarations it is about, whatever they were called then
   */
  private judge(
    answer: Answer,
    given: { architecture?: CurrentDeclaration<Architecture>; workload?: CurrentDeclaration<Workload> } = {},
  ): Judged {
    const { names, architecture: onThen, workload: ofThen, options } = answer.question;
    const on = given.architecture ?? this.now.findArchitecture(names.architecture, meaningOf(onThen));
    const of = given.workload ?? this.now.findWorkload(names.workload, meaningOf(ofThen));
    const architecture = on?.reference ?? names.architecture;
    const workload = of?.reference ?? names.workload;
    // What has changed keeps the names that it had.
    const now = {
      architecture: reads(on, onThen, ofThen) ? on.value : onThen,
      workload: means(of, ofThen) ? of.value : ofThen,
    };
    const [change] = [
      ...pairChanges(formerPair(answer.question, { architecture: architecture.name, workload: workload.name }), {
        architecture: on?.value,
        workload: of?.value,
      }),
      ...optionChanges(options, this.services().session.ModelSettings.options),
    ];
    return {
      answer: called(answer, now),
      on,
      of,
      names: { uri: names.uri, architecture, workload },
      outdated: change?.heldOnly ?? null,
    };
  }
}

/** What is best known of a pair. */
export interface KnownPair extends Pick<Names, 'architecture' | 'workload'> {
  readonly best: BestKnown;
}

interface Judged {
  readonly answer: Answer;
  /** The architecture and the workload, where they still are. */
  readonly on: CurrentDeclaration<Architecture> | undefined;
  readonly of: CurrentDeclaration<Workload> | undefined;
  /** As they are now, where they still are. */
  readonly names: Names;
  /** What has changed since, for people; null if nothing has. */
  readonly outdated: string | null;
}

/** Whether two architectures say the same to a workload. */
function saysSame(one: Architecture, other: Architecture, workload: Workload): boolean {
  return readingOf(one, workload) === readingOf(other, workload);
}

function reads(
  declared: CurrentDeclaration<Architecture> | undefined,
  then: Architecture,
  workload: Workload,
): declared is CurrentDeclaration<Architecture> {
  return declared !== undefined && saysSame(declared.value, then, workload);
}

function means(
  declared: CurrentDeclaration<Workload> | undefined,
  then: Workload,
): declared is CurrentDeclaration<Workload> {
  return declared !== undefined && meaningOf(declared.value) === meaningOf(then);
}

/** A pair as it was when it was mapped, by the names that it has now. What is seldom asked for is made when it is. */
function formerPair(
  { architecture, workload }: Question,
  names: { architecture: string; workload: string },
): FormerPair {
  return {
    architecture: {
      name: names.architecture,
      readings: {
        [workload.coupling.name]: {
          meaning: readingOf(architecture, workload),
          get facts() {
            return architectureFacts(architectureFor(architecture, workload.coupling));
          },
        },
      },
    },
    workload: {
      name: names.workload,
      meaning: meaningOf(workload),
      get facts() {
        return workloadFacts(workload);
      },
      get dimensions() {
        return dimensionMeaning(architecture, workload);
      },
    },
  };
}

const sameOptions = (a: ModelOptions, b: ModelOptions): boolean =>
  a.bias === b.bias && a.freeDrains === b.freeDrains && a.timeloopBounds === b.timeloopBounds;

/** What holds comes first, then what was asked for last. */
function byInterest(a: Judged, b: Judged): number {
  return (
    Number(a.outdated !== null) - Number(b.outdated !== null) ||
    b.answer.asked - a.answer.asked ||
    b.answer.last.finished - a.answer.last.finished
  );
}

function isSame(a: Judged, b: Judged): boolean {
  const padded = ({ answer }: Judged) => answer.last.report.padded !== undefined;
  const options = ({ answer }: Judged) => answer.question.options;
  return sameNames(a.names, b.names) && padded(a) === padded(b) && sameOptions(options(a), options(b));
}

/** What an answer was computed from, where it is now. */
function basisThen({ question: { architecture, workload, options } }: Answer, { names }: Judged): Basis {
  const on = { reference: names.architecture, value: architecture };
  return basisOf(on, [{ reference: names.workload, value: workload }], options);
}

/** With the names that things have now. */
function reportOf({ report }: Result, { on, of }: Judged): MapReport {
  return {
    ...report,
    architecture: on?.value.name ?? report.architecture,
    workload: of?.value.name ?? report.workload,
  };
}

function pastResult(result: Result, { answer, names, outdated }: Judged): PastResult {
  const { id, report, finished } = result;
  const { objective } = report.search;
  const best = bestOf(answer, objective);
  const isBest = best.result === result;
  return {
    id,
    ...names,
    objective,
    value: FIGURES[objective].of(report),
    best: isBest,
    gap: isBest ? best.gap : null,
    outdated,
    finished,
    edp_pJ_cycles: report.edp_pJ_cycles,
    energy_pJ: report.energy_pJ,
    latency_cycles: report.latency_cycles,
    utilization: report.utilization,
    throughput: report.throughput,
    padded: report.padded !== undefined,
    options: report.options,
  };
}
