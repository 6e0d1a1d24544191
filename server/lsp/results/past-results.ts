import { FIGURES } from '../../../language/figures.js';
import type * as ast from '../../../language/generated/ast.js';
import type { Architecture, Workload } from '../../../language/lowered/index.js';
import type { FfarchServices } from '../../../language/services/module.js';
import type { LastResult, LastResults } from '../../../language/services/session/last-results.js';
import type { ObjectiveName, PastResult, Reference, ResultOutcome } from '../../protocol.js';
import { findArchitecture, findWorkload, referenceTo, type WorkloadNode } from '../declarations.js';
import { unavailable } from '../pair.js';
import { meaningOf } from './meaning.js';
import { type Answer, type BestKnown, bestOf, type ResultStore, resultsOf, sameNames, sameReference } from './store.js';

/** The kept results beside what the documents say now: which of them still hold, and what has changed for the others. */
export class PastResults implements LastResults {
  constructor(
    private readonly store: ResultStore,
    private readonly services: () => FfarchServices,
  ) {}

  forArchitecture(architecture: Architecture): (LastResult & { id: string }) | undefined {
    const reference = architecture.source && { uri: architecture.source.uri, name: architecture.name };
    const meaning = meaningOf(architecture);
    const found = this.store.answers
      .filter(
        ({ question: { names, architecture: then } }) =>
          meaningOf(then) === meaning || (reference && sameReference(names.architecture, reference)),
      )
      .map((answer) => ({ answer, outdated: this.changed(answer, architecture) }))
      .reduce<{ answer: Answer; outdated: string | null } | undefined>(
        (one, other) => (one && isLater(one, other) ? one : other),
        undefined,
      );
    if (!found) return undefined;
    const { answer, outdated } = found;
    return { id: answer.last.id, report: { ...answer.last.report, architecture: architecture.name }, outdated };
  }

  /** For a list: of what bears the same names, what still holds, or else the last. The last one asked for comes first. */
  list(): PastResult[] {
    const all = this.store.answers.map((answer) => ({ answer, outdated: this.changed(answer) }));
    return all
      .filter((one) => !all.some((other) => other !== one && isSame(one.answer, other.answer) && isLater(other, one)))
      .sort((a, b) => (isLater(a, b) ? -1 : 1))
      .flatMap(({ answer, outdated }) => resultsOf(answer).map((result) => pastResult(answer, result, outdated)));
  }

  /**
   * The best that is known of each pair with an architecture or a workload, or both, as they mean now, with the settings of
   * the model and the sizes as they are now. The last one asked for comes first.
   */
  best(of: { architecture?: ast.Architecture; workload?: WorkloadNode }, objective: ObjectiveName): KnownPair[] {
    if (!of.architecture && !of.workload) return [];
    const { lowering } = this.services().lowering.LoweringProvider;
    const architecture = of.architecture && lowering.architecture(of.architecture).value;
    const workload = of.workload && lowering.workload(of.workload).value;
    if (Boolean(of.architecture) !== Boolean(architecture) || Boolean(of.workload) !== Boolean(workload)) return [];
    const pairs = this.store.answers
      .filter(({ last }) => last.report.padded === undefined)
      .filter((answer) => this.changed(answer, architecture, workload) === null)
      .map((answer) => ({ answer, outdated: null }))
      .sort((a, b) => (isLater(a, b) ? -1 : 1))
      .map(({ answer }): KnownPair => {
        const { names } = answer.question;
        return {
          architecture: of.architecture ? referenceTo(of.architecture) : names.architecture,
          workload: of.workload ? referenceTo(of.workload) : names.workload,
          best: bestOf(answer, objective),
        };
      });
    return pairs.filter((pair, i) => pairs.findIndex((other) => sameNames(pair, other)) === i);
  }

  result(id: string): ResultOutcome {
    const found = this.store.find(id);
    if (!found) return unavailable('This result was removed. Map the workload again.');
    const { answer, result } = found;
    const { report, stopped } = result;
    return { kind: 'result', report, stopped, ...answer.question.names, outdated: this.changed(answer) };
  }

  /** What has changed since, for people; null if nothing has. */
  private changed(
    { question: { names, architecture, workload, options } }: Answer,
    now = this.architecture(names.architecture),
    target = this.workload(names.workload),
  ): string | null {
    if (!now) return `before ${names.architecture.name} was removed`;
    if (meaningOf(now) !== meaningOf(architecture)) return `before the last changes of ${now.name}`;
    if (!target) return `before ${names.workload.name} was removed`;
    if (meaningOf(target) !== meaningOf(workload)) return `before the last changes of ${names.workload.name}`;
    const settings = this.services().session.ModelSettings.options;
    return Object.entries(settings).some(([name, value]) => options[name as keyof typeof options] !== value)
      ? 'with other settings of the model'
      : null;
  }

  private architecture(reference: Reference): Architecture | undefined {
    const { shared, lowering } = this.services();
    const node = findArchitecture(shared.workspace.LangiumDocuments, reference);
    return node && lowering.LoweringProvider.lowering.architecture(node).value;
  }

  private workload(reference: Reference): Workload | undefined {
    const { shared, lowering } = this.services();
    const node = findWorkload(shared.workspace.LangiumDocuments, reference);
    return node && lowering.LoweringProvider.lowering.workload(node).value;
  }
}

/** What is best known of a pair. */
export interface KnownPair {
  readonly architecture: Reference;
  readonly workload: Reference;
  readonly best: BestKnown;
}

interface Judged {
  readonly answer: Answer;
  readonly outdated: string | null;
}

/** Whether the first is to be shown rather than the second: it alone holds, or was asked for later. */
function isLater(a: Judged, b: Judged): boolean {
  if ((a.outdated === null) !== (b.outdated === null)) return a.outdated === null;
  if (a.answer.asked !== b.answer.asked) return a.answer.asked > b.answer.asked;
  return a.answer.last.finished > b.answer.last.finished;
}

function isSame(a: Answer, b: Answer): boolean {
  const padded = ({ last }: Answer) => last.report.padded !== undefined;
  return (
    sameNames(a.question.names, b.question.names) &&
    padded(a) === padded(b) &&
    JSON.stringify(a.question.options) === JSON.stringify(b.question.options)
  );
}

function pastResult(answer: Answer, result: Answer['last'], outdated: string | null): PastResult {
  const { report, finished } = result;
  const { objective } = report.search;
  const best = bestOf(answer, objective);
  return {
    id: result.id,
    ...answer.question.names,
    objective,
    value: FIGURES[objective].of(report),
    best: best.result === result,
    gap: best.result === result ? best.gap : null,
    outdated,
    finished,
    edp_pJ_cycles: report.edp_pJ_cycles,
    energy_pJ: report.energy_pJ,
    latency_cycles: report.latency_cycles,
    utilization: report.utilization,
    padded: report.padded !== undefined,
    options: report.options,
  };
}
