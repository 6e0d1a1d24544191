import { messageOf } from '../../../language/diagnostics/index.js';
import type { Architecture, FactorConstraint, Workload } from '../../../language/domain/index.js';
import { MODEL_VERSION, type ModelOptions, misfit, prepare, tilingOf } from '../../../language/model/index.js';
import { mappingOfReport } from '../../mapper/reported.js';
import {
  DEFAULT_SEARCH,
  type MapReport,
  type SearchReport,
  STOP_REASONS,
  STRATEGY_NAMES,
  type StopReason,
} from '../../mapper/request.js';
import { mapReport } from '../../mapper/result.js';
import { type Answer, type Names, type ResultStore, resultsOf } from './store.js';

/** Counts up when the form of what is kept changes; what another version kept is dropped. */
const VERSION = 1;

/**
 * The results as plain JSON, for the client to keep until the next session. A mapping is kept without its numbers, which
 * are computed again: what was damaged, or what the model now judges differently, cannot come back as a wrong number.
 */
interface Kept {
  readonly version: typeof VERSION;
  /** That of the model by which they are the best. */
  readonly model: number;
  readonly architectures: readonly Architecture[];
  /** The one answered last comes last. */
  readonly answers: readonly KeptAnswer[];
}

interface KeptAnswer extends Pick<Answer, 'bounds' | 'asked'> {
  readonly names: Names;
  /** Index into the architectures. */
  readonly architecture: number;
  readonly workload: Workload;
  readonly options: ModelOptions;
  /** The last one comes last. */
  readonly results: readonly KeptResult[];
}

interface KeptResult {
  readonly mapping: MapReport['mapping'];
  readonly padded: boolean;
  readonly search: SearchReport;
  readonly stopped: StopReason;
  readonly finished: number;
}

export function keep(store: ResultStore): Kept {
  const places = new Map<string, { index: number; architecture: Architecture }>();
  const place = (architecture: Architecture): number => {
    const key = JSON.stringify(architecture);
    const there = places.get(key) ?? { index: places.size, architecture };
    places.set(key, there);
    return there.index;
  };
  const answers = store.answers.map((answer): KeptAnswer => {
    const { question, bounds, asked } = answer;
    const { names, workload, options } = question;
    const results = resultsOf(answer)
      .reverse()
      .map(({ report, stopped, finished }) => {
        const { mapping, padded, search } = report;
        return { mapping, padded: padded !== undefined, search, stopped, finished };
      });
    return { names, architecture: place(question.architecture), workload, options, bounds, asked, results };
  });
  return {
    version: VERSION,
    model: MODEL_VERSION,
    architectures: [...places.values()].map(({ architecture }) => architecture),
    answers,
  };
}

/**
 * Fills a store with what an earlier session kept, which may be anything. Takes half a millisecond for each mapping, and lets
 * others have their turn in between.
 *
 * @returns why something was dropped; empty if nothing was
 */
export async function restore(store: ResultStore, kept: unknown): Promise<string[]> {
  if (kept === undefined || kept === null) return [];
  const { version, model, architectures, answers } = kept as Partial<Kept>;
  if (version !== VERSION || !Array.isArray(architectures) || !Array.isArray(answers)) {
    return [
      `The results of earlier sessions were dropped: they are of version ${JSON.stringify(version)}, not ${VERSION}.`,
    ];
  }
  if (model !== MODEL_VERSION) {
    return [
      `The results of earlier sessions were dropped: they are by version ${model ?? 1} of the model, which is ${MODEL_VERSION} now. Map again what you need.`,
    ];
  }
  const dropped: string[] = [];
  for (const answer of answers as readonly KeptAnswer[]) {
    await new Promise((resolve) => setTimeout(resolve));
    try {
      restoreAnswer(store, answer, withInfinities(architectures[answer.architecture]));
    } catch (error) {
      dropped.push(`A result of an earlier session was dropped: ${error instanceof Error ? error.message : error}`);
    }
  }
  return dropped;
}

/** @throws Error of any kind where it is damaged */
function restoreAnswer(
  store: ResultStore,
  { names, workload, options, bounds, asked, results }: KeptAnswer,
  architecture: Architecture,
): void {
  const { uri, architecture: on, workload: of } = names;
  demand(
    [uri, on.uri, on.name, of.uri, of.name].every((name) => typeof name === 'string'),
    'what it is of has no name',
  );
  demand([asked, ...Object.values(bounds)].every(Number.isFinite), 'a number is missing');
  demand(
    Object.values(options).every((value) => typeof value === 'boolean'),
    'an option of the model has no value',
  );
  const flaw = misfit(architecture, workload);
  demand(flaw === null, flaw ? messageOf(flaw.code, flaw.params) : '');
  const question = { architecture, workload, options, names };
  demand(results.length > 0, 'it has no mapping');
  const problem = prepare(architecture, workload, options);
  for (const { mapping, padded, search, stopped, finished } of results) {
    const { objective, strategy, bound, evaluations, seconds, threads, seed, ragged } = search;
    demand(typeof ragged === 'boolean', 'which loops it was chosen from is unknown');
    demand([evaluations, seconds, threads, seed, finished].every(Number.isFinite), 'a number is missing');
    demand(bound === null || Number.isFinite(bound), 'its bound is not a number');
    demand(STRATEGY_NAMES.includes(strategy) && STOP_REASONS.includes(stopped), 'how it was found is unknown');
    const loops = mappingOfReport(mapping, workload);
    const options = { ...DEFAULT_SEARCH, objective, strategy, pad: padded, ragged, threads, seed };
    const report = mapReport(problem, options, tilingOf(problem, loops), { bound, evaluations, seconds });
    demand(Number.isFinite(report.edp_pJ_cycles), 'its numbers make no sense');
    store.add(question, { report, stopped, finished }, asked);
    store.tighten(question, { padded, ragged }, bounds);
  }
}

/** JSON has no infinity: a bandwidth that nobody gave, or a constraint to `all`, has become null. */
function withInfinities({ names, ...architecture }: Architecture): Architecture {
  const bounded = <T extends FactorConstraint>(factors: readonly T[]): T[] =>
    factors.map((factor) => ({ ...factor, value: factor.value ?? Infinity }));
  const levels = architecture.levels.map((level) => {
    const factors = bounded(level.factors);
    if (level.type !== 'memory' && level.type !== 'link') return { ...level, factors };
    const { readBandwidth, writeBandwidth } = level;
    return { ...level, factors, readBandwidth: readBandwidth ?? Infinity, writeBandwidth: writeBandwidth ?? Infinity };
  });
  return {
    ...architecture,
    levels,
    ...(names && { names: names.map((level) => ({ ...level, factors: bounded(level.factors) })) }),
  };
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
